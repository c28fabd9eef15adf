import type { ConsentInput } from '#src/consent/index.ts';
import type { SenderInput } from '#src/senders/index.ts';

/** The demo's organizations; names and numbers are invented, the national ids only pass their checksum. */
export const demoOrganizations = {
  shop: {
    legalName: 'فروشگاه نمونه',
    kind: 'legal',
    nationalId: '10380284790',
    contact: { name: 'مدیر فروشگاه', email: 'shop@example.com', mobile: '09121110000' },
    locale: 'fa',
  },
  clinic: {
    legalName: 'درمانگاه نمونه',
    kind: 'legal',
    nationalId: '10861677542',
    contact: { name: 'مدیر درمانگاه', email: 'clinic@example.com', mobile: '09121110001' },
    locale: 'fa',
  },
} as const;

type DemoOrganization = keyof typeof demoOrganizations;
const plain = { requestedOperators: [], allowLinks: false, templatesOnly: false, hosts: [], optOutKeyword: null };

/** The demo's senders. */
export const demoSenders: readonly (Omit<SenderInput, 'organizationId'> & { organization: DemoOrganization })[] = [
  {
    organization: 'shop',
    kind: 'fixed_line',
    address: '021-42750000',
    lineClass: 'service',
    subjects: ['وضعیت سفارش', 'کد تایید', 'فاکتور'],
    sampleMessages: ['سفارش شما ثبت شد. کد پیگیری: 876'],
    ...plain,
  },
  {
    organization: 'shop',
    kind: 'long_number',
    address: '30001234567',
    lineClass: 'promotional',
    subjects: ['معرفی محصول'],
    sampleMessages: ['حراج پایان فصل\nلغو۱۱'],
    ...plain,
  },
  {
    organization: 'clinic',
    kind: 'fixed_line',
    address: '021-88123456',
    lineClass: 'service',
    subjects: ['نوبت', 'نتیجه آزمایش'],
    sampleMessages: ['نوبت شما فردا ساعت ۱۰ است. درمانگاه نمونه'],
    ...plain,
  },
];

type DemoConsent = Omit<ConsentInput, 'organizationId' | 'effectiveAt'> & {
  organization: DemoOrganization;
  effectiveAt: string;
};
const promotional = { purpose: 'promotional', channel: 'sms', source: 'web_form' } as const;

/** The demo's consents: one person who agreed, one who agreed and left. */
export const demoConsents: readonly DemoConsent[] = [
  {
    organization: 'shop',
    msisdn: '09121234567',
    action: 'opt_in',
    ...promotional,
    evidence: { text: 'عضویت در باشگاه مشتریان' },
    effectiveAt: '2026-01-10T10:00:00+03:30',
  },
  {
    organization: 'shop',
    msisdn: '09301234567',
    action: 'opt_in',
    ...promotional,
    evidence: { text: 'عضویت در باشگاه مشتریان' },
    effectiveAt: '2026-01-10T10:00:00+03:30',
  },
  {
    organization: 'shop',
    msisdn: '09301234567',
    action: 'opt_out',
    ...promotional,
    effectiveAt: '2026-02-10T10:00:00+03:30',
  },
];
