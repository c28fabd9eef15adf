import { type LexiconEntry, terms } from './entry.ts';

/**
 * What is sold, taught, rented or shown: goods, services, trades. A word of these says little alone; that one stands
 * where nothing of the reader’s is spoken of says much.
 */
export const goods: readonly LexiconEntry[] = [
  {
    id: 'food',
    of: 'goods',
    because: 'food or drink is named',
    terms: terms(`
      پیتزا* | برگر* | همبرگر* | ساندویچ* | کباب* | جوجه | چلو* | برنج | گوشت | مرغ | ماهی | میگو | سوشی | پاستا | سالاد | سوپ* | آش | حلیم | کله پاچه | فلافل | شاورما | استیک | پیراشکی | کیک* | شیرینی* | کلوچه | نان | بستنی | شکلات*
      | قهوه* | اسپرسو | چای | دمنوش | نوشیدنی* | آبمیوه | میوه* | سبزیجات | سبزی | انار | هندوانه | خرما | عسل* | زعفران* | پسته* | بادام | گردو | آجیل* | خشکبار | لواشک | روغن زیتون | روغن | لبنیات | ماست | پنیر | دوغ | منو* | بوفه | صبحانه | ناهار | شام | افطار* | کترینگ | غذا*
      | pizza* | burger* | kabab* | kebab* | falafel* | sushi | steak | pasta | salad | cake* | ice cream | chocolate* | coffee* | espresso | latte | tea | chai | juice | fruit* | saffron | zaferan* | zafaran* | pistachio* | nuts | ajil | asal | honey | rice | berenj | menu* | buffet | breakfast | lunch | dinner | iftar | catering | ghaza* | ash | ramen | noodles | bakery | trout | snack*
    `),
  },
  {
    id: 'wear',
    of: 'goods',
    because: 'clothing, jewellery or cosmetics are named',
    terms: terms(`
      مانتو* | پالتو* | کاپشن* | شلوار* | شلوارک | پیراهن* | بلوز* | تیشرت* | تی شرت | بافت | ژاکت | هودی | کت و شلوار | کت | لباس* | پوشاک | شال* | روسری* | چادر | مقنعه | کفش* | کتونی* | بوت | چکمه* | صندل | دمپایی | جوراب* | کیف* | چمدان | کوله* | کمربند | چرم* | عینک* | ساعت مچی | طلا* | نقره* | جواهر* | انگشتر | گردنبند | النگو* | زیورآلات
      | عطر* | ادکلن* | آرایشی | لوازم آرایش* | رژ* | ریمل | کرم* | شامپو* | ماسک مو | ناخن* | ژلیش | کاشت ناخن | مژه | ابرو | میکاپ | رنگ مو | رنگ و مش | کراتین* | اکستنشن | بوتاکس | ژل لب | فیلر | لیزر* | مزوتراپی | پاکسازی | عروس | مزون
      | manto* | palto | kapshan* | kafsh* | kif | lebas* | shalvar* | rosari | charm | eynak* | tala* | atr* | odkolon | arayeshi | nakhon | keratin* | botox | lizer* | mesh | coat* | jacket* | shoes | sneakers | boots | jeans | dress* | handbag* | bag | bags | leather | scarf* | jewel* | perfume* | makeup | cosmetic* | shampoo | lipstick | sunglasses | laser hair | manicure | facial
    `),
  },
  {
    id: 'home',
    of: 'goods',
    because: 'things for the house are named',
    terms: terms(`
      مبل* | کاناپه | فرش* | قالیچه | تشک* | بالش* | پتو* | لحاف | روتختی | سرویس خواب | تخت خواب | کمد | کابینت* | میز و صندلی | لوستر | پرده* | کاغذ دیواری | پارکت | کفپوش* | یخچال* | فریزر | لباسشویی | ماشین لباسشویی | ظرفشویی | جاروبرقی | مایکروویو | فر | اجاق گاز | هود | کولر* | کولرگازی | پکیج* | بخاری* | آبگرمکن | شوفاژ | تلویزیون* | اسپیکر* | لوازم خانگی | ظروف | قابلمه | سرویس چینی | چینی | جهیزیه | سیسمونی | کالسکه | اسباب بازی* | عروسک | گلدان* | گل و گیاه | گیاه | دسته گل | شیرآلات | تصفیه آب | تصفیه هوا
      | mobl* | farsh* | toshak | pardeh* | yakhchal | lebasshooyi | television | lavazem khanegi | sofa* | rug | rugs | carpet* | mattress* | curtain* | furniture | fridge | washing machine | tv | speaker* | kitchen | appliance* | bouquet* | flowers | vase* | blanket* | toys
    `),
  },
  {
    id: 'devices',
    of: 'goods',
    because: 'phones, computers or software are named',
    terms: terms(`
      گوشی* | موبایل* | لپ تاپ* | تبلت* | آیفون* | سامسونگ | شیائومی | هندزفری | ایرپاد* | ساعت هوشمند | پاوربانک | شارژر | قاب | گلس | کنسول* | پلی استیشن | دیسک بازی | مانیتور | پرینتر | کارتخوان* | دوربین* | دوربین مداربسته | دزدگیر* | نرم افزار* | هاست* | دامنه | سرور مجازی | طراحی سایت | سئو | پنل پیامک* | اپلیکیشن | اپ | سیم کارت* | مودم | اینترنت پرسرعت | فیبر نوری | بسته ویژه | پلن
      | gooshi* | mobile | laptop* | tablet | iphone* | samsung | xiaomi | airpods | headphone* | smartphone* | console* | gaming | monitor* | printer* | software | hosting | vps | website | seo | cctv | camera* | modem | app | plan
    `),
  },
  {
    id: 'vehicles',
    of: 'goods',
    because: 'cars, parts or rides are named',
    terms: terms(`
      خودرو* | ماشین | سمند | پژو | پراید | دنا | تارا | شاهین | کوییک | ال ۹۰ | لاستیک* | باتری* | روغن موتور | تعویض روغن | کارواش* | واکس | پولیش | سرامیک بدنه | روکش صندلی | کفپوش | موتورسیکلت | موتور برقی | اسکوتر* | دوچرخه* | تاکسی اینترنتی | پیک موتوری | اجاره خودرو | نمایشگاه اتومبیل | اتو
      | mashin | lastik | karvash | tire* | tyre* | bike | scooter* | rent a car | test drive | suv
    `),
  },
  {
    id: 'property',
    of: 'goods',
    because: 'land or buildings are named',
    terms: terms(`
      آپارتمان* | ویلا* | زمین | مغازه | ملک* | املاک | متری | نوساز* | سنددار | تک برگ | سند تک برگ | پیش فروش | رهن | اجاره داده | خوابه | برج | پروژه مسکونی | سوله | باغ | واحد اداری | پارکینگ سندی | معاوضه
      | apartman* | melk* | zamin | vila* | metri | noosaz | apartment* | flat | flats | land | penthouse | realty | real estate | sqm
    `),
  },
  {
    id: 'travel',
    of: 'goods',
    because: 'travel or lodging is named',
    terms: terms(`
      تور | تورهای | چارتر* | بلیت* | بلیط* | هتل* | هتل آپارتمان | اقامتگاه* | بوم گردی | سوییت | ساحل* | کیش | استانبول | آنتالیا | دبی | ارمنستان | گرجستان | مالزی | کربلا | نجف | مشهد | عمره | ترانسفر | گشت | ویزا* | مهاجرت* | اقامت | پذیرش تحصیلی
      | tour | tours | belit* | hotel* | visa | mohajerat | antalya | istanbul | dubai | kish | resort | villa | getaway | cruise | flights | trip to
    `),
  },
  {
    id: 'learning',
    of: 'goods',
    because: 'courses or lessons are named',
    terms: terms(`
      دوره | دوره های | کلاس* | آموزش* | آموزشگاه* | تدریس* | استاد | مدرس | بوتکمپ | آکادمی* | زبان انگلیسی | آیلتس | آلمانی | کنکور* | تیزهوشان | مدرسه غیرانتفاعی | مهدکودک* | پیش دبستانی | برنامه نویسی | رباتیک | طراحی داخلی | مشاوره تحصیلی | جلسه معارفه | کارگاه | مدرک | ترم
      | dore | doreye | kelas* | amoozesh* | amuzesh* | ostad | academy | ielts | toefl | course* | bootcamp | tutor* | lessons | classes | learn | training | coaching
    `),
  },
  {
    id: 'health',
    of: 'goods',
    because: 'medical, dental or fitness services are named',
    terms: terms(`
      کلینیک* | دندانپزشک* | دندان پزشک* | ایمپلنت* | ارتودنسی* | کامپوزیت | لمینت | بلیچینگ | جرم گیری | کاشت مو | لیزیک | لاغری* | رژیم* | چکاپ* | ماساژ* | فیزیوتراپی | روانشناس* | مشاوره روان* | مکمل* | کلاژن | پروتئین | ویتامین* | بدنسازی | باشگاه* | فیتنس | یوگا | پیلاتس | زومبا | تی آر ایکس | استخر* | سونا | جکوزی | سمعک | سالمند | پرستار*
      | kelinik* | dandan* | implant* | botaks | laghari | regim | masazh | bashgah | badansazi | clinic | dental | dentist | teeth | whitening | implants | checkup | slimming | diet | massage | spa | gym | fitness | yoga | pilates | crossfit | supplements | skin | hair
    `),
  },
  {
    id: 'trades',
    of: 'goods',
    because: 'a trade or home service is named',
    terms: terms(`
      تعمیر* | سرویس کار | نصاب | نصب و | لوله بازکنی | تخلیه چاه | سمپاشی | سم پاشی | قالیشویی* | قالی شویی* | مبل شویی | خشکشویی | نظافت* | خدمات نظافتی | باربری* | اتوبار* | اسباب کشی | حمل اثاثیه | نقاشی ساختمان | بازسازی | دکوراسیون | کناف | ایزوگام | درب ضدسرقت | آسانسور | پنجره دوجداره | میلگرد | تیرآهن | سیمان | آجر | سنگ | گچ | لوله | پمپ | ژنراتور | نهال* | کود* | سم | بذر | خوراک دام | جوجه یک روزه | ضایعات | چاپ* | بنر | کارت ویزیت | تراکت | تابلو | کارتن | پخش عمده | عمده فروشی | واردات | ترجمه | دارالترجمه | ثبت شرکت | ثبت برند | وکیل* | حسابداری | اظهارنامه مالیاتی از | بیمه بدنه | بیمه عمر | عکاسی | آتلیه* | فیلمبرداری | دی جی | تشریفات | تالار* | کرایه | اجاره
      | tamirat | tamir | nezafat | ghalishooyi | barbari | sampashi | chap | vakil | hesabdari | atelye | talar | plumbing | cleaning | repair* | moving | renovation | printing | logistics | lawyer | accounting | photography | translation | catering services | insurance plan
    `),
  },
  {
    id: 'money',
    of: 'goods',
    because: 'a financial product is named',
    terms: terms(`
      وام* | تسهیلات | سپرده* | سود روزشمار | کارت اعتباری | اعتبار خرید | صندوق درآمد ثابت | صندوق طلا | صندوق سرمایه گذاری | سرمایه گذاری* | بورس* | کارگزاری* | کد بورسی | ارز دیجیتال | رمزارز* | بیت کوین | تتر | طلای آب شده | کیف پول | بازدهی | کارمزد* | طرح پس انداز
      | vam* | sood | sarmaye* | bours* | sekke | loan* | credit card | savings account | deposit account | investment* | invest | crypto* | trading | broker* | crowdfunding | returns | zero fee
    `),
  },
  {
    id: 'fun',
    of: 'goods',
    because: 'entertainment is named',
    terms: terms(`
      کنسرت* | تئاتر* | نمایش | سینما* | فیلم و سریال | فیلم* | سریال* | بازی* | گیم* | شهربازی | اتاق فرار | مافیا | کافه بازی | پارک آبی | کتاب* | اشتراک* | پادکست | موسیقی | گیتار | پیانو | سنتور | تولد | جشن تولد | کمپ | کویر* | طبیعت گردی | آهنگ پیشواز | فال | پت شاپ | غذای خشک | دامپزشک*
      | konsert | film* | serial | ketab* | bazi | concert* | theatre | cinema | movie* | series | match | games | books | subscription | music | camp | escape room | pet | party
    `),
  },
  {
    id: 'place',
    of: 'place',
    because: 'a place of business is given',
    terms: terms(`
      فروشگاه* | بوتیک* | گالری* | پاساژ* | مجتمع تجاری | مجتمع | مرکز خرید | بازار | بازارچه | غرفه | شوروم | شعبه* | نمایندگی* | نمایشگاه* | خیابان | بلوار | میدان | چهارراه | فلکه | جنب | روبروی | نبش | طبقه | پلاک | کوچه | آدرس | شهرک | مال | هایپر* | سوپرمارکت* | کافه* | رستوران* | قنادی* | نانوایی | فست فود | سالن زیبایی | آرایشگاه* | مزون* | سرای | سرا | موسسه* | شرکت
      | foroshgah* | foroushgah* | forooshgah* | butik* | boutique | pasazh* | gallery | bazar | kafe | cafe | restoran* | restaurant | salone* | store | shop | mall | showroom | branch* | market | studio | st | street | square | sq
    `),
  },
];
