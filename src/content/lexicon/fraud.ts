import { type LexiconEntry, terms } from './entry.ts';

/** Words of lures and of what they ask for, and of the bodies they pretend to be. */
export const fraud: readonly LexiconEntry[] = [
  {
    id: 'judiciary-lure',
    of: 'judiciary',
    because: 'mimics the judiciary',
    terms: terms(`
      ابلاغیه* | ابلاغ | شکایت از شما | شکایت | علیه شما | علیه کد ملی | شکوائیه* | شکواییه* | حکم جلب | برگه جلب | جلب شما | دادسرا* | دادگاه* | دادیار* | قوه قضاییه | قضایی* | عدالت همراه | سامانه ثنا | ثنا
      | عدل ایران | احضاریه* | احضار* | توقیف* | اخطاریه* | اوراق قضایی | اجرای احکام | شورای حل اختلاف | رفع اتهام | متهم | پیگرد قانونی | eblagh* | shekayat* | sana | adliran | ghaza* | ghazayi | dadgah*
      | dadgostari | dadsara | hokme jalb* | lawsuit | court | warrant | summons | legal action | prosecution | arrest
    `),
  },
  {
    id: 'subsidy-lure',
    of: 'subsidy',
    because: 'promises a subsidy, a state loan or shares',
    terms: terms(`
      یارانه* | سهام عدالت | کالابرگ* | سبد کالا | سبد معیشت* | بسته معیشتی | بسته حمایتی | وام بلاعوض | بلاعوض | کمک معیشتی | معیشتی | جبرانی | کمک هزینه | هدفمندی | هدفمندسازی | سرپرست خانوار
      | سرپرستان خانوار | مسکن ملی | مسکن رایگان | بن خرید | کارت سوخت | yarane* | sahame edalat | saham edalat | kalabarg* | vame bela avaz | komak hazine | subsidy | relief | grant | stimulus
    `),
  },
  {
    id: 'parcel-lure',
    of: 'parcel',
    because: 'speaks of a parcel held back',
    terms: terms(`
      مرسوله* | بسته پستی | بسته شما | محموله* | گمرک* | ترخیص | نقص آدرس | آدرس ناقص | آدرس گیرنده | اصلاح نشانی | اصلاح آدرس | کد پستی نادرست | مامور پست | نشانی ناقص | ارسال مجدد | مرجوع می* | marsule*
      | marsoole* | baste posti | baste shoma | gomrok* | parcel | package | customs fee | customs | unpaid fee | unpaid duty | redelivery | delivery failed | delivery attempt
    `),
  },
  {
    id: 'bank-lure',
    of: 'bank',
    because: 'says that an account or card is blocked',
    terms: terms(`
      حساب شما مسدود | مسدود* | مسدودی | رفع مسدودی | تعلیق شد | غیرفعال می شود | غیرفعال می* | غیر فعال خواهد | غیرفعال خواهد | تکمیل اطلاعات | عدم احراز | احراز هویت | به روزرسانی اطلاعات | به روز کنید
      | نسخه جدید | نسخه قبلی | برداشت ناموفق | تراکنش مشکوک | رمزساز | منقضی شد | پولشویی | آزادسازی | عدم تکمیل | masdood* | masdud* | gheyre faal | suspended | locked | account will be | will be closed
      | verify your | verify card | unusual activity | deactivated | confirm your identity | restore access | re activate | لغو خرید | برداشت لغو | لغو برداشت | واریز سود شما | از پشتیبانی بانک | کارمند بانک
      | وجه برگشتی | آزاد شدن | frozen | cancel the transaction | support of the bank | کارشناس بانک | کارشناس امنیت | واحد امنیت | پشتیبان همراه بانک | پشتیبانی همراه بانک | پشتیبانی صرافی | رفع انسداد | انسداد
      | inside your account | in your account right now | unknown device | poshtibani bank | poshtibani-e bank
    `),
  },
  {
    id: 'prize-lure',
    of: 'prize',
    because: 'tells the reader that they won',
    terms: terms(`
      برنده شدید | برنده شده* | برنده شدین | برنده خوش شانس | برنده خوشبخت | شما برنده | برنده محترم | برنده یک | به نام شما درآمد | تبریک | برنده | خوش شانس | منتخب | هدیه روز | هدیه نوروزی | گردونه
      | پاداش داد | تعلق گرفت | کد جایزه | جایزه شما | barande shodid | barande shodin | shoma barande | barande* | tabrik | you won | you have won | youve won | winner | your number won | congratulations
      | have been selected | selected to receive | unclaimed | lucky | هزارمین | صدهزارمین | کاربر شدید | جایزه گوشی | جایزه 2* | حج | عتبات رایگان | کمک هزینه سفر | 1 000th | 1000th | claim the | be nam shoma
    `),
  },
  {
    id: 'fine-lure',
    of: 'fine',
    because: 'speaks of a fine, tax or debt to be paid at once',
    terms: terms(`
      جریمه پرداخت نشده | خلافی* | جریمه* | جرایم | راهور | پلیس | تخلف* | مالیات* | بدهی مالیاتی | عوارض* | jarime* | khalafi | rahvar* | maliat* | tax | unpaid toll | unpaid fine | traffic fine | penalty
      | police
    `),
  },
  {
    id: 'sim-lure',
    of: 'sim',
    because: 'threatens the line or its registration',
    terms: terms(`
      سیم کارت شما | سیم کارت* | خط شما | رجیستری | رجیستر* | عدم ثبت | مالکیت خط | simkart* | rejistry | registry | sim card | your sim | sim will be | فعال ماندن خط | واتساپ شما | پیج شما | اکانت شما
      | اینستاگرام شما | تیک آبی | your page | your account will
    `),
  },
  {
    id: 'windfall-lure',
    of: 'windfall',
    because: 'promises money for little or nothing',
    terms: terms(`
      سود تضمینی | سود روزانه | بدون ضرر | سود ثابت | دو برابر | 2 برابر | سود ماهانه تضمینی | استخدام در منزل | کار در منزل | کار تایپ | لایک کردن | درآمد دلاری | درآمد تضمینی | ودیعه | بیعانه | سیگنال*
      | وی آی پی | vip | امتیاز وام | چک برگشتی | بدون اعتبارسنجی | ولت | تتر | ارز دیجیتال | ماینر | ربات ترید | ربات ارز | بونوس | شرط بندی | انفجار | کازینو | پوکر | ایردراپ | قفل شده | آزادسازی سود | پولسازی
      | قابل استعلام | دعانویس | لو رفت | sood tazmini | soode tazmini | bedoone zarar | tether* | vadie | kar dar manzel | usdt | bitcoin | guaranteed profit | daily profit | risk free | refundable
      | task account | double your | capital back | crypto | rating products | rate hotels | liking videos | work from home | recovery phrase | airdrop | casino | bet | first deposit | no credit check | سه برابر
      | 3 برابر | چند برابر | روزی 1 میلیون | روزی 2 میلیون | روزی 3 میلیون | میلیون درآمد | درآمد روزی | سود هفتگی | درصد سود | ضمانت چک | ضمانت سود | تضمین اصل پول | تضمین سود | بدون آزمون | بدون حضور
      | بدون کارت پایان خدمت | مدرک دانشگاهی | گواهی آیلتس | سفته میدیم | سفته می دهیم | فالوور | وی پی ان | فیلترشکن | نصف مبلغ | نصف پول | باقی بعد از واریز | بعد از واریز لوکیشن | فرم پرکن | از خانه | حق پرونده | حق ضمانت | پول ضمانت
      | زیر نرخ | زیر قیمت بازار | دلار دولتی | triple | triple your | per cent a day | profit first | half now | half payment | without exam | real degrees | deposit 40 | wallet is frozen | ta 3 barabar
      | sood daroo | هزینه معاینه | طب کار | حق آموزش | معاینه بدو | صدور حکم | حکم بخورد | تشکیل پرونده | estekhdamet | shortlisted | medical form | medical today | contract fee | training fee | file fee
      | پول از دست رفته | کارت هدیه بخر | gift cards and | recover the coins | recover your | ray bede | رای بده | رای بدی | رای کم
    `),
  },
  {
    id: 'relative-lure',
    of: 'relative',
    because: 'pretends to be a relative or friend in need',
    terms: terms(`
      سلام مامان | سلام بابا | مامان | بابا | داداش | آبجی | عمو | گوشیم | گوشی م | شماره جدیدم* | شماره جدید من | شماره مو عوض | با این خط | تصادف کردم | بعدا توضیح | پس میدم | دستم تنگه | اشتباها
      | اشتباهی به | برگردونید | salam maman | salam baba | maman | baba | gooshim | shomaremo avaz | hi mum | hi mom | hi dad | dad | new number | phone broke | lost my phone | by mistake | پسرتان | دخترتان
      | آقا پسرتان | خاله | عمه | مادرم | تصادف کرده | برام بفرست* | پول لازم | سلام منم | گوشی ام | گوشیم رو | دستم خالی | مدیر ساختمانم | dokhtaretoon | pesaretoon | my mother is sick | my friend s card
      | i need 4
    `),
  },
  {
    id: 'pay-demand',
    of: 'demand',
    because: 'asks for money to be paid',
    terms: terms(`
      پرداخت کنید | پرداخت نمایید | پرداخت شود | با پرداخت | بپردازید | واریز کن* | واریز کنید | واریز نمایید | واریز و | بزن به | بزن | بریز | پول بزن | تومن بزن | تومان بزن | کارت به کارت | به این کارت
      | به کارت | هزینه رویت | هزینه پست | هزینه تشکیل | هزینه ارسال | هزینه ثبت | هزینه پرونده | هزینه نگهداری | حق ثبت نام | کرایه | کارمزد | منتقل کنید | منتقل کن | انتقال دهید | انتقال بده | پول را | پول رو
      | اول واریز | pardakht konid | toman pardakht | variz kon* | bepardaz* | poolo bezan | pul bezan | pool bezan | bezan be | milion bezan | aval variz | pay a | pay the | pay within | pay now | pay in
      | must pay | is paid | transfer fee | processing fee | send money | fee first | activation fee | settle | usd fee | dollar fee | can you transfer | transfer to this | to this card | refundable deposit | deposit to | send your id | pay 5 | ودیعه مواد | کارمزد اولیه | هزینه اولیه | مالیات بزنید | بریزید | را بدهید | بزنید | واریز کنم | پرداخت کنی | پول لازم دارم | بیعانه بزن | پیش پرداخت
      | اول پول | berizid | beriz | bargardoon* | please return | pay 90 | pay only | pay your | send 300 | in this card
    `),
  },
  {
    id: 'secret-demand',
    of: 'secret',
    because: 'asks for a card, a password or a code',
    terms: terms(`
      شماره کارت | شماره 16 رقمی | مشخصات کارت | اطلاعات کارت | اطلاعات حساب | اطلاعات بانکی | رمز دوم را | رمز دوم و | رمز کارت | رمز و cvv2 | کد را بگویید | کد را بفرست* | کد را ارسال | کد پیامک* | کد 6 رقمی
      | به اپراتور بگویید | برای ما ارسال کنید | بخوانید تا | پای عابربانک | پای دستگاه عابر* | پای خودپرداز | cvv2 | cvv | تاریخ انقضا | کارت بانکی | کد ملی و رمز | کلید خصوصی | عبارت بازیابی | وارد کردن کارت
      | ورود با کارت | ورود با رمز | shomare kart* | ramz dovom | ramze dovom | ramz kart | ramz va cvv2 | kode 6 raghami | kart banki | card number | card details | card and pin | passport copy | bank details
      | login details | reply with your | your pin | your passport and | confirm your cvv | کد ورود را | کد ارسالی را | کد پیامک شده | کدی را که | codi ke | kodi ro ke | bekhoonid | send the code | send us the | 6 digit code | tell us the code | expiry date | private key | رمز پویا را | رمز یک بار مصرفی که | کد را سریع | کد پیامکی | کدی که | کد جایزه | رمز و تاریخ
      | رمز دوم و تاریخ | شماره شبا و رمز | نام کاربری و رمز | code payamak* | kodi ke | kode ke | code the code | the code you got | code you just received | tell me the code | your cvv2 | your pin and
      | username and password | کد 9 رقمی | کد نه رقمی | کد شش رقمی | کد روی صفحه | شماره بالای صفحه | کلمه بازیابی | کلمات بازیابی | کلمه های بازیابی | recovery words | seed phrase | seed words | 9 digit | nine digit | the 9 digits
      | کد واتساپ | کدی برات | کد برات اومده | کدو بفرست | adad-e bala | ramz pooya ro | ramze pooya ro | code ro begid | ramz ro begid
    `),
  },
  {
    id: 'install-demand',
    of: 'install',
    because: 'asks to install something or open a link to go on',
    terms: terms(`
      از لینک زیر | لینک زیر | روی لینک | برنامه زیر | سامانه زیر | از این آدرس | درگاه زیر | نصب کنید | نصب نمایید | نصب برنامه | با نصب | وارد شوید | وارد نمایید | در سایت | مشاهده متن | مشاهده ابلاغیه
      | جهت مشاهده | برای مشاهده | مراجعه به لینک | لینک را باز | دانلود | app ra nasb | link ra baz | az in link | nasb konid | baraye moshahede | moshahede | etelaat ra vared | vared konid | click the link
      | click here | install | log in | login at | open the link | follow the link | enter your | confirm address
      | انی دسک | تیم ویور | راست دسک | اتصال از راه دور | کنترل از راه دور | به گوشی شما وصل | به سیستم شما وصل | صفحه تان را با ما | اشتراک صفحه | اشتراک گذاری صفحه | anydesk | any desk | teamviewer | rustdesk
      | remote app | remote tool | remote access | screen sharing | share your screen | az rah-e door | az rahe door
    `),
  },
  {
    id: 'fraud-warning',
    of: 'warning',
    because: 'warns against fraud',
    terms: terms(`
      کلاهبردار* | فریب | هرگز | هیچ گاه | هیچگاه | هیچ لینکی | مراقب باشید | مراقب | در اختیار هیچ کس | در اختیار دیگران | در اختیار کسی | به کسی نگویید | به کسی ندهید | به هیچ کس | نمی پرسد
      | نمی پرسیم | نمی فرستد | نمی فرستیم | درخواست نمی کند | مطالبه نمی کند | دریافت نمی کند | پیامک نمی کند | تماس نمی گیرد | قرار ندهید | کلیک نکنید | باز نکنید | وارد نکنید | نصب نکنید | پاسخ ندهید | افشا نکنید | جعلی* | فیشینگ | خودداری کنید | گزارش دهید | kolahbardar* | gharar nadahid | nagooyid | baz nakonid
      | nemiporsad | az ma nist | از ما نیست | از سوی ما نیست | از طرف ما نیست | not from us | scam* | never ask | never send | never share | never | do not share | dont share | beware | phishing | we never | security notice
    `),
  },
  {
    id: 'pressure',
    of: 'pressure',
    because: 'threatens or presses',
    terms: terms(`
      تا 24 ساعت | 24 ساعت آینده | ظرف 24 ساعت | تا 12 ساعت | ظرف 12 ساعت | ظرف 6 ساعت | ظرف 48 ساعت | آخرین اخطار | اخطار | اخطار نهایی | جهت جلوگیری | برای جلوگیری | در غیر این صورت | فوری | فورا | سریعا
      | سریع | همین امروز | تا امشب | امشب فرصت | فقط تا امشب | باطل می* | باطل نشود | قطع می* | قطع نشود | قطع گردید | مسدود می* | ضبط شد | توقیف می* | قبل از مسدود | تا فردا | آخرین فرصت | ta emshab | ta farda
      | foran | fori | forie | akharin ekhtar | final notice | final warning | urgent* | immediately | today unless | within 24 | within 12 | in 6 hours | to avoid | otherwise | or your | will be blocked
      | last warning
    `),
  },
];
