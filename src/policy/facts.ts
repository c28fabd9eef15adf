import type { FactSpec, ValueOf } from './fact-types.ts';
import { choice, flag, list, number, text, times } from './fact-types.ts';

/** What a message is for. The order is that of the contract. */
export const CATEGORIES = [
  'otp',
  'transactional',
  'alert',
  'reminder',
  'support',
  'survey',
  'vas',
  'promotional',
] as const;
export type Category = (typeof CATEGORIES)[number];

const CONSENT_STATES = ['opted_in', 'opted_out', 'expired', 'pending', 'none'] as const;
const LINE_CLASSES = ['service', 'promotional', ''] as const;

/**
 * Every fact that a pack's rule may read, in one place: the `Facts` type, the types that conditions are checked
 * against and the reference page are all derived from this table. All facts are always supplied; one that is
 * absent or of another type makes the rules that need it undecided, and those hold the message.
 */
export const FACTS = {
  message: {
    category: choice(
      CATEGORIES,
      'transactional',
      'gate',
      'The category that the rules apply to: the declared one, or the detected one where that is stricter.',
      'دسته‌ای که قاعده‌ها بر آن اجرا می‌شوند: دستهٔ اعلام‌شده، یا دستهٔ تشخیص‌داده‌شده اگر سخت‌گیرانه‌تر باشد.',
    ),
    declared: choice(
      [...CATEGORIES, ''],
      'transactional',
      'request',
      'The category that the sender declared; empty if none.',
      'دسته‌ای که فرستنده اعلام کرده است؛ اگر اعلام نکرده باشد خالی است.',
    ),
    detected: choice(
      CATEGORIES,
      'transactional',
      'content',
      'The category that the text itself shows.',
      'دسته‌ای که از خود متن برمی‌آید.',
    ),
    promotional: flag(false, 'gate', 'The effective category is promotional.', 'دستهٔ مؤثر پیام تبلیغاتی است.'),
    uncertain: flag(
      false,
      'content',
      'Whether the text is promotional lies between the two thresholds; a person must look.',
      'تبلیغاتی بودن متن بین دو آستانه است و باید فردی آن را ببیند.',
    ),
    fraud: flag(
      false,
      'content',
      'The text is judged a fraud attempt.',
      'متن، تلاش برای کلاهبرداری تشخیص داده شده است.',
    ),
    fraudUncertain: flag(
      false,
      'content',
      'The text may be a fraud attempt; a person must look.',
      'متن شاید کلاهبرداری باشد و باید فردی آن را ببیند.',
    ),
    mismatch: flag(
      false,
      'gate',
      'The text is not what was declared: promotion declared as something else, or a declared OTP that is none.',
      'متن آن نیست که اعلام شده: تبلیغ است با دسته‌ای دیگر، یا رمز یک‌بارمصرف اعلام شده و نیست.',
    ),
    offSubject: flag(
      false,
      'content',
      'The text fits none of the subjects declared in the sender’s undertaking.',
      'متن با هیچ‌یک از موضوع‌های اعلام‌شده در تعهدنامهٔ سرشماره نمی‌خواند.',
    ),
    forbidden: list(
      [],
      'content',
      'What the text offers that may not be offered, or only in some countries: gambling, circumvention (of filtering), adult, alcohol, drugs, weapons, pyramid, forged-documents, block-list-bypass.',
      'آنچه متن عرضه می‌کند و عرضه‌اش ممنوع است یا در برخی کشورها ممنوع است: قمار، فیلترشکن، محتوای جنسی، الکل، مواد، سلاح، هرمی، مدرک جعلی، دور زدن فهرست انسداد.',
    ),
    sensitive: list(
      [],
      'content',
      'Kinds of sensitive data in the text, e.g. card_number.',
      'انواع دادهٔ حساس در متن، مانند شمارهٔ کارت.',
    ),
    hasOptOutNotice: flag(
      false,
      'content',
      'The text ends with a way to opt out that the pack accepts.',
      'متن با راه لغو دریافتی که بسته می‌پذیرد پایان می‌یابد.',
    ),
    hasLink: flag(false, 'content', 'The text has a link.', 'متن پیوند دارد.'),
    linkAllowed: flag(
      true,
      'gate',
      'The sender may carry links, or the link is the fixed part of the approved template that matched.',
      'سرشماره مجاز به ارسال پیوند است، یا پیوند بخش ثابت قالب تأییدشدهٔ منطبق است.',
    ),
    unregisteredHosts: list(
      [],
      'gate',
      'Hosts in the text’s links that the organization has not registered.',
      'دامنه‌هایی در پیوندهای متن که سازمان ثبتشان نکرده است.',
    ),
    templateUsed: flag(false, 'request', 'The message is sent by a template.', 'پیام با قالب فرستاده می‌شود.'),
    templateApproved: flag(
      false,
      'senders',
      'That template is approved and in force.',
      'آن قالب تأیید شده و معتبر است.',
    ),
    templateMatched: flag(
      false,
      'senders',
      'The text fits that template, variables and all.',
      'متن با آن قالب و متغیرهایش می‌خواند.',
    ),
    templateCategory: choice(
      [...CATEGORIES, ''],
      '',
      'senders',
      'The category that the template was approved for; empty without one.',
      'دسته‌ای که قالب برای آن تأیید شده است؛ بدون قالب خالی است.',
    ),
    priceStated: flag(false, 'content', 'The text states the price of the service.', 'متن قیمت سرویس را گفته است.'),
    bulk: flag(
      false,
      'request',
      'The same text goes to more than one recipient.',
      'همین متن به بیش از یک گیرنده می‌رود.',
    ),
    segments: number(1, 'text', 'Number of SMS segments.', 'شمار بخش‌های پیامک.'),
    encoding: choice(['GSM7', 'UCS2'], 'UCS2', 'text', 'Character set on the air.', 'نویسه‌گان پیام روی شبکه.'),
  },
  sender: {
    registered: flag(true, 'senders', 'The sender address is registered.', 'سرشماره ثبت شده است.'),
    active: flag(true, 'senders', 'The sender’s status is active.', 'وضعیت سرشماره فعال است.'),
    status: text(
      'active',
      'senders',
      'The sender’s status in its life cycle; empty if not registered.',
      'وضعیت سرشماره در چرخهٔ عمر؛ اگر ثبت نشده باشد خالی است.',
    ),
    kind: choice(
      ['fixed_line', 'masked', 'long_number', 'short_code', ''],
      'fixed_line',
      'senders',
      'Kind of sender ID; empty if not registered.',
      'نوع سرشماره؛ اگر ثبت نشده باشد خالی است.',
    ),
    lineClass: choice(
      LINE_CLASSES,
      'service',
      'senders',
      'Class of the line for the recipient’s operator; empty if not registered.',
      'ردهٔ خط نزد اپراتور گیرنده؛ اگر ثبت نشده باشد خالی است.',
    ),
    declaredLineClass: choice(
      LINE_CLASSES,
      'service',
      'senders',
      'Class of the line as registered, whatever the operator granted.',
      'ردهٔ خط چنان‌که ثبت شده است، هر چه اپراتور داده باشد.',
    ),
    allowLinks: flag(false, 'senders', 'The sender may carry links.', 'سرشماره مجاز به ارسال پیوند است.'),
    paused: flag(false, 'complaints', 'Complaints have paused the sender.', 'شکایت‌ها سرشماره را متوقف کرده‌اند.'),
    ownedByCaller: flag(
      true,
      'accounts',
      'The caller may send for the organization that holds the sender.',
      'درخواست‌کننده می‌تواند از طرف سازمان دارندهٔ سرشماره بفرستد.',
    ),
    operatorProvisioned: flag(
      true,
      'senders',
      'The sender is active at the recipient’s operator.',
      'سرشماره نزد اپراتور گیرنده فعال است.',
    ),
    hasAudience: flag(
      false,
      'senders',
      'A list of recipients was declared for the sender.',
      'برای سرشماره فهرست گیرندگان اعلام شده است.',
    ),
    audienceVersion: number(
      0,
      'senders',
      'Version of the declared audience that the recipient was looked up in; 0: none.',
      'نسخهٔ فهرست اعلام‌شده‌ای که گیرنده در آن جسته شد؛ 0: فهرستی نیست.',
    ),
    companionOptOut: flag(
      true,
      'senders',
      'Replies reach the sender, or it names a number that takes opt-outs.',
      'پاسخ به سرشماره می‌رسد، یا شماره‌ای برای لغو دارد.',
    ),
    templateRequired: flag(
      false,
      'senders',
      'The line carries approved templates only.',
      'خط فقط قالب تأییدشده را می‌فرستد.',
    ),
  },
  organization: {
    suspended: flag(false, 'accounts', 'The organization is suspended.', 'سازمان تعلیق شده است.'),
  },
  recipient: {
    valid: flag(true, 'text', 'The recipient is a possible telephone number.', 'گیرنده شمارهٔ تلفن معتبری است.'),
    mobile: flag(true, 'text', 'The recipient is a mobile number.', 'گیرنده شمارهٔ همراه است.'),
    country: text(
      '',
      'text',
      'ISO 3166 country of the number; empty if unknown.',
      'کشور شماره؛ اگر معلوم نباشد خالی است.',
    ),
    operator: text(
      '',
      'text',
      'The recipient’s mobile operator; empty if unknown.',
      'اپراتور همراه گیرنده؛ اگر معلوم نباشد خالی است.',
    ),
    inAudience: flag(
      true,
      'senders',
      'The recipient is in the sender’s declared audience.',
      'گیرنده در فهرست اعلام‌شدهٔ سرشماره است.',
    ),
    nationalBlock: flag(
      false,
      'consent',
      'The recipient is on a national list that refuses promotional messages (a block list named `…-national`).',
      'گیرنده در فهرست ملی نپذیرفتن تبلیغات است.',
    ),
    blockLists: list(
      [],
      'consent',
      'Names of the block lists that the recipient is on.',
      'نام فهرست‌های مسدودی که گیرنده در آن‌هاست.',
    ),
    regions: list(
      [],
      'text',
      'ISO 3166-2 regions where the recipient may be, all that are plausible.',
      'استان‌ها یا ایالت‌هایی که گیرنده شاید در آن‌ها باشد.',
    ),
    timeZones: list(
      ['Asia/Tehran'],
      'text',
      'IANA time zones where the recipient may be, all that are plausible; a window must be open in each.',
      'منطقه‌های زمانی که گیرنده شاید در آن‌ها باشد؛ بازه باید در همهٔ آن‌ها باز باشد.',
    ),
  },
  consent: {
    promotional: choice(
      CONSENT_STATES,
      'none',
      'consent',
      'Consent to promotional messages of this organization.',
      'رضایت به پیام تبلیغاتی این سازمان.',
    ),
    vas: choice(
      CONSENT_STATES,
      'none',
      'consent',
      'Subscription to this organization’s value-added service.',
      'عضویت در سرویس ارزش‌افزودهٔ این سازمان.',
    ),
    senderOptOut: flag(
      false,
      'consent',
      'The recipient has opted out of everything from this sender.',
      'گیرنده همهٔ پیام‌های این سرشماره را لغو کرده است.',
    ),
    organizationOptOut: flag(
      false,
      'consent',
      'The recipient has opted out of everything from this organization.',
      'گیرنده همهٔ پیام‌های این سازمان را لغو کرده است.',
    ),
    categoryOptOut: flag(
      false,
      'consent',
      'The recipient has opted out of this message’s category.',
      'گیرنده همین دسته از پیام‌ها را لغو کرده است.',
    ),
    unclear: flag(
      false,
      'consent',
      'The recipient wrote something that may be an opt-out and that nobody has read yet.',
      'گیرنده چیزی نوشته که شاید لغو باشد و هنوز کسی آن را نخوانده است.',
    ),
  },
  recent: {
    organizationPromotional: times(
      'messages',
      'When promotional messages of this organization to this recipient were accepted, over the last 31 days.',
      'زمان‌های پذیرش پیام تبلیغاتی این سازمان برای این گیرنده در ۳۱ روز گذشته.',
    ),
    senderPromotional: times('messages', 'The same for this sender alone.', 'همان، فقط برای این سرشماره.'),
    organizationAll: times(
      'messages',
      'When messages of any category of this organization to this recipient were accepted, over the last 31 days.',
      'زمان‌های پذیرش هر پیام این سازمان برای این گیرنده در ۳۱ روز گذشته.',
    ),
  },
  channel: {
    name: choice(['sms', 'whatsapp'], 'sms', 'request', 'The channel of the message.', 'کانال پیام.'),
    windowOpen: flag(
      true,
      'consent',
      'The recipient wrote within the channel’s service window; always true where the channel has none.',
      'گیرنده در بازهٔ خدمت کانال پیام داده است؛ کانال بی‌بازه همیشه درست.',
    ),
    marketingStopped: flag(
      false,
      'consent',
      'The recipient stopped marketing inside the channel itself.',
      'گیرنده در خود کانال، تبلیغات را متوقف کرده است.',
    ),
    templateStatus: choice(
      ['approved', 'pending', 'paused', 'disabled', 'rejected', ''],
      '',
      'senders',
      'State of the template at the channel; empty without one.',
      'وضعیت قالب نزد کانال؛ بدون قالب خالی است.',
    ),
  },
} as const satisfies Record<string, Record<string, FactSpec>>;

type Table = typeof FACTS;
export type FactGroup = keyof Table;

/** The facts of one message to one recipient: what `evaluate` decides from, and what is stored with the decision. */
export type Facts = {
  readonly [G in FactGroup]: {
    readonly [F in keyof Table[G]]: Table[G][F] extends FactSpec ? ValueOf<Table[G][F]> : never;
  };
};

/** The table without its literal types, for code that walks over it. */
export const factTable: Readonly<Record<string, Readonly<Record<string, FactSpec>>>> = FACTS;

/** The row of a fact named as rules name it (`sender.active`), or undefined. */
export function factSpec(name: string): FactSpec | undefined {
  const [group = '', field = '', more] = name.split('.');
  if (more !== undefined || !Object.hasOwn(factTable, group)) return undefined;
  const fields = factTable[group] ?? {};
  return Object.hasOwn(fields, field) ? fields[field] : undefined;
}

/** Facts of a message that nothing forbids; test vectors and the command line state only what differs from it. */
export function sampleFacts(): Facts {
  const facts: Record<string, Record<string, unknown>> = {};
  for (const [group, fields] of Object.entries(factTable)) {
    facts[group] = Object.fromEntries(Object.entries(fields).map(([field, spec]) => [field, spec.sample]));
  }
  return facts as unknown as Facts;
}

/** The `sender` facts of an address that nobody registered: rules about senders then stay silent but `SENDER_UNKNOWN`. */
export function unknownSender(): Facts['sender'] {
  return {
    registered: false,
    active: false,
    status: '',
    kind: '',
    lineClass: '',
    declaredLineClass: '',
    allowLinks: false,
    paused: false,
    ownedByCaller: false,
    operatorProvisioned: false,
    hasAudience: false,
    audienceVersion: 0,
    companionOptOut: false,
    templateRequired: false,
  };
}
