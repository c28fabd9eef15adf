import type { AuditEvent } from '#src/audit/index.ts';
import { judge } from '#src/content/index.ts';
import type { Actor } from '#src/kernel/index.ts';
import type { Registry } from '#src/senders/index.ts';
import {
  type Difference,
  expectedOf,
  type MessageTemplate,
  readTemplate,
  typeRules,
  type WrongValue,
} from '#src/templates/index.ts';
import type { Language } from '#src/web/index.ts';

/** What a presenter of templates needs beside them; who holds one in review is for reviewers to see. */
export interface TemplateView {
  registry: Pick<Registry, 'findings'>;
  actor: Actor;
  language: Language;
}

/** A template as it is answered. */
export function presentTemplate(template: MessageTemplate, { registry, actor, language }: TemplateView) {
  const { id, organizationId, senderId, category, text, status, createdAt, updatedAt, version } = template;
  const { claimedBy, claimedByName, claimedUntil } = template;
  return {
    id,
    organizationId,
    senderId,
    name: template.name ?? null,
    category,
    text,
    variables: [...readTemplate(text).variables].map(([name, type]) => ({
      name,
      type,
      maxLength: typeRules[type].maxLength,
      expected: expectedOf(type)[language],
    })),
    status,
    note: template.note ?? null,
    findings: template.findings.map(({ code, note }) => {
      const info = registry.findings.get(code);
      const say = (of: 'short' | 'long' | 'fix') => info?.[of][language] ?? '';
      return {
        code,
        about: info?.about ?? 'any',
        short: say('short'),
        long: say('long'),
        fix: say('fix'),
        note: note ?? null,
      };
    }),
    claim: claimedBy
      ? { by: actor.role === 'business' ? null : (claimedByName ?? null), until: claimedUntil ?? null }
      : null,
    createdAt,
    updatedAt,
    submittedAt: template.submittedAt ?? null,
    decidedAt: template.decidedAt ?? null,
    version,
  };
}

/** A template with what its fixed words are judged to be. */
export function presentTemplateDetail(template: MessageTemplate, view: TemplateView) {
  const { detected, promotional, fraud, confidence, evidence } = judge(readTemplate(template.text).fixed);
  const content = { detected, promotional, fraud, confidence, evidence: evidence.map(({ text }) => text) };
  return { ...presentTemplate(template, view), content };
}

/** The life of a template, oldest first. */
export function presentTemplateHistory(events: readonly AuditEvent[]) {
  return {
    items: events.toReversed().map(({ at, actorId, actorName, actorRole, action, detail }) => ({
      at,
      actor: { id: actorId ?? null, name: actorName, role: actorRole },
      move: action.replace('template.', ''),
      from: detail.from ?? null,
      to: detail.to ?? null,
      why: detail.why ?? null,
    })),
  };
}

/** Where a text first differs, in one language. */
export function presentDifference({ position, expected, found }: Difference, language: Language) {
  return { position, expected: expected[language], found };
}

/** What is wrong with a value, in one language. */
export function presentWrongValue({ variable, code, expected, found }: WrongValue, language: Language) {
  return { variable, code, expected: expected[language], found };
}
