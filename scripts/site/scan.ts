import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { form } from '#test/senders/world.ts';
import type { TestApp, TestClient } from '#test/support/app.ts';

/** A stamp and a signature in blue ink over the place where the letter is signed. */
const ink = `<svg viewBox="0 0 200 110" width="260"><g fill="none" stroke="#24449c" stroke-width="2.4" opacity=".82">
<circle cx="62" cy="52" r="38"/><circle cx="62" cy="52" r="33" stroke-width="1"/>
<path d="M112 70 C125 20 138 20 134 60 C132 88 118 92 122 70 C126 48 150 40 158 58 C163 70 150 78 150 66 C150 52 178 50 194 44" stroke-width="2.8"/></g>
<text x="62" y="49" text-anchor="middle" font-family="Vazirmatn" font-size="11" font-weight="700" fill="#24449c" opacity=".82" transform="rotate(-9 62 52)">فروشگاه نمونه</text>
<text x="62" y="64" text-anchor="middle" font-family="Vazirmatn" font-size="8" fill="#24449c" opacity=".82" transform="rotate(-9 62 52)">ثبت ۴۲۷۵</text></svg>`;

/** Prints the undertaking of a sender, stamps, signs and scans it, and files it in place of the paper that is there. */
export async function scanOf(
  app: TestApp,
  { client, key }: { client: TestClient; key: string },
  id: string,
  browser: Browser,
): Promise<void> {
  const { body: evaluation } = await client.get(`/v1/senders/${id}/evaluation`);
  const type = evaluation.results.find(({ documentType }: { documentType?: string }) =>
    /undertaking/.test(documentType ?? ''),
  )?.documentType;
  if (!type) throw new Error('no undertaking is asked for');
  const folder = mkdtempSync(join(tmpdir(), 'mohr-scan-'));
  try {
    const headers = { authorization: `Bearer ${key}` };
    const printed = await fetch(`${app.url}/v1/senders/${id}/undertaking.pdf`, { headers });
    writeFileSync(join(folder, 'letter.pdf'), Buffer.from(await printed.arrayBuffer()));
    execFileSync('pdftoppm', ['-png', '-r', '110', '-singlefile', join(folder, 'letter.pdf'), join(folder, 'letter')]);
    const page = await browser.newPage({ viewport: { width: 920, height: 1300 } });
    const letter = readFileSync(join(folder, 'letter.png')).toString('base64');
    await page.setContent(`<body style="margin:0;background:#f7f5ee"><div style="position:relative;transform:rotate(-.4deg)">
      <img src="data:image/png;base64,${letter}" width="910" style="mix-blend-mode:multiply">
      <div style="position:absolute;left:90px;bottom:130px">${ink}</div></div>`);
    const bytes = Uint8Array.from(await page.screenshot());
    await page.close();
    await client.post(`/v1/senders/${id}/documents`, form(type, bytes, 'undertaking.png', 'image/png'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
