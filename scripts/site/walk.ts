// Walks every page of the site in both languages at 1280 and 360 px over a full world, and keeps a picture of each:
// for eyes. Tells what overflows, what axe finds and what the browser complained of.
// Run: node test/support/template.ts -- node scripts/site/walk.ts FOLDER [part of a path …]
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '#test/support/browser.ts';
import { stopsOf } from './stops.ts';
import { makeWorld, type World } from './world.ts';

const [folder = 'site-pictures', ...only] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await openBrowser();
if (!browser) process.exit(1);
const world = await makeWorld(browser);
for (const language of ['fa', 'en'] as const)
  for (const width of [1280, 360]) await walk(browser, world, { language, width });
await browser.close();
await world.stop();

async function walk(browser: Browser, world: World, { language, width }: { language: 'fa' | 'en'; width: number }) {
  for (const [who, cookie, stops] of stopsOf(world)) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, reducedMotion: 'reduce' });
    context.setDefaultTimeout(5000);
    const [name = '', value = ''] = (cookie ?? '').split('=', 2);
    if (cookie) await context.addCookies([{ name, value, url: world.app.url }]);
    const page = await context.newPage();
    const here = () => `${language} ${width} ${who} ${page.url().replace(world.app.url, '')}`;
    page.on('pageerror', (error) => console.log('THREW', here(), error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
        console.log('SAID', here(), message.text());
    });
    for (const [stop, path, act] of stops) {
      const file = `${who}-${stop}-${language}-${width}`;
      if (only.length > 0 && !only.some((part) => file.includes(part))) continue;
      const answer = await page.goto(world.app.url + (language === 'en' ? `/en${path === '/' ? '' : path}` : path));
      if (answer && answer.status() >= 500) console.log('STATUS', answer.status(), here());
      await act?.(page).catch((error: Error) => console.log('ACT', here(), error.message.split('\n')[0]));
      await page.waitForLoadState();
      const over = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      if (width > 1000) await accessible(page, here());
      if (over > 0) console.log('OVERFLOWS', over, here());
      await page.screenshot({ path: join(folder, `${file}.png`), fullPage: true });
    }
    await context.close();
  }
}

async function accessible(page: Page, here: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  for (const { id, nodes } of violations) console.log('AXE', here, id, nodes.length, nodes[0]?.html.slice(0, 160));
}
