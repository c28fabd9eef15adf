import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { ExecutionContext } from 'ava';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const program = process.env.CHROMIUM_PATH || '/usr/bin/chromium';

/** Root may not use Chromium's own sandbox; the rest keeps it from asking hosts that are not there. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts Chromium; null where this machine has none (never in CI, where that is an error). */
export async function openBrowser(): Promise<Browser | null> {
  if (existsSync(program)) return chromium.launch({ executablePath: program, args: flags });
  if (process.env.CI) throw new Error(`no Chromium at ${program}: install it or set CHROMIUM_PATH`);
  console.error(`NO BROWSER TESTS: no Chromium at ${program} (apt-get install chromium, or set CHROMIUM_PATH)`);
  return null;
}

/** A person's window on the site, and what went wrong in it. */
export interface Window {
  page: Page;
  context: BrowserContext;
  /** Errors that the page's scripts threw or that its policy refused. */
  faults: string[];
  /** Looks at the page as it stands: axe finds nothing, nothing overflows, and a picture is kept under its name. */
  look(t: ExecutionContext, name: string): Promise<void>;
}

const sizes = [
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
];

/** Opens a window that is signed in with a session cookie, or with none; `scripts: false` is a browser that runs none. Pictures go to `SCREENSHOTS`, if that is set. */
export async function openWindow(
  browser: Browser,
  url: string,
  cookie: string | null,
  { scripts = true }: { scripts?: boolean } = {},
): Promise<Window> {
  const viewport = sizes[0] ?? null;
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce', javaScriptEnabled: scripts });
  context.setDefaultTimeout(10_000);
  if (cookie) {
    const [name = '', value = ''] = cookie.split('=', 2);
    await context.addCookies([{ name, value, url }]);
  }
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // A refused form answers 4xx, which the browser reports as well.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) faults.push(message.text());
  });
  const look = async (t: ExecutionContext, name: string) => {
    // In the page itself: a page of its own for every scan costs as much as the scan.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    const told = violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map(({ html }) => html)
          .slice(0, 3)
          .join(' | ')}`,
    );
    t.deepEqual(told, [], `axe on ${name}`);
    for (const size of sizes) {
      await page.setViewportSize(size);
      const over = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      t.true(over <= 0, `${name} overflows by ${over}px at ${size.width}px`);
      await picture(page, `${name}-${size.width}`);
    }
    await page.setViewportSize(sizes[0] ?? { width: 1280, height: 800 });
  };
  return { page, context, faults, look };
}

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
