import { type LexiconEntry, terms } from './entry.ts';

/** Words of messages that serve something the reader did or asked for. None of them takes anything from a promotional score. */
export const service: readonly LexiconEntry[] = [
  {
    id: 'done',
    of: 'done',
    because: 'something was done',
    terms: terms(`
      ثبت شد | ثبت شده است | انجام شد | ارسال شد | ثبت گردید | انجام گردید | ارسال گردید | صادر شد | صادر گردید | تایید شد | تایید گردید | واریز شد | واریز گردید | برداشت شد | کسر شد | کسر گردید | پرداخت شد
      | پرداخت گردید | تحویل شد | تحویل گردید | تحویل داده شد | تحویل پست | تحویل پیک | لغو شد | لغو گردید | فعال شد | غیرفعال شد | تمدید شد | تمدید گردید | اعمال شد | اعمال گردید | بسته شد | برگشت داده
      | برگشت خورد | عودت* | منتقل شد | منتقل گردید | رزرو شد | آماده است | آماده شد | آماده تحویل | بررسی شد | دریافت شد | دریافت گردید | شارژ شد | شارژ گردید | مسدود شد | ابطال شد | پذیرفته نشد | پذیرفته شد
      | رد شد | نهایی شد | قطعی شد | قطعی گردید | تکمیل شد | تغییر کرد | تغییر یافت | تسویه شد | ارجاع شد | ابلاغ شد | محاسبه شد | لحاظ شد | لحاظ گردید | وصول شد | ترخیص شد | تصویب شد | تمام شد | انجام می شود
      | خواهد شد | sabt shod | anjam shod | ersal shod | variz shod | kasr shod | pardakht shod | laghv shod | faal shod | sader shod | tahvil* | barmigard* | bar migard* | amade ast | hesab shod | emal shod
      | taeed shod | tayid shod | tasvib shod | has been | have been | was paid | was sent | was delivered | was applied | was issued | was added | confirmed | approved | received | shipped | refunded
      | completed | cancelled | activated | was removed | is ready | are ready | posted | submitted | registered | issued | credited
    `),
  },
  {
    id: 'yours',
    of: 'own',
    because: 'something of the reader’s is named',
    terms: terms(`
      سفارش شما | خرید شما | درخواست شما | پرونده شما | حساب شما | کارت شما | نوبت شما | بسته شما | مرسوله شما | قبض شما | اشتراک شما | خودروی شما | ثبت نام شما | پرداخت شما | وام شما | قرارداد شما | عضویت شما
      | تیکت شما | فرزند شما | فرزندتان | حسابتان | آزمایش شما | دستگاه شما | سرویس شما | کد پیگیری | کد رهگیری | شماره پیگیری | شماره سفارش | شماره پرونده | شماره نامه | شناسه قبض | شناسه پرداخت | شماره قبض
      | شماره اشتراک | شماره بیمه نامه | جواب آزمایش | نتیجه آزمایش | به حساب شما | به کارت شما | به نام شما | از حساب شما | your order | your account | your payment | your appointment | your booking | your card
      | your request | your ticket | your parcel | your car | your flight | your policy | your child | your invoice | your refund | your loan | your ride | your password | sefareshe shoma | sefaresh shoma
      | baste shoma | hesabe shoma | karte shoma | nobate shoma | nobat shoma | shomare peygiri | code peygiri | code rahgiri | parvande | mashine shoma | be hesab
    `),
  },
  {
    id: 'ledger',
    of: 'ledger',
    because: 'a word of bookkeeping or papers',
    terms: terms(`
      فاکتور | پیش فاکتور | صورتحساب | صورت حساب | قبض | رسید | فیش | مانده | موجودی | تراکنش | واریز | برداشت | مبلغ | قابل پرداخت | بدهی | سررسید | قسط | اقساط | بارنامه | بیمه نامه | پلاک | نسخه | چک | شبا
      | انبار | حواله | سند | مدارک | پرونده | کسر | بستانکار* | مابه التفاوت | شارژ ساختمان | حقوق | مرخصی | invoice | receipt | balance | tracking | reference | amount due | total due | total | subtotal
      | instalment | installment | statement | payroll | cheque | policy | claim | mande | variz | bardasht | mablagh | ghabz* | ghest | factor | resid | mohlat | shenase | rial
    `),
  },
  {
    id: 'otp-code',
    of: 'otp',
    because: 'a one-time code is delivered',
    terms: terms(`
      کد تایید* | کد ورود* | کدورود | کدتایید | کد فعال سازی | کد امنیتی | کد یکبار* | کد یک بار* | کد احراز* | کد اعتبارسنجی | کد بازیابی | کد بازنشانی | کد تحویل | کد تخلیه | کد امضا* | کد شما | کدت
      | کد عضویت | کد دسترسی | کد محرمانه | کد دریافت | کد استفاده | رمز یکبار* | رمز یک بار* | رمز پویا | رمز دوم | رمز موقت | رمز ورود | رمز عبور | رمز شما | رمز اول | رمز انتقال | رمز خرید | رمز برداشت | پین
      | پسورد | گذرواژه | تایید دو مرحله ای | ورود دو مرحله ای | otp | code taeed* | code tayid* | code taid* | kode taeed* | kode tayid* | code vorood* | code vorud* | kode vorood* | kode vorud* | code tahvil
      | code fa al | kode faalsazi | ramze yekbar* | ramz yekbar* | ramze pooya | ramze pouya | ramze vorood | ramze vorud | ramze movaghat | ramze dovom | ramze bardasht | ramze kharid* | verification code
      | login code | security code | one time password | one time code | one time passcode | passcode | access code | confirmation code | activation code | auth code | authentication code | withdrawal code
      | reset code | reset pin | handover code | your code | code to | pin
    `),
  },
  {
    id: 'reminder',
    of: 'reminder',
    because: 'something due is recalled',
    terms: terms(`
      یادآوری* | یادآور | فراموش نکنید | فراموش نشود | سررسید | مهلت | آخرین مهلت | منقضی می* | به پایان می* | تمام می شود | پایان می یابد | نوبت | وقت شما | قرار | جلسه | همراه داشته باشید | همراه داشتن
      | همراه بیاورید | حضور داشته باشید | فردا ساعت | موعد | انقضا* | اعتبار | زودتر حضور | برگزار می شود | yadavari* | mohlat* | nobat* | reminder | due | expires | expire | appointment | do not forget
      | please bring | ends on | closes on | renew | overdue | bargozar mish*
    `),
  },
  {
    id: 'support',
    of: 'support',
    because: 'a request is answered',
    terms: terms(`
      تیکت | پشتیبانی | در پاسخ به | پاسخ کارشناس | شکایت | پیگیری شما | مشکل شما | مشکل برطرف | مشکلی برطرف | مشکل های برطرف | رفع شد | برطرف شد | عذرخواهی | پوزش | اعتراض | گزارش شما | گارانتی | مرجوعی
      | مرجوع* | عیب یابی | عودت وجه | بازگشت وجه | بازگشت خرید | تکنسین | ticket | poshtibani | moshkel | support | case | complaint | technician | engineer assigned | replaced | replacement | warranty
      | apolog* | sorry
    `),
  },
  {
    id: 'alert',
    of: 'alert',
    because: 'the reader is warned or informed of an event',
    terms: terms(`
      هشدار | اطلاعیه | قطعی | قطع است | قطع می* | قطع خواهد* | قطع شد | اختلال | به علت | به دلیل | تاخیر | تعطیل* | غیرحضوری | لغزندگی | هواشناسی | زلزله | نشت | آتش نشانی | تعمیرات | جریمه | ورود به حساب
      | ورود جدید | ناموفق | تا اطلاع ثانوی | موکول شد | به اطلاع می* | توقف | متوقف | غایب | غیبت | فراخوان ایمنی | جمع آوری می شود | alert | warning | outage | maintenance | delayed | closed | gate change
      | blocked | unusual | incident | notice | recall | suspended | be ettela* | ghat ast | ghate | ghat mish* | takhir | tatil ast
    `),
  },
  {
    id: 'survey',
    of: 'survey',
    because: 'an opinion is asked for',
    terms: terms(`
      نظرسنجی* | نظر شما | نظر خود | نظرت | نظرتان | نظرتون | امتیاز دهید | امتیاز بدهید | امتیاز بده* | امتیاز بدید | ستاره بده | نمره بدهید | نمره بده | رضایت | راضی بود* | چطور بود | چگونه بود
      | چگونه ارزیابی | ارزیابی کنید | پرسشنامه | ارزیابی | از 1 تا 5 | از 1 تا 10 | از 0 تا 10 | چند می دهید | nazarsanji | nazare shoma | razi bood* | chetor bood | nomre bedid | rate | rating | survey
      | feedback | how was | how satisfied | questionnaire | tell us how | from 1 to 5
    `),
  },
  {
    id: 'vas',
    of: 'vas',
    because: 'a value-added service is named',
    terms: terms(`
      سرویس پیامکی | سرویس | پیشواز | آهنگ پیشواز | هزینه روزانه | هزینه عضویت | روزانه | هر پیامک | هر پیام | هر پاسخ | هر ارسال | دقیقه ای | عضو سرویس | عضویت سرویس | خدمات ارزش افزوده | ارزش افزوده | حدیث
      | فال | اوقات شرعی | اذان | کلمه امروز | لطیفه | جدول | نرخ روز | ذکر | تعبیر خواب | معما | a day | per day | daily | per message | each day | har payam* | roozi | horoscope | quiz club
    `),
  },
  {
    id: 'leave',
    of: 'leave',
    because: 'tells how to leave a service that the reader has',
    terms: terms(`
      لغو عضویت | غیرفعال سازی | غیر فعال سازی | لغو سرویس | انصراف | لغو با ارسال | لغو ارسال | برای لغو | جهت لغو | خاموش | send stop | to leave | to quit | you joined | you are subscribed | reply stop
      | لغو از
    `),
  },
  {
    id: 'asked',
    of: 'asked',
    because: 'the reader asked for this or holds it',
    terms: terms(`
      به درخواست شما | بنا به درخواست | طبق درخواست | درخواست داده بودید | درخواست دادید | درخواست کرده* | درخواستی شما | درخواستی | ثبت کرده اید | ثبت کرده بودید | خریداری شده | خریداری کرده* | خریدید
      | خریده اید | خرید کرده اید | ثبت نام کرده* | ثبت نام کردید | داده بودید | کرده بودید | خواسته بودید | پرسیده بودید | کرده اید | دریافت کردید | سفارش دادید | سفارش دادین | امانت گرفته* | گرفته بودید
      | رزرو کرده* | عضو هستید | فعال کرده اید | طبق قرارداد | مطابق بند | مطابق بخشنامه | طبق مصوبه | بر اساس مصوبه | طبق ابلاغ | به موجب | بر اساس بند | در پاسخ | پاسخ به | تنظیم شده توسط شما | شرکت کرده*
      | انتخاب کرده* | انتخاب کردید | you requested | as requested | you asked | at your request | you ordered | you bought | you booked | you registered | because you joined | your recent | in reply | re your
      | you set | you attended | under clause | by decree | tebghe | darkhaste shoma | kharide shoma | ke kharidid
    `),
  },
  {
    id: 'please',
    of: 'please',
    because: 'the reader is instructed politely',
    terms: terms(`
      لطفا | خواهشمند است | فرمایید | بفرمایید | نمایید | مراجعه نمایید | مراجعه فرمایید | مراجعه کنید | الزامی است | ضروری است | همراه داشته | در صورت | چنانچه | اگر شما | در صورت عدم | lotfan | agar shoma
      | please | if you did not | if this was not | if not you | bring | required | must
    `),
  },
  {
    id: 'body',
    of: 'body',
    because: 'a public body or institution speaks',
    terms: terms(`
      شهرداری | اداره | سازمان | وزارت* | دانشگاه* | مدرسه | دبستان | دبیرستان | بیمارستان | درمانگاه* | خانه بهداشت | مرکز بهداشت | پلیس | راهور | آتش نشانی | هواشناسی | تامین اجتماعی | دفترخانه | دادگستری
      | کمیسیون | اتحادیه | انجمن | مدیریت مجتمع | هیات مدیره | اولیا | ولی محترم | والدین | دانش آموز* | دانشجو* | بیمار | همکار | همکاران | کارمند* | پرسنل* | مالک | ساکنین | سهامدار* | منابع انسانی | واحد فنی
      | دبیرخانه | استاد راهنما | متقاضی | بیمه گذار | بیمه شده | کاربر گرامی | مودی | موجر | مستاجر* | municipality | office | university | school | hospital | police | ministry | student* | staff | employee*
      | tenant* | hr
    `),
  },
  {
    id: 'passive',
    of: 'passive',
    because: 'something was, is or will be done, by whom is not said',
    terms: terms(`
      شد | شده | شده است | شدند | نشد | نشده | گردید | گردیده | نگردید | می شود | می گردد | نمی شود | شود | گردد | خواهد شد | خواهد گردید | پذیرفت | یافت | gardid | shod | shode | mishavad | mishe | mishavad | was | were | been | being
    `),
  },
];
