import { type Page, show } from '../../page.ts';

/** What Mohr is, for whoever comes for the first time. */
export const home: Page = {
  path: '/',
  access: 'public',
  get: async () => show('public/home'),
};
