import { Eta } from 'eta';
import type { Language } from '#src/kernel/index.ts';
import { assetUrl } from './assets.ts';
import { type Catalogue, say } from './catalogue.ts';
import { components } from './components/index.ts';
import { type Format, formatIn } from './format.ts';
import { escapeHtml, ltr } from './html.ts';
import { icon } from './icons.ts';
import { menuOf } from './menu.ts';
import type { Visit } from './page.ts';

/** What a template is rendered with beside its own data. */
export type Rendering = Pick<Visit, 'language' | 'path' | 'query' | 'form' | 'problem' | 'session' | 'at'> & {
  /** Address of this page in the other language. */
  elsewhere: string;
  csrf: string;
  theme: string;
  menu: string;
};

export type Render = (template: string, data: object, rendering: Rendering) => string;

/** Names that every template has at hand, without a prefix. */
const AT_HAND =
  'const {t, link, asset, icon, ltr, part, f, lang, dir, csrf, form, problem, session, path, query, now, esc, view} = it;';

/** Makes the renderer of the templates below `folder`; a template is compiled once. */
export function createRender(folder: string, catalogue: Catalogue): Render {
  const eta = new Eta({
    views: folder,
    cache: true,
    autoTrim: [false, 'nl'],
    functionHeader: AT_HAND,
    escapeFunction: escapeHtml,
  });
  const draw = (name: string, data: object): string => {
    try {
      return eta.render(`/${name}`, data);
    } catch (error) {
      if (error instanceof Error && !error.name.includes(' in ')) error.name = `${error.name} in ${name}`;
      throw error;
    }
  };
  const formats: Record<Language, Format> = { fa: formatIn('fa'), en: formatIn('en') };
  return (template, data, rendering) => {
    const { at, ...page } = rendering;
    const { language, session, path } = page;
    const t = (key: string, values?: Readonly<Record<string, string | number>>) =>
      say(catalogue, language, key, values);
    const has = (key: string) => catalogue[language].has(key);
    const link = (to: string) => (language === 'fa' ? to : to === '/' ? '/en' : `/en${to}`);
    const f = formats[language];
    const shared = {
      ...page,
      t,
      has,
      link,
      f,
      ltr,
      icon,
      asset: assetUrl,
      esc: escapeHtml,
      lang: language,
      dir: language === 'fa' ? 'rtl' : 'ltr',
      now: at,
      menu: menuOf(session).map((one) => ({ ...one, lit: one.key === page.menu })),
      done: page.query.done && has(`done.${page.query.done}`) ? t(`done.${page.query.done}`) : '',
      path,
    };
    /** A component or partial with its own data; `view` is what models need of the page. */
    const part = (name: string, own: object = {}): string =>
      draw(`components/${name}`, { ...shared, part, view, ...own });
    const view = components({ t, f, has, language, link });
    return draw(template, { ...shared, part, view, ...data });
  };
}
