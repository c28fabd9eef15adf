import { type LexiconEntry, terms } from './entry.ts';

/** Words of messages that serve something the reader did or asked for. None of them takes anything from a promotional score. */
export const service: readonly LexiconEntry[] = [
  {
    id: 'done',
    of: 'done',
    because: 'something of the reader’s was done',
    terms: terms(`
      ثبت شد | انجام شد | ارسال شد | ثبت گردید | انجام گردید | صادر شد | صادر گردید | تایید شد | تایید گردید | واریز شد | واریز گردید | برداشت شد | کسر شد | کسر گردید | پرداخت شد | پرداخت گردید | تحویل شد | تحویل گردید | تحویل پست
      | تحویل پیک | لغو شد | لغو گردید | فعال شد | غیرفعال شد | تمدید شد | اعمال شد | اعمال گردید | بسته شد | برگشت داده | عودت | برگشت خورد | منتقل شد | رزرو شد | آماده است | بررسی شد | دریافت شد | شارژ شد | مسدود شد | افتتاح شد | ابطال شد
      | پذیرفته نشد | رد شد | نهایی شد | قطعی شد | تکمیل شد | تغییر کرد | تغییر یافت | تسویه شد | sabt shod | anjam shod | ersal shod | variz shod | kasr shod | pardakht shod | laghv shod | faal shod | tahvil* | barmigard* | has been
      | was paid | confirmed | approved | received | shipped | refunded | completed | cancelled | activated | was removed
    `),
  },
  {
    id: 'reference',
    of: 'own',
    because: 'something of the reader’s is named',
    terms: terms(`
      سفارش شما | خرید شما | درخواست شما | پرونده شما | حساب شما | کارت شما | نوبت شما | بسته شما | مرسوله شما | قبض شما | اشتراک شما | خودروی شما | ثبت نام شما | پرداخت شما | وام شما | قرارداد شما | عضویت شما | تیکت شما | کد پیگیری
      | کد رهگیری | شماره پیگیری | شماره سفارش | شماره پرونده | شماره نامه | شناسه قبض | شناسه پرداخت | شماره قبض | فاکتور | صورتحساب | قبض | رسید | مانده | موجودی | تراکنش | واریز | برداشت | مبلغ | قابل پرداخت | سررسید | قسط | بارنامه
      | بیمه نامه | پلاک | شماره اشتراک | نسخه | آزمایش شما | جواب آزمایش | your order | your account | your payment | your appointment | your booking | your card | your request | your ticket | invoice | receipt | balance | tracking
      | reference | amount due | total due | sefareshe shoma | shomare peygiri | code peygiri | mande | variz | bardasht | mablagh | ghabz* | nobate shoma | ghest
    `),
  },
  {
    id: 'otp-code',
    of: 'otp',
    because: 'a one-time code is delivered',
    terms: terms(`
      کد تایید* | کد ورود* | کد فعال سازی | کد امنیتی | کد یکبار* | کد یک بار* | کد احراز* | کد اعتبارسنجی | کد بازیابی | کد تحویل | کد تخلیه | کد امضا* | کد شما | کد عضویت | کد دسترسی | کد محرمانه | رمز یکبار* | رمز یک بار* | رمز پویا
      | رمز دوم | رمز موقت | رمز ورود | رمز عبور | رمز شما | رمز اول | پسورد | گذرواژه | تایید دو مرحله ای | code taeed* | code tayid* | code taid* | kode taeed* | kode tayid* | code vorood* | code vorud* | kode vorood* | kode vorud*
      | ramze yekbar* | ramz yekbar* | ramze pooya | ramze pouya | ramze vorood | ramze vorud | ramze movaghat | ramze dovom | verification code | login code | security code | one time password | one time code | otp | passcode | access code
      | confirmation code | activation code | auth code | authentication code | withdrawal code | reset code | reset pin | handover code | pin | code
    `),
  },
  {
    id: 'reminder',
    of: 'reminder',
    because: 'something due is recalled',
    terms: terms(`
      یادآوری* | یادآور | فراموش نکنید | فراموش نشود | سررسید | مهلت | آخرین مهلت | منقضی می* | به پایان می* | تمام می شود | نوبت | وقت شما | قرار | جلسه | همراه داشته باشید | همراه داشتن | حضور داشته باشید | فردا ساعت | yadavari*
      | mohlat* | nobat* | reminder | due | expires | expire | appointment | do not forget | please bring | ends on | closes on | renew
    `),
  },
  {
    id: 'support',
    of: 'support',
    because: 'a request is answered',
    terms: terms(`
      تیکت | پشتیبانی | در پاسخ به | پاسخ کارشناس | شکایت | کارشناس | پیگیری شما | مشکل | رفع شد | برطرف شد | عذرخواهی | پوزش | اعتراض | گزارش شما | گارانتی | مرجوعی | ticket | poshtibani | moshkel | support | case | complaint | technician
      | engineer | engineer assigned
    `),
  },
  {
    id: 'alert',
    of: 'alert',
    because: 'the reader is warned or informed of an event',
    terms: terms(`
      هشدار | اطلاعیه | قطعی | قطع است | قطع می* | قطع خواهد* | اختلال | به علت | به دلیل | تاخیر | تعطیل* | غیرحضوری | لغزندگی | هواشناسی | زلزله | نشت | آتش نشانی | تعمیرات | مسدود | بدهی | جریمه | ورود به حساب | ورود جدید | ناموفق
      | تا اطلاع ثانوی | موکول شد | به اطلاع می* | alert | warning | outage | maintenance | delayed | closed | gate change | blocked | unusual | incident | notice | be ettela* | ghat ast | ghat mish*
    `),
  },
  {
    id: 'survey',
    of: 'survey',
    because: 'an opinion is asked for',
    terms: terms(`
      نظرسنجی* | نظر شما | نظر خود | نظرتان | نظرتون | امتیاز دهید | امتیاز بدهید | امتیاز بده* | نمره بدهید | رضایت | راضی بود* | چطور بود | چگونه بود | چگونه ارزیابی | پرسشنامه | ارزیابی | از ۱ تا | از 0 تا | nazarsanji | nazare shoma
      | razi bood* | chetor bood | rate | rating | survey | feedback | how was | how satisfied | questionnaire | tell us how
    `),
  },
  {
    id: 'vas',
    of: 'vas',
    because: 'a value-added service is named',
    terms: terms(`
      سرویس پیامکی | سرویس | پیشواز | آهنگ پیشواز | هزینه روزانه | روزانه | هر پیامک | لغو عضویت | غیرفعال سازی | غیر فعال سازی | عضو سرویس | عضویت سرویس | خدمات ارزش افزوده | ارزش افزوده | حدیث | فال | اوقات شرعی | اذان | کلمه امروز
      | لطیفه | جدول | نرخ روز | per day | daily | per message | send stop | har payam* | rooz* 
    `),
  },
  {
    id: 'asked',
    of: 'asked',
    because: 'the reader asked for this or holds it',
    terms: terms(`
      درخواست شما | به درخواست شما | بنا به درخواست | طبق درخواست | درخواست داده بودید | درخواست کرده* | درخواستی شما | ثبت کرده اید | ثبت کرده بودید | خریداری شده | خریداری کرده* | خریدید | خرید کرده اید | ثبت نام کرده* | ثبت نام کردید | داده بودید | کرده بودید
      | کرده اید | دریافت کردید | سفارش دادید | امانت گرفته* | گرفته بودید | رزرو کرده* | عضو هستید | فعال کرده اید | طبق قرارداد | مطابق بند | طبق مصوبه | به موجب | قرارداد شما | که خریدید | که سفارش | در پاسخ | پاسخ به | you requested | as requested | you asked | at your request
      | you ordered | you bought | you booked | you registered | because you joined | you joined | your recent | in reply | re your | tebghe | darkhaste shoma | kharide shoma
    `),
  },
  {
    id: 'please',
    of: 'please',
    because: 'the reader is instructed politely',
    terms: terms(`
      لطفا | خواهشمند است | فرمایید | بفرمایید | نمایید | مراجعه نمایید | مراجعه فرمایید | مراجعه کنید | الزامی است | ضروری است | همراه داشته | تماس بگیرید | در صورت | چنانچه | اگر شما | lotfan | agar shoma | please | if you did not | if this was not | bring | required
    `),
  },
  {
    id: 'body',
    of: 'body',
    because: 'a public body or institution speaks',
    terms: terms(`
      شهرداری | اداره | سازمان | وزارت* | دانشگاه* | مدرسه | دبستان | دبیرستان | بیمارستان | آزمایشگاه* | درمانگاه* | خانه بهداشت | مرکز بهداشت | پلیس | راهور | آتش نشانی | هواشناسی | بانک | بیمه | تامین اجتماعی | دفترخانه | دادگستری | کمیسیون | اتحادیه | انجمن | مدیریت مجتمع | هیات مدیره | اولیا | ولی محترم | والدین | دانش آموز* | دانشجو* | بیمار | همکار* | کارمند* | پرسنل*
      | مالک | ساکنین | سهامدار* | منابع انسانی | واحد فنی | دبیرخانه | استاد راهنما | مشترک | متقاضی | بیمه گذار | municipality | office | university | school | hospital | bank | police | ministry | student* | staff | employee* | tenant* | hr
    `),
  },
];
