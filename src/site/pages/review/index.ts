import type { Page } from '../../page.ts';
import { reviewCase } from './case.ts';
import { complaint, complaints } from './complaints.ts';
import { held } from './held.ts';
import { letter } from './letter.ts';
import { operators } from './operators.ts';
import { paper } from './paper.ts';
import { queue } from './queue.ts';
import { registeredSenders } from './senders.ts';
import { templateReviews } from './templates.ts';
import { unclear } from './unclear.ts';

/** Pages of reviewers. */
export const reviewPages: readonly Page[] = [
  queue,
  templateReviews,
  held,
  unclear,
  complaints,
  complaint,
  operators,
  registeredSenders,
  reviewCase,
  paper,
  letter,
];
