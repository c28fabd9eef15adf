import { z } from 'zod';
import { organizationKinds } from '#src/accounts/index.ts';
import { lineClasses, senderKinds } from './sender.entity.ts';

const bilingual = z.strictObject({ fa: z.string().min(1), en: z.string().min(1) });
const confidence = z.enum(['high', 'med', 'low']);
const days = z.number().int().positive();
const code = z.string().regex(/^[a-z][a-z0-9_]*$/);

const requirement = z
  .strictObject({
    id: code,
    /** What meets it: a document, the proof of a fixed line, a filled field; `refuse`: nothing does. */
    document: code.optional(),
    orAudience: z.boolean().default(false),
    proof: z.literal('ownership').optional(),
    field: z.strictObject({ name: z.enum(['subjects', 'sampleMessages', 'hosts']), min: z.number().int() }).optional(),
    refuse: z.literal(true).optional(),
    level: z.enum(['required', 'advised']).default('required'),
    when: z
      .strictObject({
        kinds: z.array(z.enum(senderKinds)).optional(),
        lineClasses: z.array(z.enum(lineClasses)).optional(),
        organizationKinds: z.array(z.enum(organizationKinds)).optional(),
        /** Beginnings of the address, national digits. */
        prefixes: z.array(z.string()).optional(),
        /** Applies where one of these is asked for. */
        operators: z.array(z.string()).optional(),
      })
      .default({}),
    reason: bilingual,
    fix: bilingual,
    source: z.string().min(1),
    confidence,
    effectiveFrom: z.iso.date().optional(),
    effectiveTo: z.iso.date().optional(),
  })
  .refine((it) => [it.document, it.proof, it.field, it.refuse].filter(Boolean).length === 1, {
    error: 'needs exactly one of document, proof, field and refuse',
  });

/** Requirement pack of a country (`policies/requirements/ir.yaml`). */
export const requirementPack = z
  .strictObject({
    country: z.string().length(2),
    version: z.string().min(1),
    timeZone: z.string().min(1),
    periods: z.strictObject({
      validityDays: days,
      ownershipDays: days,
      ownershipCodeMinutes: z.number().int().positive(),
      dormantDays: days,
      draftDays: days,
      reminderDays: z.array(days).min(1),
      noticeDays: days,
    }),
    /** What this country adds to the general rules of masked names. */
    maskedName: z.strictObject({
      min: z.number().int().min(2),
      max: z.number().int().max(11),
      pattern: z.string(),
      rule: bilingual,
      source: z.string().min(1),
      confidence,
    }),
    documentTypes: z.record(code, z.strictObject({ name: bilingual, hint: bilingual, maxAgeDays: days.optional() })),
    requirements: z.array(requirement).min(1),
  })
  .superRefine((pack, context) => {
    const ids = new Set<string>();
    for (const { id, document } of pack.requirements) {
      if (ids.has(id)) context.addIssue({ code: 'custom', message: `requirement ${id} is there twice` });
      ids.add(id);
      if (document && !(document in pack.documentTypes))
        context.addIssue({ code: 'custom', message: `requirement ${id} names an unknown document type ${document}` });
    }
  });

/** Operators and their usual times (`operators.yaml`). */
export const operatorFile = z.strictObject({
  operators: z
    .array(
      z.strictObject({
        operator: code,
        name: bilingual,
        /** Asked for where an application names no operators. */
        default: z.boolean().default(false),
        usualDays: z.strictObject({ min: z.number().nonnegative(), max: z.number().positive() }),
        cutOffDay: z.number().int().min(1).max(29).optional(),
        source: z.string().min(1),
        confidence,
      }),
    )
    .min(1),
});

/** What reviewers find (`findings.yaml`). */
export const findingFile = z.strictObject({
  findings: z
    .array(
      z.strictObject({
        code: z.string().regex(/^[A-Z][A-Z_]*$/),
        about: z.enum(['document', 'sender', 'any']),
        short: bilingual,
        long: bilingual,
        fix: bilingual,
      }),
    )
    .min(1),
});

/** Names that two reviewers look at (`protected-names.yaml`). */
export const protectedFile = z.strictObject({
  names: z.array(
    z.strictObject({
      category: z.string(),
      holder: bilingual,
      names: z.array(z.string().min(2)),
      contains: z.boolean().optional(),
    }),
  ),
});

export type RequirementPack = z.output<typeof requirementPack>;
export type Requirement = RequirementPack['requirements'][number];
export type OperatorInfo = z.output<typeof operatorFile>['operators'][number];
export type FindingInfo = z.output<typeof findingFile>['findings'][number];
export type ProtectedGroup = z.output<typeof protectedFile>['names'][number];
