import type { Page } from '../../page.ts';
import { account } from './account.ts';
import { enter } from './enter.ts';
import { resetLink, resetRequest } from './reset.ts';
import { secondFactor } from './second-factor.ts';
import { signInPage, signInSecond } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { signUpPage } from './sign-up.ts';

/** Pages by which people come in, and of their own account. */
export const accountPages: readonly Page[] = [
  signInPage,
  signInSecond,
  signOut,
  signUpPage,
  enter,
  resetRequest,
  resetLink,
  secondFactor,
  account,
];
