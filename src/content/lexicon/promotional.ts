import { type LexiconEntry, terms } from './entry.ts';

/** Words that offer, praise or press: Persian, Persian in Latin letters, English. */
export const promotional: readonly LexiconEntry[] = [
  {
    id: 'discount',
    of: 'discount',
    because: 'a discount is offered',
    terms: terms(`
      تخفیف* | کد تخفیف | حراج* | آف | آفر* | بلک فرایدی | جمعه سیاه | نیم بها* | نصف قیمت | نیم قیمت | ارزان تر | ارزون تر | زیر قیمت | قیمت استثنایی | قیمت ویژه | کاهش قیمت | قیمت همکاری | تسویه انبار
      | انبارتکانی | قیمت شکست* | قیمت شکن* | مفت* | کمتر بخر* | ارزان بخر* | به قیمت عمده | قیمت عمده | قیمت کارخانه | درب کارخانه | takhfif* | taxfif* | takhfeef* | takfif* | haraj* | haraji | nesf gheymat*
      | nesfe gheymat* | nim baha | arzoontar | arzuntar | arzantar | zire gheymat* | off | offer* | discount* | sale | sales on | clearance | half price | black friday | cheaper | cashback | promo | bogo
      | coupon | voucher | deal | deals | bargain* | markdown* | price drop* | کمتره | ارزونتره | ارزان تره | درصد کمتر | تومن کمتر | بخشودگی | پله ای ارزان | رایگان شه | نصف هزینه | هزینه کمتر | با هزینه کمتر
      | کمتر از بازار | پایین تر از بازار | به قیمت روز | تضمین قیمت | صرفه جویی کن* | dar sad kamtar | kamtar | nesfe | zire bazar | save | rebate | less than | for the price of | price of one | one low price
    `),
  },
  {
    id: 'special-sale',
    of: 'offer',
    because: 'a special sale or offer is announced',
    terms: terms(`
      فروش ویژه | فروش فوق العاده | فروش استثنایی | فروش اقساطی | پیش فروش | پیشنهاد ویژه | پیشنهاد شگفت انگیز | شگفت انگیز* | استثنایی | باورنکردنی | بی نظیر | فوق العاده | جشنواره* | کمپین | فرصت طلایی
      | فرصت استثنایی | شرایط ویژه | شرایط استثنایی | پکیج ویژه | بسته ویژه | بسته شگفت* | عیدانه | یلدایی | فروش نقد* | فروش عمده | کالکشن | کلکسیون جدید | مدل های جدید | جدیدترین | بهترین قیمت | بهترین کیفیت
      | بالاترین قیمت | نازل ترین | ارزان ترین | مناسب ترین قیمت | قیمت مناسب | قیمت رقابتی | foroosh vizhe | forooshe vizhe | forosh vizhe | foroshe vizhe | forush vizhe | forushe vizhe | forosh vije
      | foroshe vije | foroosh vije | forooshe vije | forooshe fogholade | shegeftangiz* | estesnaei | estesnayi | jashnvare* | pishnahade vizhe | bi nazir | special offer* | special price* | special rate*
      | limited offer | exclusive* | best price* | lowest price* | flash deal | flash sale | new arrival* | new collection | in stock now | pre order | introductory | launch offer | کالکشن* | کلکسیون* | مدل جدید
      | مدل های تازه | طرح جدید | طرح های جدید | رنگ های جدید | رنگ های تازه | تازه رسید | جدید رسید | جدید رسید* | جدیدی رسید* | جدید های رسید* | محصول جدید | محصولات جدید | منوی جدید | شعبه جدید | شعبه دوم
      | پیشنهاد | پیشنهاد می شود | پیشنهاد ما | پکیج* | طرح ویژه | طرح | نسخه طلایی | پلن طلایی | ارتقا* | اشتراک طلایی | اعتبار خرید | شارژ شگفت* | new in | new model | new range | new line | new colours
      | نسخه حرفه ای | نسخه سازمانی | نسخه کامل | پلن سالانه | پلن خانوادگی | دمو | دموی | noskhe-ye herfeyi | pro version | pro users | extra legroom | go yearly | go monthly
      | new menu | just landed | just arrived | opens tonight | now open | launch* | upgrade | premium plan | plan covers | jadid resid* | modele jadid | madele jadid | pishnahade
    `),
  },
  {
    id: 'gift',
    of: 'gift',
    because: 'a gift or something free is promised',
    terms: terms(`
      هدیه* | رایگان* | مجانی | اشانتیون | کادو* | کش بک | بازگشت وجه نقدی | مهمان ما | مهمون ما | مهمون من | مهمان ما باشید | بدون هزینه | پاداش* | جایزه* | جوایز | صلواتی | امتیاز رایگان | دوره آزمایشی
      | تست رایگان | ارسال رایگان | نصب رایگان | مشاوره رایگان | جلسه اول رایگان | دموی رایگان | ویزیت رایگان | rayegan* | raygan* | rayegane | majani* | hediye* | hedye* | hadye* | jayeze* | jayze* | javayez
      | mehmoone ma | mehmune ma | kado | eshantion | free | for free | gift* | bonus* | complimentary | on us | on the house | no charge | at no cost | free trial | free delivery | free shipping | reward*
      | prize* | giveaway* | مهمون کن | مهمان کنید | مهمان شما | مهمان ماست | مهمان دکتر | با ما | هدیه بگیر* | هدیه می گیر* | اعتبار هدیه | شارژ هدیه | دوبرابر امتیاز | امتیاز دو برابر
      | امتیازی دو برابر | امتیاز های دو برابر | at half | included | free entry | entry is free | gets free | kids eat free
    `),
  },
  {
    id: 'urgency',
    of: 'urgency',
    because: 'the reader is pressed to hurry',
    terms: terms(`
      فقط امروز | فقط امشب | فقط تا | فقط فردا | فقط این هفته | تنها تا | آخرین فرصت | فرصت محدود | ظرفیت محدود | تعداد محدود | موجودی محدود | مدت محدود | از دست ندهید | از دست نده | از دستش نده | جا نمونی*
      | جا نمانید | همین حالا | همین الان | همین امروز | عجله کن* | بشتابید | شتاب کنید | بدو | بدو بیا | رو به اتمام | قبل از اتمام | قبل از پر شدن | تا تموم نشده | لحظه آخری | زودتر | دیر نکن* | دیر نشه
      | ساعت آخر | روزهای پایانی | تا پایان هفته | ویژه امشب | فقط ۲ روز | فقط ۳ روز | چند عدد مانده | faghat ta | faghat emrooz | faghat emshab | faghat in hafte | hamin hala | hamin alan | az dast nade*
      | zarfiat mahdood | zarfiate mahdood | tedad mahdood | akharin forsat | ajale kon* | bodo | last chance | hurry | today only | tonight only | this weekend only | limited time | limited places
      | limited seats | while stocks last | ends tonight | ends soon | act now | going fast | selling fast | don't miss | dont miss | final hours | few left | only today | تا آخر هفته | تا پایان ماه | تا آخر ماه
      | تا جمعه | تا فردا شب | تا نیمه شب | این هفته | همین هفته | همین روزها | این ماه | روز آخر | ساعت دیگر | آخرین روزها | جای خالی | چند جا | نفر اول | تا پر نشده | قبل از افزایش قیمت | in hafte | in mah
      | ta akhare mah | ta jome | until friday | until the end | this week | this month | tonight | before prices | last rooms | places left | almost gone | for 3 days
    `),
  },
  {
    id: 'call-to-buy',
    of: 'call',
    because: 'the reader is called to buy, join, install or visit',
    terms: terms(`
      خرید کنید | خرید کن | بخر | بخرید | سفارش دهید | سفارش بده* | سفارش بدید | ثبت نام کنید | ثبت نام کن | عضو شوید | عضو شو | عضو بشید | نصب کنید | نصب کن | دانلود کنید | دانلود کن | کلیک کنید | کلیک کن
      | فالو کن* | دنبال کنید | دنبال کن | سر بزن* | سر بزنید | بیا | بیایید | بیاید | بیاین | ببر | ببرید | رزرو کن | رزرو کنید | امتحان کن* | تجربه کن* | شرکت کن | شرکت کنید | استفاده کن | بهره مند شوید
      | بسپارید | بسپار | به ما بپیوندید | بپیوندید | همراه ما باشید | با ما تماس بگیر* | مشاهده محصولات | لذت ببر* | شروع کن | شروع کنید | درخواست بده | استعلام بگیر* | پیش ثبت نام | ثبت سفارش | سفارش آنلاین
      | خرید آنلاین | خرید اینترنتی از | جهت سفارش | برای سفارش | جهت خرید | برای خرید | جهت ثبت نام | برای ثبت نام | رزرو جا | همین هفته بیا* | به ما سر | چک کن | ببین | ببینید | bekhar* | kharid kon*
      | sefaresh bede* | sefaresh bedid | sabtenam kon* | sabtnam kon* | sabte nam kon* | ozv sho* | nasb kon* | download kon* | click kon* | follow kon* | donbal kon* | sar bezan* | bia | biya | biain | biayid
      | bebar | begir | begirid | reserve kon* | rezerv kon* | emtehan kon* | bespar* | buy | buy now | shop now | shop at | order now | order online | sign up | join now | join us | join our | register now
      | book now | book your | book a | call us | call now | visit us | come in | drop by | stop by | download the app | install | try | try our | get yours | grab | claim your | subscribe | upgrade to
      | switch to | switch your | refer a friend | save up to | enjoy | discover | explore | use code | ask us | contact us | check out | follow us | stream | سری به | یه سر | از دست ندین | تهیه کنید | تهیه کن
      | بگیرید | خریداری کنید | اضافه کنید | اضافه کن | ارتقا دهید | ارتقا بده | فعال کن* | فعالش کن* | تمدید کن | تمدید کنید | جایگزین کنید | هماهنگ کنید | وقت بگیر* | نوبت بگیر* | رزرو میز | میز رزرو
      | خبر بده* | پیامک کنید | پیام بده* | زنگ بزن* | یه زنگ | یک تماس | با یک تماس | کافی است | کافیه | ارسال می پذیرد | سفارش می پذیریم | سفارش می پذیرد | سفارش قبول | بیار | بیاورید | دعوت کن* | معرفی کن*
      | بفروشید | بپیوند* | شرکت کن* | جهت رزرو | برای رزرو | برای هماهنگی | برای اطلاعات بیشتر | جهت اطلاعات بیشتر | مشاهده نمونه* | نمونه کار* | عکس ها | برایتان بفرستم | بفرستم | come and | come see
      | come finish | meet our | meet the | own a | own your | learn to | learn | let us | join | reply yes | ask any | ask how | ask for | reserve | pre book | add the | add teeth | add airport | swing by
      | get the | get your | get a | get 10 | send cv | send your | call mina | share your | start a | start your | activate | bring a friend | bring them | relax in | trade | play
    `),
  },
  {
    id: 'credit-sale',
    of: 'credit',
    because: 'sale on instalments or a loan is offered',
    terms: terms(`
      اقساطی | قسطی | بدون ضامن | بدون چک | بدون پیش پرداخت | بدون سود | بدون بهره | بدون کارمزد | بدون سفته | وام فوری | وام خرید | تقسیط | پیش پرداخت صفر | با چک صیادی | کسر از حقوق | اقساط بلند مدت
      | لیزینگی | بدون اجرت | پیش و | aghsati | ghesti | bedoone zamen | bedune zamen | bedoone check | vame fori | vame foori | bedoone sood | no interest | zero interest | zero fee* | interest free | pay later
      | no deposit | easy installments | no guarantor
    `),
  },
  {
    id: 'praise',
    of: 'claim',
    because: 'goods or services are praised',
    terms: terms(`
      تضمینی | تضمین | با ضمانت | ضمانت نامه | با گارانتی | باکیفیت | با کیفیت | اورجینال | اصل | ممتاز | طبیعی | مجوزدار | با مجوز | حرفه ای | لوکس | مدرن | مستقیم از | از تولید به مصرف | بی واسطه
      | سراسر کشور | تحویل فوری | تحویل درب | درب منزل | در محل | در محل شما | شبانه روزی | کارشناسی رایگان | بازدید رایگان | سریع ترین | بهترین | خوشمزه | دست ساز | دستباف | نوساز | فول امکانات | موجود است
      | موجود شد | کیلویی | متری | نفری | شبی | هر شب | دانه ای | tazmini | original | bakeyfiat | mostaghim az | guaranteed | premium | luxury | authentic | handmade | fresh | top quality | award winning
      | finest | best | brand new | world class | affordable
    `),
  },
  {
    id: 'event',
    of: 'event',
    because: 'an event is advertised',
    terms: terms(`
      همایش | سمینار | وبینار | کنسرت | نمایشگاه | ضیافت | جشن | افتتاحیه | روز درهای باز | تست درایو | کارگاه | ورود آزاد | ورود رایگان | حضور برای همه | حضور عموم | دعوتید | دعوت می* | دعوت مینماید
      | منتظر شما | منتظرتیم | منتظر شماییم | منتظرته | منتظرتونیم | منتظر دیدار | منتظر حضور | منتظر قدوم | چشم به راه | seminar* | webinar* | concert | hamayesh | namayeshgah | voroud raygan | invited
      | invite you | open day | exhibition | opening of | see you there | tickets | workshop | festival | ceremony
    `),
  },
  {
    id: 'soft-sell',
    of: 'invitation',
    because: 'the reader is courted without an offer',
    terms: terms(`
      دلمون برات تنگ | دلمان برایتان تنگ | خیلی وقته | مدتی است | مدتیه | مدتی هست | سری به ما | یه سر بزن* | جای شما خالی | جای خالی شما | هنوز دیر نیست | دوست داری | دوست داشتید | می خوای | میخوای | به فکر
      | وقتشه | وقت آن است | وقتش رسیده | چرا که نه | خوشحال می شیم | خوشحال می شویم | خوشحال میشم | باعث افتخار | در خدمتیم | در خدمتتان | در خدمت شما | یادی از ما | دلتون | هوس | چی می پوشی | خسته شدی
      | خسته شدید | دنبال | سبد خریدت | سبد خرید شما | منتظرتان هستیم | yadi az ma | deleto | jaye shoma | mikhay | mikhahid | doost dari | we miss you | missed you | been a while | long time no see
      | thinking of | looking for | dreaming of | craving | tired of | ready for | fancy a | treat yourself | your cart | یادت هست | یادمان هست | یادش بخیر | هنوز همان* | هنوز روی | هنوز اینجاست | منتظر توست
      | منتظر شماست | منتظرتونه | منتظرن | دلش برایش | گپ بزنیم | چای تازه | وقت دارید | خسته ای | حوصله | حال و هوا | برگرد* | دوباره | برگشت به موجودی | پسندیدی | لایک کردید | نگاهی بیندازید | نگاهش کن
      | چی بخریم | فکر می کنیم | پیشنهاد دوستانه | جا برای | همین حوالی | چه کنیم | به نظرت | شاید وقتشه | شاید | هستیم | یک پیشنهاد | remember | still here | still on | still thinking | waiting for you
      | see you soon | come back | deserves | could smell | your hair | your skin | back in your size | for you | hanooz | jat khali* | vaghtesh*
    `),
  },
  {
    id: 'election',
    of: 'cause',
    because: 'a candidate or list asks for votes',
    terms: terms(`
      به رای شما | رای شما | رای بدهید | رای دهید | نامزد | کاندیدا* | ستاد انتخاباتی | ستاد مرکزی | ستاد حامیان | ستاد جوانان | لیست | شورای شهر | انتخابات | کد انتخاباتی | حمایت شما | مجلس شورای اسلامی
      | entekhabat | namzad | vote for | candidate | رای ما | به لیست | لیست امید | فهرست | داوطلب نمایندگی | دیدار مردمی | نماینده شما در | حمایت کنید | برنامه های من | ray bedid | ray bedahid | be namzade
      | your vote | vote | elect | list 4
    `),
  },
  {
    id: 'charity',
    of: 'cause',
    because: 'a donation is asked for',
    terms: terms(`
      خیریه | کمک نقدی | نذر* | صدقه | فطریه | نیکوکار* | حامی | سرپرستی | ایتام | یتیم | همیاری | سفره را | قربانی | اهدای | donate | donation* | sponsor a | charity | kheyrie* | komak naghdi | نیازمند*
      | محروم* | سیل زدگان | زلزله زدگان | جهیزیه | مشارکت | همراه شوید | یاری | پویش | اهداکنندگان | خون شما | نذری | عقیقه | کفاره | نیابت* | شماره کارت خیریه | hemayat | komak be | komak konid | feed a
      | help a | every 200k
    `),
  },
  {
    id: 'recruitment',
    of: 'cause',
    because: 'workers or agents are recruited',
    terms: terms(`
      استخدام | دعوت به همکاری | جذب نیرو | نیازمند | نیازمندیم | بازاریاب | پورسانت | نمایندگی فعال | اعطای نمایندگی | نمایندگی می پذیریم | کسب درآمد | درآمد ماهانه | رزومه به | رزومه خود | estekhdam
      | rezoome | poorsant | hiring | we are hiring | send cv | send your cv | commission | work from home | job opening | نیروی انسانی | نیرو | جذب | حقوق قانون کار | حقوق ثابت | شیفت عصر | دورکاری | رزومه
      | مدرس | به تیم | درآمد داشته | ماهی تا | نماینده فروش | نمایندگی فروش | اعطای | hamkari | niroo | join our team | we are looking for | good pay | become our dealer | dealer
    `),
  },
  {
    id: 'club',
    of: 'club',
    because: 'a customers’ club or points are promoted',
    terms: terms(`
      باشگاه مشتریان | امتیازت | امتیازات | امتیاز خود را | دوستت را | دوستانت | معرفی دوستان | دعوت از دوستان | معرف | کد معرف | bashgahe moshtarian | refer | loyalty | members get | earn points | earn
      | دوستانتان را | دوستتان را | دوستات رو | دوستتو | به ازای هر نفر | کد دعوت | کد معرفی | هر دو نفر | davat kon* | doostato | doostetoon | know someone | bring a friend | both get | you both
      | سطح طلایی | اعضای طلایی | اعضای باشگاه | مشتریان وفادار | مشتری وفادار | مشتریان قدیمی | کارت عضویت | هدایای | امتیاز هدیه | جشن قدردانی | members | loyal
    `),
  },
  {
    id: 'contest',
    of: 'contest',
    because: 'a draw or paid contest is advertised',
    terms: terms(`
      قرعه کشی | مسابقه | برنده شو* | برنده شوید | شانس | شانست | ببر | برنده باش | فال | تعبیر خواب | ghore keshi | ghorekeshi | mosabeghe* | barande sho* | shans | win | lucky draw | raffle | chance to win
      | could win | quiz | jackpot | جواب بده | پاسخ به 2* | پیش بینی کن | شانس برنده | شرکت در قرعه | وارد قرعه | تو قرعه | هر هفته | جام | سکه | آیفون ببر | گوشی ببر | خودرو ببر | sekke | chance | win a
    `),
  },
  {
    id: 'imperative',
    of: 'call',
    because: 'the reader is told to act, in the familiar form',
    terms: terms(`
      بخر | بخرین | ببر | بگیر | بگیرین | بیا | بزن | بفرست | بده | ببین | بیار | بذار | بساز | برو | بشین | بپوش | بخور | بنوش | بخون | یاد بگیر | نصب کن | ثبت نام کن | سفارش بده | رزرو کن | شروع کن
      | امتحان کن | استفاده کن | دانلود کن | فالو کن | چک کن | خرید کن | فعال کن | دعوت کن | معرفی کن | پرداخت کن | تماشا کن | عوض کن | پس بگیر | جا نمون | نگه دار | بردار | بشنو | گوش بده | begir | bebar
      | bekhar | bezan | biya | bia | nasb kon | sabtenam kon | sefaresh bede | reserve kon | shoroo kon | bebin | bede | biar
    `),
  },
  {
    id: 'we-offer',
    of: 'offer',
    because: 'the sender says what it sells or does',
    terms: terms(`
      می سازیم | می دهیم | میدیم | می دیم | می پذیریم | می فروشیم | می خریم | می آوریم | می فرستیم | می رسانیم | می دوزیم | داریم | آورده ایم | ارائه می* | پذیرای | عرضه می* | در خدمت | آماده ایم
      | انجام می دهیم | تحویل می دهیم | خریداریم | خریدار | فروش | به فروش می رسد | واگذار می* | اجاره داده می* | موجود است | موجوده | موجود شد | آغاز شد | شروع شد | ثبت نام می کند | ثبت نام آغاز | ثبت نام شروع
      | برپاست | منتشر شد | افتتاح شد | باز شد | we offer | we ship | we buy | we build | we deliver | we sell | we make | we have | we do | our new | our | midim | misazim | mikonim | mifrooshim | darim
      | kharidare | forooshe | forosh
    `),
  },
  {
    id: 'social',
    of: 'contact',
    because: 'a page or channel of a social network',
    terms: terms(`
      پیج* | اینستا | اینستاگرام | کانال | دایرکت | واتساپ | تلگرام | ایتا | روبیکا | آیدی | instagram | telegram | whatsapp | eitaa | kanal | page | dm
    `),
  },
  {
    id: 'unit',
    of: 'unit',
    because: 'a price per unit',
    terms: terms(`
      کیلو | کیلویی | متری | نفری | شبی | ماهی | روزی | ساعتی | دانه | دانه ای | عددی | سیخی | لیتری | مثقالی | جلسه ای | قواره | شاخه ای | بسته ای | گرمی | nafari | shabi | mahi | kilo | kiloyi | metri | per | a night | monthly | a month | each | a kilo | a box
    `),
  },
];
