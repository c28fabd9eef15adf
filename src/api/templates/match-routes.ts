import type { House } from '#src/house.ts';
import { getSender } from '#src/senders/index.ts';
import { checkValues, getTemplate, matchTemplate, readTemplate } from '#src/templates/index.ts';
import { ok, openRoute, type Route } from '#src/web/index.ts';
import { idParams } from '../shared-schemas.ts';
import { presentDifference, presentWrongValue } from './present.ts';
import { lookInput, lookOutput, matchInput, matchOutput } from './schemas.ts';

const tag = 'Templates';
const access = ['reviewer', 'auditor', 'gateway', 'business'] as const;

/** Routes that hold a text against templates and change nothing. */
export function matchRoutes({ db, templates }: Pick<House, 'db' | 'templates'>): readonly Route[] {
  return [
    openRoute({
      method: 'post',
      path: '/v1/templates/{id}/match',
      operation: 'matchTemplate',
      summary: 'Hold a text against a template: its values, or where it first differs',
      tag,
      access,
      params: idParams,
      body: matchInput,
      answers: { 200: matchOutput },
      run: async ({ actor, params, body, language }) => {
        const { text, category } = await getTemplate(db.reader(), actor, params.id);
        const parsed = readTemplate(text);
        const { values, difference } = matchTemplate(parsed, body.text);
        const wrong = values ? checkValues(parsed, values, { promotional: category === 'promotional' }) : [];
        return ok({
          matched: values !== null && wrong.length === 0,
          values,
          difference: difference && presentDifference(difference, language),
          wrongValues: wrong.map((it) => presentWrongValue(it, language)),
        });
      },
    }),
    openRoute({
      method: 'post',
      path: '/v1/template-matches',
      operation: 'findTemplate',
      summary: 'Find the approved template of a sender that a text is, or the nearest and where it differs',
      tag,
      access,
      body: lookInput,
      answers: { 200: lookOutput },
      run: async ({ actor, body, language }) => {
        const { id } = await getSender(db.reader(), actor, body.senderId);
        const looked = await templates.look(body.text, id);
        const near = looked?.nearest() ?? null;
        const none = { matched: false, templateId: null, values: null, nearest: null };
        if (!near) return ok(none);
        if (near.matched) return ok({ ...none, matched: true, templateId: near.template.id, values: near.values });
        const { template, likeness, difference } = near;
        return ok({
          ...none,
          nearest: {
            templateId: template.id,
            name: template.name,
            likeness: Math.round(likeness * 100) / 100,
            difference: presentDifference(difference, language),
          },
        });
      },
    }),
  ];
}
