import type { Page } from '../../page.ts';

/** Pages of business. */
export const businessPages: readonly Page[] = [];
