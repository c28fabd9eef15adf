import { createHash } from 'node:crypto';
import type {
  CertificateData,
  DecisionLetterData,
  EvidencePackData,
  HolderData,
  UndertakingData,
} from '#src/pdf/index.ts';

/** Data of documents as tests draw them. */
export const holder: HolderData = {
  legalName: 'شرکت فناوری‌های نوین پارسیان (سهامی خاص)',
  kind: 'legal',
  nationalId: '10101234567',
  registrationNumber: '456789',
  economicCode: '411111111111',
  address: 'تهران، خیابان ولی‌عصر، بالاتر از میدان ونک، کوچهٔ نگار، پلاک ۱۲، طبقهٔ ۴ (واحد ۷)، کد پستی ۱۹۶۹۷۱۱۱۱۱',
  phone: '021-42750000',
  contactName: 'مریم رضایی',
};

export const undertakingData: UndertakingData = {
  number: '019ab3c4-7d21-7c11-9a2e-5f0e8a1b2c3d',
  at: new Date('2026-11-22T06:30:00Z'),
  holder,
  sender: {
    address: '+982142750000',
    kind: 'fixed_line',
    lineClass: 'service',
    subjects: ['وضعیت سفارش و کد پیگیری', 'یادآوری نوبت', 'نظرسنجی پس از خدمت'],
    sampleMessages: [
      'سفارش شما با شمارهٔ ۱۲۳۴ ثبت شد. کد پیگیری: 876543\nلغو۱۱',
      'یادآوری: قرار ملاقات شما فردا ساعت ۱۰:۰۰ است. لغو۱۱',
    ],
    operators: ['همراه اول', 'ایرانسل', 'رایتل'],
    allowLinks: true,
    hosts: ['example.ir'],
    optOutNotice: null,
  },
  signatories: [{ name: 'علیرضا محمدی', role: 'مدیر عامل' }],
};

export const naturalUndertaking: UndertakingData = {
  ...undertakingData,
  holder: { legalName: 'زهرا کریمی', kind: 'natural', nationalId: '0012345679' },
  sender: {
    ...undertakingData.sender,
    address: 'Parsian',
    kind: 'masked',
    lineClass: 'promotional',
    allowLinks: false,
    operators: [],
  },
  signatories: [],
};

export const certificateData: CertificateData = {
  number: '019ab3c4-7d21-7c11-9a2e-5f0e8a1b2c3d',
  language: 'fa',
  at: new Date('2026-11-22T06:30:00Z'),
  holder,
  sender: {
    address: '+982142750000',
    kind: 'fixed_line',
    lineClass: 'service',
    status: 'active',
    subjects: ['وضعیت سفارش و کد پیگیری', 'یادآوری نوبت'],
    approvedAt: new Date('2026-10-01T08:00:00Z'),
    expiresAt: new Date('2027-10-01T08:00:00Z'),
  },
  operators: [
    { name: 'همراه اول', status: 'active', lineClass: 'service', reference: 'MCI-1405-88213' },
    { name: 'ایرانسل', status: 'active', lineClass: 'promotional', reference: null },
    { name: 'رایتل', status: 'pending', lineClass: null, reference: null },
    { name: 'شاتل موبایل', status: 'rejected', lineClass: null, reference: 'SH-4410' },
  ],
  publicUrl: 'https://mohr.example.ir/s/+982142750000',
};

export const decisionData: DecisionLetterData = {
  number: '019ab3c4-7d21-7c11-9a2e-5f0e8a1b2c3d',
  language: 'fa',
  at: new Date('2026-11-22T06:30:00Z'),
  to: 'مریم رضایی',
  decision: 'request_changes',
  sender: { address: '+982142750000', kind: 'fixed_line' },
  submittedAt: new Date('2026-11-19T10:12:00Z'),
  note: 'تعهدنامه را پس از چاپ روی سربرگ، صاحبان امضای مجاز نوشته‌شده در آخرین آگهی تغییرات (۲ نفر) امضا کنند.',
  findings: [
    {
      title: 'بی‌امضا',
      paper: 'تعهدنامه',
      why: 'امضای صاحب امضای مجاز دیده نمی‌شود.',
      fix: 'مدرک را امضا کنید و دوباره بفرستید.',
    },
    {
      title: 'نمونه بیرون از موضوع',
      paper: null,
      why: 'نمونهٔ پیام با موضوع اعلام‌شده نمی‌خواند.',
      fix: 'نمونه یا موضوع را اصلاح کنید.',
    },
  ],
  url: 'https://mohr.example.ir/senders/019ab3c4-7d21-7c11-9a2e-5f0e8a1b2c3d',
};

const text =
  'سفارش شما ثبت شد. کد پیگیری 876. برای خرید بعدی ۲۰٪ تخفیف با کد SUMMER25 از https://example.ir/off 😀\nلغو۱۱';
const hex = (seed: string) => createHash('sha256').update(seed).digest('hex');
const span = (part: string) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length });

export const evidenceData: EvidencePackData = {
  number: 'E-019ab3c5',
  language: 'fa',
  at: new Date('2026-11-22T06:30:00Z'),
  publicUrl: 'https://mohr.example.ir',
  message: {
    id: '019ab3c5-1111-7c11-9a2e-5f0e8a1b2c3d',
    recipient: '+989121234567',
    text,
    textSha256: createHash('sha256').update(text).digest('hex'),
    category: 'transactional',
    status: 'delivered',
    segments: 2,
    characters: 104,
    charset: 'UCS2',
  },
  decision: {
    id: '019ab3c5-2222-7c11-9a2e-5f0e8a1b2c3d',
    at: new Date('2026-11-21T06:30:05.123Z'),
    validUntil: new Date('2026-11-21T06:45:05Z'),
    outcome: 'deny',
    reasons: [
      {
        code: 'PROMO_ON_SERVICE_LINE',
        rule: 'ir/promo-on-service-line',
        effect: 'deny',
        message: 'تبلیغ از خط خدماتی ممنوع است.',
        basis: 'رویهٔ همراه اول دربارهٔ خط خدماتی، ۱ اردیبهشت ۱۳۹۲',
        remedy: 'بخش تبلیغی را بردارید، یا با رضایت گیرنده از خط تبلیغاتی بفرستید.',
        allowedAt: null,
      },
      {
        code: 'QUIET_HOURS',
        rule: 'ir/quiet-hours',
        effect: 'defer',
        message: 'پیام تبلیغاتی تنها از ساعت ۸ تا ۲۲ فرستاده می‌شود.',
        basis: 'رویهٔ رایج؛ متن مصوبه یافت نشد',
        remedy: 'در ساعت مجاز بفرستید.',
        allowedAt: new Date('2026-11-22T04:30:00Z'),
      },
    ],
    detected: 'promotional',
    confidence: 0.984,
    spans: [span('۲۰٪ تخفیف'), span('کد SUMMER25')],
    policy: { pack: 'ir', version: '1405.3', digest: `sha256:${hex('pack')}` },
    ledgerSeq: 1234,
    receipt: `${'eyJhbGciOiJFZERTQSIsImtpZCI6ImtQcktfcW14Vldh'.repeat(6)}.${'b'.repeat(300)}.${'c'.repeat(86)}`,
  },
  consent: [
    {
      seq: 1190,
      at: new Date('2026-11-01T10:00:00Z'),
      recordedAt: new Date('2026-11-01T10:00:01Z'),
      action: 'opt_out',
      purpose: 'all',
      scope: 'sender',
      source: 'mo_sms',
      touchpoint: null,
      evidence: '۱۱',
    },
    {
      seq: 87,
      at: new Date('2026-03-10T10:00:00Z'),
      recordedAt: new Date('2026-03-10T10:00:01Z'),
      action: 'opt_in',
      purpose: 'promotional',
      scope: 'organization',
      source: 'web_form',
      touchpoint: 'باشگاه مشتریان',
      evidence: 'با دریافت پیامک‌های باشگاه موافقم (203.0.113.7)',
    },
  ],
  blockLists: [
    {
      name: 'ir-national',
      national: true,
      atDecision: true,
      now: true,
      updatedAt: new Date('2026-11-20T03:00:00Z'),
    },
    { name: 'bank-fraud', national: false, atDecision: false, now: true, updatedAt: null },
  ],
  complaints: [
    {
      id: '019ab3c6-3333-7c11-9a2e-5f0e8a1b2c3d',
      reference: '195-405-8821',
      receivedAt: new Date('2026-11-21T06:31:00Z'),
      matchedBy: 'text',
      text: 'با اینکه ۱۱ فرستاده‌ام باز هم تبلیغ می‌فرستند: «برای خرید بعدی ۲۰٪ تخفیف با کد SUMMER25»',
      status: 'upheld',
      answer: 'پیام از سامانهٔ قدیمی فرستاده شده بود و آن سامانه خاموش شد.',
      resolution: 'شکایت وارد است.',
    },
  ],
  ledger: {
    head: {
      size: 1300,
      rootHash: hex('root'),
      timestamp: '2026-11-22T06:29:58.000Z',
      keyId: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
      signature: 'q'.repeat(86),
    },
    proofs: [
      {
        seq: 1190,
        leafIndex: 1189,
        leafHash: hex('leaf'),
        path: Array.from({ length: 11 }, (_, i) => hex(`path ${i}`)),
      },
    ],
  },
  timeline: [
    { at: new Date('2026-11-21T06:30:05Z'), status: 'queued', detail: null },
    { at: new Date('2026-11-21T06:30:06Z'), status: 'submitted', detail: 'mci · 1A2B3C' },
    { at: new Date('2026-11-21T06:30:11Z'), status: 'delivered', detail: null },
  ],
  sender: {
    address: '+982142750000',
    kind: 'fixed_line',
    lineClass: 'service',
    status: 'active',
    holder: holder.legalName,
    nationalId: holder.nationalId,
    approvedAt: new Date('2026-10-01T08:00:00Z'),
    subjects: ['وضعیت سفارش و کد پیگیری', 'یادآوری نوبت'],
    operators: certificateData.operators,
    history: [
      { at: new Date('2026-09-20T08:00:00Z'), status: 'submitted', who: 'مریم رضایی', why: null },
      { at: new Date('2026-10-01T08:00:00Z'), status: 'approved', who: 'بررسی‌کنندهٔ ۲', why: 'همهٔ مدارک درست است.' },
    ],
  },
};
