import { z } from 'zod';
import { CATEGORIES } from '#src/policy/index.ts';
import { verdictFaults } from '#src/senders/index.ts';
import { templateSorts, templateStatuses, variableTypes } from '#src/templates/index.ts';
import { withFaults } from '#src/web/index.ts';
import { finding } from '../senders/schemas.ts';
import { instant, pageQuery, sortBy } from '../shared-schemas.ts';

const category = z.enum(CATEGORIES);
const status = z.enum(templateStatuses);
const text = z.string().min(1).max(2000);
const name = z.string().trim().min(1).max(100).nullable();

export const templateInput = z.strictObject({ senderId: z.uuid(), category, text, name: name.default(null) });

export const templatePatch = z.strictObject({
  category: category.optional(),
  text: text.optional(),
  name: name.optional(),
  /** What the editor last saw. */
  version: z.int().optional(),
});

export const templateQuery = pageQuery.extend({
  organizationId: z.uuid().optional(),
  senderId: z.uuid().optional(),
  status: status.optional(),
  category: category.optional(),
  sort: sortBy(templateSorts),
});

export const templateReviewInput = withFaults(
  z.strictObject({
    decision: z.enum(['approve', 'reject', 'request_changes']),
    /** Needed to reject or to request changes where no finding says why. */
    note: z.string().trim().max(4000).default(''),
    findings: z
      .array(z.strictObject({ code: z.string().max(60), note: z.string().max(2000).optional() }))
      .max(50)
      .default([]),
  }),
  verdictFaults,
  { foundLater: true },
);

export const optionalWhy = z.strictObject({ reason: z.string().trim().max(2000).optional() });

const variable = z.object({
  name: z.string(),
  type: z.enum(variableTypes),
  maxLength: z.int(),
  expected: z.string(),
});

export const templateOutput = z.object({
  id: z.uuid(),
  organizationId: z.uuid(),
  senderId: z.uuid(),
  name: z.string().nullable(),
  category,
  text: z.string(),
  variables: z.array(variable),
  status,
  note: z.string().nullable(),
  findings: z.array(finding.omit({ documentId: true })),
  claim: z.object({ by: z.string().nullable(), until: instant.nullable() }).nullable(),
  createdAt: instant,
  updatedAt: instant,
  submittedAt: instant.nullable(),
  decidedAt: instant.nullable(),
  version: z.int(),
});

/** With what its fixed words are judged to be, for whoever reviews it. */
export const templateDetail = templateOutput.extend({
  content: z.object({
    detected: category,
    promotional: z.boolean(),
    fraud: z.boolean(),
    confidence: z.number(),
    evidence: z.array(z.string()),
  }),
});

export const templateHistory = z.object({
  items: z.array(
    z.object({
      at: instant,
      actor: z.object({ id: z.uuid().nullable(), name: z.string(), role: z.string() }),
      move: z.string(),
      from: status.nullable(),
      to: status.nullable(),
      why: z.string().nullable(),
    }),
  ),
});

export const matchInput = z.strictObject({ text: z.string().min(1).max(4096) });

/** A text to be held against the approved templates of a sender. */
export const lookInput = matchInput.extend({ senderId: z.uuid() });

const values = z.record(z.string(), z.string());
const difference = z.object({ position: z.int(), expected: z.string(), found: z.string() });
const wrongValue = z.object({ variable: z.string(), code: z.string(), expected: z.string(), found: z.string() });

export const matchOutput = z.object({
  matched: z.boolean(),
  values: values.nullable(),
  /** Where the text first differs, UTF-16 offset. */
  difference: difference.nullable(),
  wrongValues: z.array(wrongValue),
});

export const lookOutput = z.object({
  matched: z.boolean(),
  templateId: z.uuid().nullable(),
  values: values.nullable(),
  /** The nearest approved template where none matches. */
  nearest: z.object({ templateId: z.uuid(), name: z.string().nullable(), likeness: z.number(), difference }).nullable(),
});
