import type { Page } from 'playwright-core';
import type { World } from './world.ts';

/** One page to stop at: the name of its picture, its path, and what is done there first. */
export type Stop = [name: string, path: string, act?: (page: Page) => Promise<unknown>];

/** Who looks, with which cookie, at what. */
export type Tour = [who: string, cookie: string | null, stops: Stop[]];

/** Every page of the site that has an address, for each of those who may see it. */
export function stopsOf({ at, owner, newcomer, reviewer, admin, recipient }: World): Tour[] {
  const submit = (page: Page) => page.click('main form:not([method=get]) button.btn-primary');
  const type = (field: string, value: string) => (page: Page) => page.fill(`#field-${field}`, value);
  const caseStop = (name: string, id: string | undefined): Stop => [
    name,
    `/review/senders/${id}`,
    async (page) => {
      await page.keyboard.press('1');
      await page.keyboard.press('c');
      await page.waitForTimeout(700);
    },
  ];
  return [
    [
      'public',
      null,
      [
        ['home', '/'],
        ['look-up', '/look-up?address=021-42750000'],
        ['look-up-none', '/look-up?address=BankMeIli'],
        ['look-up-unreadable', '/look-up?address=!!'],
        ['certificate', '/s/30001234567'],
        ['my-number', '/my-number'],
        ['sign-in', '/sign-in'],
        [
          'sign-in-wrong',
          '/sign-in',
          async (page) => {
            await type('email', 'nobody@example.com')(page);
            await type('password', 'x')(page);
            await submit(page);
          },
        ],
        ['sign-up', '/sign-up'],
        ['reset', '/reset'],
        ['enter-spent', '/enter/nonsense'],
        ['404', '/nothing-here'],
      ],
    ],
    ['recipient', recipient, [['my-number-open', '/my-number']]],
    [
      'owner',
      owner.cookie,
      [
        ['dashboard', '/dashboard', (page) => page.waitForTimeout(400)],
        ['senders', '/senders'],
        ['senders-none', '/senders?status=revoked'],
        ['senders-wrong', '/senders?status=nonsense'],
        [
          'sender-new',
          '/senders/new',
          async (page) => {
            await type('address', '۰۲۱ ۷۷۶۶ ۵۵۴۴')(page);
            await page.waitForTimeout(900);
          },
        ],
        ['sender-draft', at.draft ?? ''],
        ['sender-submit-422', at.draft ?? '', (page) => page.click('button[value=submit]')],
        ['sender-edit', at.edit ?? ''],
        ['sender-back', at.back ?? ''],
        ['sender-active', `/senders/${at.active}`],
        ['explain', '/explain'],
        [
          'explain-answer',
          '/explain',
          async (page) => {
            await type('text', 'سفارش شما ثبت شد. برای خرید بعدی ۲۰٪ تخفیف با کد SUMMER25')(page);
            await type('to', '09121234567')(page);
            await submit(page);
            await page.waitForSelector('#answer .why');
          },
        ],
        ['templates', '/templates'],
        [
          'template-new',
          '/templates/new',
          async (page) => {
            await type('text', 'نوبت شما {day:date} است. درمانگاه')(page);
            await page.waitForTimeout(900);
          },
        ],
        [
          'template',
          at.template ?? '',
          async (page) => {
            await type('tried', 'سفارش ۱۲ ثبت نشد')(page);
            await page.waitForTimeout(900);
          },
        ],
        ['messages', '/messages'],
        ['messages-sorted', '/messages?sort=status'],
        ['message', at.message ?? ''],
        ['message-promotion', at.promotion ?? ''],
        ['consents', '/consents'],
        ['consents-found', '/consents?msisdn=09301234567'],
        ['import', at.import ?? ''],
        ['complaints', '/complaints'],
        ['complaint', `/complaints/${at.complaint}`],
        ['organization', '/organization'],
        ['members', '/organization/members'],
        ['keys', '/organization/keys'],
        ['webhooks', '/organization/webhooks'],
        ['webhook', `/organization/webhooks/${at.endpoint}`],
        ['account', '/account'],
        ['second-factor', '/account/second-factor'],
        ['404', '/admin/users'],
      ],
    ],
    [
      'newcomer',
      newcomer.cookie,
      [
        ['dashboard', '/dashboard'],
        ['senders', '/senders'],
        ['explain', '/explain'],
        ['templates', '/templates'],
        ['template-new', '/templates/new'],
        ['messages', '/messages'],
        ['consents', '/consents'],
        ['complaints', '/complaints'],
        ['keys', '/organization/keys'],
        ['webhooks', '/organization/webhooks'],
      ],
    ],
    [
      'reviewer',
      reviewer.cookie,
      [
        ['queue', '/review'],
        ['queue-wrong', '/review?status=nonsense'],
        caseStop('case', at.waiting),
        caseStop('lookalike', at.lookalike),
        ['case-active', `/review/senders/${at.active}`],
        ['templates', '/review/templates'],
        ['held', '/review/held'],
        ['unclear', '/review/unclear'],
        ['complaints', '/review/complaints'],
        ['complaint', `/review/complaints/${at.complaint}`],
        ['complaint-resolved', `/review/complaints/${at.resolved}`],
        ['operators', '/review/operators'],
        ['senders', '/review/senders'],
      ],
    ],
    [
      'admin',
      admin.cookie,
      [
        ['users', '/admin/users'],
        ['organizations', '/admin/organizations'],
        ['organization', `/admin/organizations/${at.shop}`],
        ['keys', '/admin/keys'],
        ['routes', '/admin/routes'],
        ['packs', '/admin/packs'],
        ['pack', '/admin/packs/ir'],
        ['replay', at.replay ?? ''],
        ['ledger', '/admin/ledger?seq=1'],
        ['ledger-wrong', '/admin/ledger?seq=99999'],
        ['blocklists', '/admin/blocklists'],
        ['audit', '/admin/audit'],
        ['audit-none', '/admin/audit?action=nothing'],
        ['webhooks', '/admin/webhooks'],
        ['webhook', `/admin/webhooks/${at.endpoint}`],
        ['exports', '/admin/exports'],
      ],
    ],
  ];
}
