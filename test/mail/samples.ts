import type { Language } from '#src/kernel/index.ts';
import type { Mails } from '#src/mail/index.ts';

/** One of each mail, as tests send them. */
export function samples(language: Language): Mails {
  const fa = language === 'fa';
  const about = {
    name: fa ? 'مریم رضایی' : 'Maryam Rezaei',
    sender: '021-42750000',
    url: 'https://mohr.example.ir/senders/019ab3c4?tab=review&x=1',
  };
  const organization = fa ? 'شرکت پارس' : 'Pars Co.';
  const number = '019ab3c4-7d21';
  const findings = fa
    ? ['تعهدنامه: امضای صاحب امضای مجاز دیده نمی‌شود.', 'نمونهٔ پیام با موضوع نمی‌خواند.']
    : ['Undertaking: the authorised signatory has not signed.', 'A sample message is about something else.'];
  const reviewed = { ...about, number, findings, note: fa ? 'روی سربرگ چاپ شود.' : 'Print it on your letterhead.' };
  const date = new Date('2026-12-22T08:00:00Z');
  return {
    submitted: { ...about, organization, number, usualDays: 5 },
    changes_requested: reviewed,
    rejected: { ...reviewed, note: null },
    approved: { ...about, organization, operators: fa ? 'همراه اول، ایرانسل' : 'MCI, Irancell' },
    operator_active: { ...about, operator: fa ? 'همراه اول' : 'MCI', lineClass: fa ? 'خدماتی' : 'service' },
    suspended: { ...about, organization, note: fa ? 'شکایت‌های پی‌درپی' : 'Repeated complaints' },
    paused: { ...about, organization, note: fa ? '۵ شکایت در ۷ روز' : '5 complaints in 7 days' },
    resumed: about,
    expiring: { ...about, days: 14, date },
    ownership_expiring: { ...about, days: 7, date },
    document_expiring: { ...about, papers: [fa ? 'معرفی‌نامه' : 'Agency letter'], days: 7, date },
    expired: { ...about, date },
    webhook_disabled: { ...about, endpoint: 'https://hooks.example.ir/mohr', failures: 20, note: 'HTTP 503' },
    invitation: {
      ...about,
      organization,
      inviter: fa ? 'علی محمدی' : 'Ali Mohammadi',
      role: 'business',
      validHours: 72,
    },
    password_reset: { ...about, validMinutes: 30 },
  };
}
