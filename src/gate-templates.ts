import type { GateParts, GateTemplate, Templated } from '#src/gate/index.ts';
import type { TemplateBook, TextMatch, UsableTemplate } from '#src/templates/index.ts';

/** How the gate gets at templates: renders those that requests name, and recognises free texts that are one. */
export function gateTemplates(book: TemplateBook): Pick<GateParts, 'renderTemplate' | 'recogniseText'> {
  return {
    renderTemplate: async ({ templateId, variables = {} }, senderId, options) => {
      if (senderId === null) return { text: '', templated: nobodys };
      const rendered = await book.render(String(templateId), variables, senderId, options);
      const { template, text, values, differences } = rendered;
      const matched = differences.length === 0;
      const templated = { template: toGate(template, matched), variables: values, hint: () => differences };
      return { text, templated };
    },
    recogniseText: async (text, senderId) => {
      const looked = await book.look(text, senderId);
      if (!looked) return null;
      const { match, nearest } = looked;
      if (match) return { template: toGate(match.template, true), variables: match.values, hint: () => [] };
      return { template: null, variables: {}, hint: () => describe(nearest()) };
    },
  };
}

/** An unknown sender has no templates; that it is unknown is the gate's to say. */
const nobodys: Templated = {
  template: { approved: false, matched: false, category: null, fixed: '', hosts: [] },
  variables: {},
  hint: () => [],
};

function toGate({ approved, category, parsed }: UsableTemplate, matched: boolean): GateTemplate {
  return { approved, matched, category, fixed: parsed.fixed, hosts: [...parsed.hosts] };
}

/** In one line: the template that is nearest, and from where the text is another. */
function describe(near: TextMatch | null): string[] {
  if (!near || near.matched) return [];
  const { position, expected, found } = near.difference;
  const { id, name } = near.template;
  return [`nearest template: ${name ?? id}; at ${position}: «${found}» instead of ${expected.en}`];
}
