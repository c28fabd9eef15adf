import type { Page } from '../../page.ts';
import { home } from './home.ts';
import { certificate, lookUp } from './look-up.ts';
import { myNumber } from './my-number.ts';
import { theme } from './theme.ts';

/** Pages that anyone may see. */
export const publicPages: readonly Page[] = [home, lookUp, certificate, myNumber, theme];
