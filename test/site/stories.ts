import test, { type ExecutionContext } from 'ava';
import type { Browser, Page } from 'playwright-core';
import { confirmationCode } from '#src/consent/index.ts';
import { ownershipCode } from '#src/senders/index.ts';
import { meetRequirements, pdf } from '#test/senders/world.ts';
import { startApp, type TestApp } from '#test/support/app.ts';
import { openBrowser, openWindow, type Window } from '#test/support/browser.ts';
import { person, png } from './review-world.ts';

type Language = 'fa' | 'en';

/** What of a story is said in the language of the page. */
const said = {
  fa: { active: 'فعال', denied: 'این پیام فرستاده نمی‌شود', promotion: 'برای تبلیغ', optedOut: 'لغو کرده' },
  en: { active: 'Active', denied: 'This message is not sent', promotion: 'promotion', optedOut: 'opted out' },
} as const;

/** Tells the five stories of the site in one language, in a real browser; they follow on from one another. */
export function tellStories(language: Language): void {
  const prefix = language === 'fa' ? '' : '/en';
  const words = said[language];
  let app: TestApp;
  let browser: Browser | null;
  let owner: Window;
  let senderId = '';
  let organizationId = '';

  test.before(async () => {
    browser = await openBrowser();
    if (!browser) return;
    app = await startApp();
    owner = await openWindow(browser, app.url, null);
  });
  test.after.always(async () => {
    await browser?.close();
    await app?.stop();
  });

  const story = (title: string, tell: (t: ExecutionContext, browser: Browser) => Promise<void>) =>
    test.serial(`${title} (${language})`, async (t) => {
      if (!browser) return t.pass('no browser on this machine');
      await tell(t, browser);
    });
  const at = (path: string) => `${app.url}${prefix}${path}`;
  const organizationOf = async (id: string) => (await app.admin.get(`/v1/senders/${id}`)).body.organizationId;

  story('whoever comes for the first time reads what this is, and finds out whose a sender is', async (t, browser) => {
    const { page, look, faults } = await openWindow(browser, app.url, null);
    await page.goto(at('/'));
    await look(t, `${language}-home`);
    await page.fill('#address', '021-99999999');
    await page.press('#address', 'Enter');
    await page.waitForSelector('#answer .tone-deny');
    await look(t, `${language}-look-up`);
    await page.click('a[hreflang]');
    await page.waitForLoadState();
    t.is(await page.getAttribute('html', 'lang'), language === 'fa' ? 'en' : 'fa');
    t.true(page.url().includes('address=021-99999999'), 'the other language shows the same page');
    t.deepEqual(faults, []);
  });

  story('a business signs up and hands in a fixed line', async (t) => {
    const { page, look, faults } = owner;
    await page.goto(at('/sign-up'));
    await page.fill('#field-legalName', 'درمانگاه آزمون');
    await page.fill('#field-nationalId', '10380284792');
    await page.fill('#field-name', 'صاحب درمانگاه');
    await page.fill('#field-contact-mobile', '۰۹۱۲ ۱۱۱ ۲۲۳۳');
    await page.fill('#field-email', `owner-${language}@example.com`);
    await page.fill('#field-password', 'یک جملهٔ کوتاه بهتر است');
    await page.click('main form button.btn-primary');
    await page.waitForSelector('.summary');
    t.is(await page.inputValue('#field-legalName'), 'درمانگاه آزمون', 'what was typed stays');
    t.is(await page.getAttribute('#field-nationalId', 'aria-invalid'), 'true');
    await look(t, `${language}-sign-up`);
    await page.fill('#field-nationalId', '10380284790');
    await page.fill('#field-password', 'یک جملهٔ کوتاه بهتر است');
    await page.click('main form button.btn-primary');
    await page.waitForURL(/\/senders\/new/);

    await page.fill('#field-address', '۰۲۱ ۷۷۶۶ ۵۵۴');
    await page.waitForSelector('#address-check .tone-deny');
    await page.fill('#field-address', '۰۲۱ ۷۷۶۶ ۵۵۴۴');
    await page.waitForSelector('#address-check .chip.tone-allow');
    await look(t, `${language}-sender-new`);
    await page.click('main form button.btn-primary');
    await page.fill('#field-subjects', 'نوبت\nنتیجهٔ آزمایش');
    await page.fill('#field-sampleMessages', 'نوبت شما فردا ساعت ۱۰ است. درمانگاه آزمون');
    await look(t, `${language}-sender-content`);
    await page.click('main form button.btn-primary');
    await page.waitForURL(/\/senders\/[0-9a-f-]{36}/);
    senderId = /senders\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';

    await page.click('button[value=submit]');
    await page.waitForSelector('.summary');
    await uploadPapers(page, 2);
    const own = await app.as('business', await organizationOf(senderId));
    await meetRequirements(app, { id: '', client: own }, senderId, ['ownership']);
    await page.reload();
    await page.click('button[value=call]');
    await page.waitForURL(/done=call_ordered/);
    await look(t, `${language}-sender-draft`);
    const { rows } = await app.db.pool.query(`select id from ownership_proof where sender_id = $1`, [senderId]);
    await page.fill('#field-code', ownershipCode(app.house.secrets.codeKey, rows[0].id));
    await page.click('button[value=code]');
    await page.waitForURL(/done=line_proved/);
    await page.click('button[value=submit]');
    await page.waitForURL(/done=sender_submitted/);
    const { body } = await app.admin.get(`/v1/senders/${senderId}`);
    t.is(body.status, 'submitted');
    organizationId = body.organizationId;
    t.deepEqual(faults, []);
  });

  story('a reviewer asks for a better paper, and approves the next version by keyboard', async (t, browser) => {
    const { cookie } = await person(app, 'reviewer');
    const reviewer = await openWindow(browser, app.url, cookie);
    const { page } = reviewer;
    await page.goto(at('/review'));
    await reviewer.look(t, `${language}-review-queue`);
    await page.click('tbody a');
    await page.waitForURL(/review\/senders/);
    await page.keyboard.press('t');
    await page.waitForSelector('#decide');
    await reviewer.look(t, `${language}-review-case`);
    await page.keyboard.press('1');
    await page.keyboard.press('c');
    await page.fill('#field-note', 'صفحهٔ دوم خوانده نمی‌شود');
    await page.click('#send');
    await page.waitForURL(/done=review_request_changes/);

    await owner.page.goto(at(`/senders/${senderId}`));
    t.true((await owner.page.textContent('main'))?.includes('صفحهٔ دوم خوانده نمی‌شود'));
    await owner.look(t, `${language}-sender-changes`);
    await uploadPapers(owner.page, 15);
    await owner.page.click('button[value=submit]');
    await owner.page.waitForURL(/done=sender_submitted/);

    await page.goto(at(`/review/senders/${senderId}`));
    await page.keyboard.press('t');
    await page.waitForSelector('#decide');
    await page.keyboard.press('a');
    await page.keyboard.press('Enter');
    await page.waitForURL(/done=review_approve/);
    const put = await app.admin.put(`/v1/senders/${senderId}/operators/mci`, { status: 'active' });
    t.is(put.status, 200);
    await owner.page.goto(at(`/senders/${senderId}`));
    t.regex((await owner.page.textContent('.head .chip')) ?? '', new RegExp(words.active));
    await owner.look(t, `${language}-sender-active`);
    t.deepEqual(reviewer.faults, []);
  });

  story('a promotional text on a service line is explained, its words marked', async (t) => {
    const { page, look, faults } = owner;
    await page.goto(at('/explain'));
    await page.fill('#field-text', 'حراج پایان فصل تا ۷۰٪ تخفیف');
    await page.fill('#field-to', '09121234567');
    await page.click('main form button.btn-primary');
    await page.waitForSelector('#answer .why');
    const answer = (await page.textContent('#answer')) ?? '';
    t.true(answer.includes(words.denied), answer);
    t.true((await page.locator('#answer mark').count()) > 0);
    t.true(answer.includes('PROMO_ON_SERVICE_LINE'));
    await look(t, `${language}-explain`);
    t.deepEqual(faults, []);
  });

  story('a list of consents is uploaded, followed, and its wrong rows fetched', async (t) => {
    const { page, look, faults } = owner;
    const rows = [
      'msisdn,action,purpose,channel,source,effectiveAt,evidence',
      '09121234567,opt_in,promotional,sms,web_form,2026-01-10T10:00:00+03:30,باشگاه مشتریان',
      '09351234567,opt_in,promotional,sms,web_form,2026-01-10T10:00:00+03:30,باشگاه مشتریان',
      '12,opt_in,promotional,sms,web_form,2026-01-10T10:00:00+03:30,باشگاه مشتریان',
    ];
    await page.goto(at('/consents'));
    const buffer = Buffer.from(`${rows.join('\n')}\n`);
    await page.setInputFiles('#field-file', { name: 'consents.csv', mimeType: 'text/csv', buffer });
    await page.click('form[data-upload] button');
    await page.waitForURL(/consents\/imports/);
    await page.waitForSelector('#progress .chip.tone-allow', { timeout: 20_000 });
    await look(t, `${language}-import`);
    const link = await page.getAttribute('#progress a[href$=errors]', 'href');
    const file = await page.evaluate(async (path) => (await fetch(path ?? '')).text(), link);
    t.regex(file, /row,column,reason\r?\n"?4/);
    await page.goto(at('/consents?msisdn=09121234567'));
    await page.waitForSelector('.chip.tone-allow');
    await look(t, `${language}-consents`);
    t.deepEqual(faults, []);
  });

  story('a recipient proves a number and withdraws, and the next check is refused', async (t, browser) => {
    const { page, look, faults } = await openWindow(browser, app.url, null);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(at('/my-number'));
    await page.fill('#field-msisdn', '۰۹۱۲۱۲۳۴۵۶۷');
    await look(t, `${language}-my-number`);
    await page.click('main form button.btn-primary');
    await page.waitForURL(/id=/);
    const id = new URL(page.url()).searchParams.get('id') ?? '';
    const code = confirmationCode(app.house.secrets.codeKey, id);
    await page.fill('#field-code', code);
    await page.click('main form button.btn-primary');
    await page.waitForSelector('#holders');
    const seen = await (await app.as('business', organizationId)).get('/v1/messages?to=09121234567');
    t.false(JSON.stringify(seen.body).includes(code), 'whose line sends the code may not read it');
    t.true((await page.textContent('main'))?.includes('درمانگاه آزمون'));
    await look(t, `${language}-my-number-open`);
    await page.click('button.btn-outline[value=revoke]');
    await page.waitForURL(/done=revoked/);
    t.true((await page.textContent('main'))?.includes(words.optedOut));
    const gateway = await app.as('gateway');
    const { body } = await gateway.post('/v1/check', {
      sender: '021-77665544',
      to: '09121234567',
      category: 'promotional',
      text: 'حراج لغو۱۱',
      dryRun: true,
    });
    t.is(body.outcome, 'deny');
    t.true(body.reasons.some(({ code }: { code: string }) => code === 'OPTED_OUT'));
    t.deepEqual(faults, []);
  });

  story('a template is written with its segments counted, and a text held against it', async (t) => {
    const { page, look, faults } = owner;
    await page.goto(at('/templates/new'));
    await page.fill('#field-text', 'سلام {name:label}');
    await page.waitForSelector('#look .tone-deny');
    await page.fill('#field-text', 'نوبت شما {day:date} است. درمانگاه آزمون');
    await page.waitForSelector('#look .chip');
    await look(t, `${language}-template-new`);
    await page.click('main form button.btn-primary');
    await page.waitForURL(/templates\/[0-9a-f-]{36}/);
    await page.fill('#field-tried', 'نوبت شما فردا است. درمانگاه دیگر');
    await page.waitForSelector('#match .tone-deny mark');
    await look(t, `${language}-template`);
    await page.fill('#field-tried', 'نوبت شما فردا است. درمانگاه آزمون');
    await page.waitForSelector('#match .tone-allow');
    await page.click('button[value=submit]');
    await page.waitForURL(/done=template_submitted/);
    await page.goto(at('/templates'));
    await look(t, `${language}-templates`);
    t.deepEqual(faults, []);
  });

  if (language === 'fa')
    story('whoever has scripts off registers a line, files a paper and asks why all the same', async (t, browser) => {
      const { cookie } = await person(app, 'business', organizationId);
      const { page } = await openWindow(browser, app.url, cookie, { scripts: false });
      await page.goto(at('/senders/new'));
      await page.fill('#field-address', '۰۲۱ ۷۷۶۶');
      await page.click('main form button.btn-primary');
      t.is(await page.locator('#address-check .tone-deny').count(), 1);
      await page.fill('#field-address', '۰۲۱ ۷۷۶۶ ۵۵۴۵');
      await page.click('main form button.btn-primary');
      await page.fill('#field-subjects', 'نوبت');
      await page.fill('#field-sampleMessages', 'نوبت شما فردا ساعت ۱۰ است. درمانگاه آزمون');
      await page.click('main form button.btn-primary');
      await page.waitForURL(/\/senders\/[0-9a-f-]{36}\?done=sender_created/);
      const row = page
        .locator('.papers > li')
        .filter({ has: page.locator('form[data-upload]') })
        .first();
      await row
        .locator('input[type=file]')
        .setInputFiles({ name: 'paper.png', mimeType: 'image/png', buffer: Buffer.from(png) });
      await row.locator('form[data-upload] button').click();
      await page.waitForURL(/done=paper_added/);
      t.is(await page.locator('.papers a[target=_blank]').count(), 1);
      await page.goto(at('/explain'));
      await page.fill('#field-text', 'حراج پایان فصل تا ۷۰٪ تخفیف');
      await page.fill('#field-to', '09121234567');
      await page.click('main form button.btn-primary');
      t.true((await page.locator('#answer mark').count()) > 0);
      await page.goto(at('/senders?sort=-address'));
      t.true((await page.locator('th[aria-sort=descending]').count()) === 1);
    });

  story('every other page of a business stands, is accessible and fits a phone', async (t) => {
    const { page, look, faults } = owner;
    const own = await app.as('business', organizationId);
    await own.post('/v1/messages', {
      sender: '021-77665544',
      to: '09121234567',
      category: 'reminder',
      text: 'نوبت شما فردا است',
    });
    for (const path of [
      '/dashboard',
      '/senders',
      '/messages',
      '/complaints',
      '/organization',
      '/organization/members',
      '/organization/keys',
      '/organization/webhooks',
      '/account',
      '/account/second-factor',
      `/senders/${senderId}/edit`,
    ]) {
      await page.goto(at(path));
      await look(t, `${language}${path.replaceAll('/', '-').replaceAll(senderId, 'id')}`);
    }
    await page.goto(at('/messages'));
    await page.click('tbody a');
    await page.waitForSelector('.timeline');
    await look(t, `${language}-message`);
    t.deepEqual(faults, []);
  });
}

/** Puts papers into the first rows that still want one: at most `most`. */
async function uploadPapers(page: Page, most: number): Promise<void> {
  for (let n = 0; n < most; n++) {
    const row = page
      .locator('.papers > li:not([data-status=met]):not([data-advised])')
      .filter({ has: page.locator('form[data-upload]') });
    if ((await row.count()) === 0) return;
    const first = row.first();
    const paper =
      n === 0
        ? { name: 'paper.png', mimeType: 'image/png', buffer: Buffer.from(png) }
        : { name: 'paper.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdf()) };
    // A chosen paper is sent at once, and the page loaded anew once it is there.
    await Promise.all([page.waitForEvent('load'), first.locator('input[type=file]').setInputFiles(paper)]);
  }
}
