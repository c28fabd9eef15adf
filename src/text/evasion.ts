import type { View } from './view.ts';
export function evasionView(view: View): View {
  return view;
}
