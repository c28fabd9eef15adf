// Takes the pictures of the README anew: `npm run pictures` (Chromium and pdftoppm are needed).
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Person } from '#test/site/review-world.ts';
import { openBrowser } from '#test/support/browser.ts';
import { makeWorld } from './world.ts';

const folder = join('docs', 'images');

interface Picture {
  name: string;
  who: Person;
  path: string;
  height: number;
  width?: number;
  act?(page: Page): Promise<unknown>;
}

mkdirSync(folder, { recursive: true });
const browser = await openBrowser();
if (!browser) process.exit(1);
const world = await makeWorld(browser);
const { owner, reviewer, at } = world;
await take(browser, {
  name: 'register-fa',
  who: owner,
  path: '/senders/new',
  height: 860,
  act: async (page) => {
    await page.fill('#field-address', '۰۲۱ ۷۷۶۶ ۵۵۴۴');
    await page.waitForSelector('#address-check .tone-allow');
    await page.evaluate('document.activeElement.blur()');
  },
});
await take(browser, {
  name: 'explain-fa',
  who: owner,
  path: '/explain',
  height: 860,
  act: async (page) => {
    await page.selectOption('#field-sender', { value: '+982142750000' });
    await page.fill('#field-text', 'سفارش شما ثبت شد. برای خرید بعدی ۲۰٪ تخفیف با کد SUMMER25');
    await page.fill('#field-to', '09121234567');
    await page.click('main form:not([method=get]) button.btn-primary');
    await page.waitForSelector('#answer .why');
    await page.evaluate('document.activeElement.blur(); window.scrollTo(0, 0)');
  },
});
await take(browser, {
  name: 'review-en',
  who: reviewer,
  path: `/en/review/senders/${at.waiting}`,
  width: 1500,
  height: 880,
  act: async (page) => {
    await page.keyboard.press('6');
    await page.keyboard.press('c');
    await page.evaluate('window.scrollTo(0, 0)');
  },
});
await take(browser, {
  name: 'dashboard-en',
  who: owner,
  path: '/en/dashboard',
  height: 900,
  act: (page) => page.waitForFunction('document.querySelector("canvas").height > 200'),
});
await browser.close();
await world.stop();

async function take(browser: Browser, { name, who, path, height, width = 1280, act }: Picture): Promise<void> {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
  const [cookie = '', value = ''] = who.cookie.split('=', 2);
  await context.addCookies([{ name: cookie, value, url: world.app.url }]);
  const page = await context.newPage();
  await page.goto(world.app.url + path);
  await act?.(page);
  await page.evaluate('document.fonts.ready.then(() => new Promise(requestAnimationFrame))');
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await context.close();
}
