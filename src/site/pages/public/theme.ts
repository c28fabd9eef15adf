import { go, type Page } from '../../page.ts';

const YEAR = 365 * 24 * 3600;

/** Keeps the choice between light and dark. */
export const theme: Page = {
  path: '/theme',
  access: 'public',
  get: async () => go('/'),
  post: async ({ form, setCookie }) => {
    setCookie('mohr_theme', form.text('theme') === 'dark' ? 'dark' : 'light', YEAR);
    const back = form.text('back');
    return go(/^\/(?![/\\])/.test(back) ? back : '/');
  },
};
