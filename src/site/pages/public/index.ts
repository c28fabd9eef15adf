import type { Page } from '../../page.ts';
import { home } from './home.ts';
import { lookUp } from './look-up.ts';
import { theme } from './theme.ts';

/** Pages that anyone may see. */
export const publicPages: readonly Page[] = [home, lookUp, theme];
