import type { Page } from '../page.ts';
import { accountPages } from './account/index.ts';
import { adminPages } from './admin/index.ts';
import { businessPages } from './business/index.ts';
import { publicPages } from './public/index.ts';
import { reviewPages } from './review/index.ts';

/** Every page of the site. A new one is a file here, a template, catalogue entries, and a line in its folder's index. */
export const pages: readonly Page[] = [
  ...publicPages,
  ...accountPages,
  ...businessPages,
  ...reviewPages,
  ...adminPages,
];
