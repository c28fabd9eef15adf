import type { Page } from '../../page.ts';

/** Pages of review. */
export const reviewPages: readonly Page[] = [];
