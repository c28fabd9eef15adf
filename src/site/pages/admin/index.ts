import type { Page } from '../../page.ts';

/** Pages of admin. */
export const adminPages: readonly Page[] = [];
