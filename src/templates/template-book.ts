import type { Database } from '#src/db/index.ts';
import { type Fault, fault, invalidInput, isUuid } from '#src/kernel/index.ts';
import { normalisedView } from '#src/text/index.ts';
import { checkValues, renderWith, type TemplateValues } from './check-values.rules.ts';
import { type Difference, matchTemplate, mayMatch } from './match-template.rules.ts';
import { likeness, NEAR, wordPairs } from './nearest-template.rules.ts';
import { type ParsedTemplate, readTemplate } from './parse-template.rules.ts';
import { MessageTemplate } from './template.entity.ts';

/** A template as it is used: read once, kept until it changes. */
export interface UsableTemplate {
  id: string;
  name: string | null;
  category: MessageTemplate['category'];
  approved: boolean;
  parsed: ParsedTemplate;
  pairs: ReadonlySet<string>;
}

/** What a template and values become. */
export interface Rendered {
  template: UsableTemplate;
  text: string;
  values: TemplateValues;
  /** What is wrong with the values, one line each, for people who read decisions; empty: the text is the template’s. */
  differences: readonly string[];
}

/** An approved template that a free text is, or the nearest one and where the text leaves it. */
export type TextMatch =
  | { matched: true; template: UsableTemplate; values: TemplateValues }
  | { matched: false; template: UsableTemplate; difference: Difference; likeness: number };

/** The templates of all senders, as far as they are asked for. */
export interface TemplateBook {
  /**
   * Renders a sender's template. @throws INVALID_INPUT naming an unknown template, every missing and every unknown
   * variable; the variables are differences where they may be `mismatched`
   */
  render(
    templateId: string,
    values: TemplateValues,
    senderId: string,
    options?: { mismatched?: boolean },
  ): Promise<Rendered>;
  /** Holds a text against a sender's approved templates; null where it has none. */
  look(text: string, senderId: string): Promise<Looked | null>;
}

/** What looking a text up in the book gave. */
export interface Looked {
  /** The template that the text is, values checked; null where it is none. */
  match: Extract<TextMatch, { matched: true }> | null;
  /** The nearest template and where the text leaves it, worked out when asked; null where nothing is near. */
  nearest(): TextMatch | null;
}

const MOST_SENDERS = 100_000;

/** The templates of one sender, the newest first. */
interface OfSender {
  all: readonly UsableTemplate[];
  approved: readonly UsableTemplate[];
}

/** Opens the book; what it holds of a sender is forgotten when one of that sender's templates changes anywhere. */
export async function openTemplateBook({
  reader,
  listener,
}: Pick<Database, 'reader' | 'listener'>): Promise<TemplateBook> {
  const kept = new Map<string, Promise<OfSender>>();
  await listener.on('changed_message_template', (senderId) => (senderId === '' ? kept.clear() : kept.delete(senderId)));

  function templatesOf(senderId: string): Promise<OfSender> {
    const known = kept.get(senderId);
    if (known) return known;
    const loading = reader()
      .find(MessageTemplate, { senderId, status: { $nin: ['rejected', 'withdrawn'] } }, { orderBy: { id: 'desc' } })
      .then((rows) => rows.map(toUsable))
      .then((all) => ({ all, approved: all.filter(({ approved }) => approved) }));
    if (kept.size >= MOST_SENDERS) kept.clear();
    kept.set(senderId, loading);
    loading.catch(() => kept.get(senderId) === loading && kept.delete(senderId));
    return loading;
  }

  /** One that was given up: a message that waits may still name it, and is then told so. */
  async function endedTemplate(id: string, senderId: string): Promise<UsableTemplate | null> {
    const row = isUuid(id) ? await reader().findOne(MessageTemplate, { id, senderId }) : null;
    return row && toUsable(row);
  }

  return {
    async render(templateId, values, senderId, { mismatched = false } = {}) {
      const { all } = await templatesOf(senderId);
      const template = all.find(({ id }) => id === templateId) ?? (await endedTemplate(templateId, senderId));
      if (!template)
        throw invalidInput([
          fault('templateId', 'unknown', 'this sender has no such template', 'این سرشماره چنین قالبی ندارد'),
        ]);
      const faults = variableFaults(template, values);
      if (faults.length > 0 && !mismatched) throw invalidInput(faults);
      return renderTemplate(template, values, faults);
    },
    async look(text, senderId) {
      const { approved } = await templatesOf(senderId);
      if (approved.length === 0) return null;
      const match = matchAny(approved, text);
      return { match, nearest: () => match ?? nearestOf(approved, text) };
    },
  };
}

function toUsable({ id, name, category, status, text }: MessageTemplate): UsableTemplate {
  const parsed = readTemplate(text);
  return { id, name: name ?? null, category, approved: status === 'approved', parsed, pairs: wordPairs(parsed.fixed) };
}

/** Every missing and every unknown variable. */
function variableFaults({ parsed: { variables } }: UsableTemplate, values: TemplateValues): Fault[] {
  const missing = [...variables.keys()].filter((name) => !Object.hasOwn(values, name));
  const extra = Object.keys(values).filter((name) => !variables.has(name));
  return [
    ...missing.map((name) =>
      fault(`variables.${name}`, 'missing', 'this variable is missing', 'این متغیر داده نشده است'),
    ),
    ...extra.map((name) =>
      fault(`variables.${name}`, 'unknown', 'the template has no such variable', 'قالب چنین متغیری ندارد'),
    ),
  ];
}

function renderTemplate(template: UsableTemplate, given: TemplateValues, faults: readonly Fault[]): Rendered {
  const { pieces } = template.parsed;
  const values = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value.trim()]));
  const wrong = checkValues(template.parsed, values, { promotional: template.category === 'promotional' });
  const differences = [
    ...faults.map(({ path, message }) => `${path}: ${message.en}`),
    ...wrong.map(({ variable, code, expected, found }) => `{${variable}} ${code}: «${found}» (${expected.en})`),
  ];
  return { template, text: renderWith(pieces, values), values, differences };
}

function matchAny(approved: readonly UsableTemplate[], text: string): Extract<TextMatch, { matched: true }> | null {
  const view = normalisedView(text);
  for (const template of approved) {
    if (!mayMatch(template.parsed, view.text)) continue;
    const { values } = matchTemplate(template.parsed, text, view);
    if (!values) continue;
    const promotional = template.category === 'promotional';
    if (checkValues(template.parsed, values, { promotional }).length === 0) return { matched: true, template, values };
  }
  return null;
}

function nearestOf(approved: readonly UsableTemplate[], text: string): TextMatch | null {
  const pairs = wordPairs(text);
  const [best] = approved
    .map((template) => ({ template, likeness: likeness(template.pairs, pairs) }))
    .toSorted((a, b) => b.likeness - a.likeness);
  if (!best || best.likeness < NEAR) return null;
  const { values, difference } = matchTemplate(best.template.parsed, text);
  if (!values) return { matched: false, ...best, difference };
  const promotional = best.template.category === 'promotional';
  const [wrong] = checkValues(best.template.parsed, values, { promotional });
  const found = wrong?.found ?? '';
  const position = Math.max(0, text.indexOf(values[wrong?.variable ?? ''] ?? ''));
  return { matched: false, ...best, difference: { position, expected: wrong?.expected ?? { en: '', fa: '' }, found } };
}
