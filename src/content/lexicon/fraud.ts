import { type LexiconEntry, terms } from './entry.ts';

/** Words of lures and of what they ask for, and of the bodies they pretend to be. */
export const fraud: readonly LexiconEntry[] = [
  {
    id: 'judiciary-lure',
    of: 'judiciary',
    because: 'mimics the judiciary',
    terms: terms(`
      ابلاغیه* | ابلاغ | شکایت از شما | علیه شما | شکوائیه | شکواییه | حکم جلب | دادسرا* | دادگاه* | قوه قضاییه | عدالت همراه | سامانه ثنا | ثنا | عدل ایران | احضاریه | توقیف | پرونده قضایی | شعبه دادیاری | دادیاری | رفع اتهام
      | پیگرد قانونی | eblagh* | shekayat* | sana | adliran | ghaza* | dadgah* | hokme jalb | lawsuit | court case | warrant | summons | legal action
    `),
  },
  {
    id: 'subsidy-lure',
    of: 'subsidy',
    because: 'promises a subsidy, a state loan or shares',
    terms: terms(`
      یارانه* | سهام عدالت | کالابرگ | سبد کالا | بسته معیشتی | یارانه معیشتی | وام بلاعوض | بلاعوض | کمک معیشتی | سوخت جبرانی | سهمیه جبرانی | یارانه جبرانی | کمک هزینه | وام ازدواج | yarane* | sahame edalat | saham edalat | kalabarg*
      | vame bela avaz | subsidy | relief fund | grant | stimulus
    `),
  },
  {
    id: 'parcel-lure',
    of: 'parcel',
    because: 'speaks of a parcel held back',
    terms: terms(`
      مرسوله | بسته پستی | محموله | گمرک* | ترخیص | نقص آدرس | آدرس ناقص | اصلاح نشانی | اصلاح آدرس | مامور پست | نشانی ناقص | marsule* | marsoole* | baste posti | gomrok* | parcel | package | customs fee | customs | unpaid fee
      | redelivery | delivery attempt | held
    `),
  },
  {
    id: 'bank-lure',
    of: 'bank',
    because: 'says that an account or card is blocked',
    terms: terms(`
      حساب شما مسدود | مسدود گردید | مسدود شد | مسدود می* | مسدود خواهد* | مسدودی | رفع مسدودی | کارت شما مسدود | غیرفعال می شود | غیر فعال خواهد | تکمیل اطلاعات | عدم احراز | احراز هویت | به روزرسانی اطلاعات | نسخه جدید | برداشت ناموفق
      | رمزساز | masdood* | masdud* | gheyre faal | suspended | account locked | account will be | will be closed | verify your | verify card | unusual activity | deactivated | confirm your identity
    `),
  },
  {
    id: 'prize-lure',
    of: 'prize',
    because: 'tells the reader that they won',
    terms: terms(`
      برنده شدید | برنده شده* | برنده خوش شانس | برنده خوشبخت | شما برنده | برنده یک | به نام شما درآمد | تبریک | برنده | خوش شانس | barande shodid | barande shodin | shoma barande | tabrik | you won | you have won | youve won | winner
      | your number won | congratulations | selected to receive | unclaimed
    `),
  },
  {
    id: 'fine-lure',
    of: 'fine',
    because: 'speaks of a fine, tax or debt to be paid at once',
    terms: terms(`
      جریمه پرداخت نشده | خلافی | جریمه | جرایم رانندگی | راهور | مالیات | اداره مالیات | بدهی مالیاتی | عوارض | jarime* | khalafi | rahvar* | maliat* | tax office | unpaid toll | unpaid fine | traffic fine | penalty
    `),
  },
  {
    id: 'sim-lure',
    of: 'sim',
    because: 'threatens the line or its registration',
    terms: terms(`
      سیم کارت شما | خط شما مسدود | خط شما قطع | رجیستری | عدم ثبت | مالکیت خط | سیم کارت مسدود | simkart* | rejistry | registry | sim card | sim will be
    `),
  },
  {
    id: 'money-lure',
    of: 'windfall',
    because: 'promises money for little or nothing',
    terms: terms(`
      سود تضمینی | سود روزانه | بدون ضرر | سود ثابت | دو برابر | سود ماهانه تضمینی | استخدام در منزل | لایک کردن | درآمد دلاری | ودیعه | سیگنال | وی آی پی | vip | امتیاز وام | چک برگشتی | ولت | تتر | ارز دیجیتال | ماینر | ربات ترید | بونس
      | کانال vip | sood tazmini | soode tazmini | bedoone zarar | tether* | usdt | wallet | guaranteed profit | daily profit | per day | a day | refundable | deposit | task account | double your | capital back | crypto | rating products
      | work from home
    `),
  },
  {
    id: 'relative-lure',
    of: 'relative',
    because: 'pretends to be a relative or friend in need',
    terms: terms(`
      سلام مامان | سلام بابا | مامان | بابا | گوشیم | گوشی م | شماره جدیدم | شماره جدید من | با این خط | تصادف کردم | بعدا توضیح | salam maman | salam baba | gooshim | hi mum | hi mom | hi dad | new number | phone broke | lost my phone
    `),
  },
  {
    id: 'pay-demand',
    of: 'demand',
    because: 'asks for money to be paid',
    terms: terms(`
      پرداخت کنید | پرداخت نمایید | بپردازید | واریز کن* | واریز کنید | واریز نمایید | بزن به | پول بزن | تومن بزن | تومان بزن | کارت به کارت | به این کارت | هزینه رویت | هزینه پست | هزینه تشکیل | هزینه ارسال | هزینه ثبت | کرایه
      | منتقل کنید | انتقال دهید | پول را | پولو بزن | pardakht konid | variz kon* | bepardaz* | poolo bezan | pul bezan | pool bezan | pay a | pay the | pay within | pay now | must pay | is paid | transfer fee | processing fee | send money
      | transfer
    `),
  },
  {
    id: 'secret-demand',
    of: 'secret',
    because: 'asks for a card, a password or a code',
    terms: terms(`
      شماره کارت | مشخصات کارت | اطلاعات کارت | اطلاعات حساب | رمز دوم را | رمز دوم | رمز کارت | رمز اول | کد را بگویید | کد را بفرست* | کد را ارسال | کد ۶ رقمی | به اپراتور بگویید | برای ما ارسال کنید | پای عابربانک | پای خودپرداز
      | عابربانک | عابر بانک | خودپرداز | cvv2 | cvv | تاریخ انقضا | کارت بانکی | کد ملی و | shomare kart* | ramz dovom | ramze dovom | ramz kart | card number | card details | pin | passport copy | bank details | login details | password
      | send the code | tell us the code | passport
    `),
  },
  {
    id: 'install-demand',
    of: 'install',
    because: 'asks to install something or open a link to go on',
    terms: terms(`
      از لینک زیر | لینک زیر | برنامه زیر | نصب کنید | نصب نمایید | نصب برنامه | وارد شوید | وارد نمایید | وارد سایت | مشاهده ابلاغیه | جهت مشاهده | برای مشاهده | مراجعه به لینک | لینک را باز | app ra nasb | link ra baz | nasb konid
      | baraye moshahede | click the link | click here | install | log in | login at | open the link | follow the link
    `),
  },
  {
    id: 'fraud-warning',
    of: 'warning',
    because: 'warns against fraud',
    terms: terms(`
      کلاهبردار* | فریب نخورید | هرگز | هیچ گاه | هیچگاه | هیچ لینکی | مراقب باشید | مراقب | در اختیار هیچ کس | در اختیار دیگران | به کسی نگویید | به هیچ کس | نمی کند | نمی پرسد | درخواست نمی کند | قرار ندهید | کلیک نکنید | افشا نکنید
      | پلیس فتا | فیشینگ | kolahbardar* | gharar nadahid | scam* | never ask | never send | never share | do not share | dont share | beware | phishing | we never | security notice
    `),
  },
  {
    id: 'pressure',
    of: 'pressure',
    because: 'threatens or presses',
    terms: terms(`
      تا 24 ساعت | 24 ساعت آینده | تا 12 ساعت | ظرف 6 ساعت | آخرین اخطار | اخطار | اخطار نهایی | جهت جلوگیری | برای جلوگیری | در غیر این صورت | فوری | فورا | سریعا | همین امروز | تا امشب | باطل می* | قطع می* | مسدود می* | ضبط شد | توقیف می* | قبل از مسدود | تا فردا
      | ta emshab | ta farda | foran | fori | akharin ekhtar | final notice | final warning | urgent* | immediately | within 24 | within 12 | to avoid | otherwise | or your | will be blocked | last warning | before it
    `),
  },
];
