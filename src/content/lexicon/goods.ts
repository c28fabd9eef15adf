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
      پیتزا* | برگر* | همبرگر* | ساندویچ* | کباب* | جوجه | چلو* | برنج | گوشت | مرغ | ماهی | میگو | سوشی | پاستا | سالاد | سوپ* | آش | حلیم | کله پاچه | فلافل | شاورما | استیک | پیراشکی | کیک* | شیرینی*
      | کلوچه | نان | بستنی | شکلات* | قهوه* | اسپرسو | چای | دمنوش | نوشیدنی* | آبمیوه | میوه* | سبزیجات | سبزی | انار | هندوانه | خرما | عسل* | زعفران* | پسته* | بادام | گردو | آجیل* | خشکبار | لواشک
      | روغن زیتون | روغن | لبنیات | ماست | پنیر | دوغ | منو* | بوفه | صبحانه | ناهار | شام | افطار* | کترینگ | غذا* | pizza* | burger* | kabab* | kebab* | falafel* | sushi | steak | pasta | salad | cake*
      | ice cream | chocolate* | coffee* | espresso | latte | tea | chai | juice | fruit* | saffron | zaferan* | zafaran* | pistachio* | nuts | ajil | asal | honey | rice | berenj | menu* | buffet | breakfast
      | lunch | dinner | iftar | catering | ghaza* | ash | ramen | noodles | bakery | trout | snack* | لقمه | دیزی | املت | نیمرو | سیرابی | ترشی | مربا | رب | چیپس | نخودچی | باقلوا | گلاب | عرقیات | حلوا
      | پک افطاری | آب معدنی | سیب زمینی | پیاز | گندم | soup* | soups | fish | felafel | pastry | brunch | riverside | نوشابه | لیموناد | اسموتی | میلک شیک | شیرموز | نسکافه | کاپوچینو | لاته | موکا | دسر*
      | تیرامیسو | پودینگ | ژله | کرپ | وافل | پنکیک | دونات | کروسان | باگت | بربری | سنگک | لواش | تافتون | کماج | فطیر | رولت | سمبوسه | سوخاری | ناگت | لازانیا | بیف | میگوپفکی | کوفته | قرمه سبزی | قیمه
      | فسنجان | زرشک پلو | باقالی پلو | خورشت* | خوراک | کوبیده | جگر | بریانی | کشک | کوکو | ماکارونی | اسپاگتی | رشته | تخم مرغ | شیر | خامه | کره | سرشیر | زیتون | رب انار | لیمو | پرتقال | سیب | موز | کیوی
      | انگور | خربزه | توت | انجیر | کشمش | فندق | تخمه | نبات | قند | شکر | حلواارده | ارده | کنجد | سوهان | گز | پشمک | قطاب | نان روغنی | نخود | لوبیا | عدس | آرد | جو | ادویه | زردچوبه | سماق | آبلیمو
      | سرکه | سس | کنسرو | تن ماهی | قزل آلا | شیرماهی | بوقلمون | شترمرغ | گوسفند* | بره | گوساله | سوسیس | کالباس | پفک | کاپ کیک | مافین | کوکی | نوشیدنی گرم | دورهمی | سینی | پرس | کافی شاپ | چایخانه
      | سفره خانه | کبابی | جگرکی | آبمیوه فروشی | ساندویچی | سلف سرویس | lunch box* | sandwich* | wrap | soup | seafood | shrimp | dessert* | pancake* | waffle* | croissant* | smoothie* | milkshake | beer
      | drinks | cuisine | chef | grill | bbq | vegan | organic | spices | olive oil | dates | raisins | caviar | mushrooms | noone* | nooneh* | kolooche | sabzi | khoresht* | joojeh | mahi | goosht | kabab
      | shirini* | bastani | noshabe | abmive | adas | polo | pirashki | digi | dizi | halim | kalle pache
    `),
  },
  {
    id: 'wear',
    of: 'goods',
    because: 'clothing, jewellery or cosmetics are named',
    terms: terms(`
      مانتو* | پالتو* | کاپشن* | شلوار* | شلوارک | پیراهن* | بلوز* | تیشرت* | تی شرت | بافت | ژاکت | هودی | کت و شلوار | کت | لباس* | پوشاک | شال* | روسری* | چادر | مقنعه | کفش* | کتونی* | بوت | چکمه* | صندل
      | دمپایی | جوراب* | کیف* | چمدان | کوله* | کمربند | چرم* | عینک* | ساعت مچی | طلا* | نقره* | جواهر* | انگشتر | گردنبند | النگو* | زیورآلات | عطر* | ادکلن* | آرایشی | لوازم آرایش* | رژ* | ریمل | کرم*
      | شامپو* | ماسک مو | ناخن* | ژلیش | کاشت ناخن | مژه | ابرو | میکاپ | رنگ مو | رنگ و مش | کراتین* | اکستنشن | بوتاکس | ژل لب | فیلر | لیزر* | مزوتراپی | پاکسازی | عروس | مزون | manto* | palto | kapshan*
      | kafsh* | kif | lebas* | shalvar* | rosari | charm | eynak* | tala* | atr* | odkolon | arayeshi | nakhon | keratin* | botox | lizer* | mesh | coat* | jacket* | shoes | sneakers | boots | jeans | dress*
      | handbag* | bag | bags | leather | scarf* | jewel* | perfume* | makeup | cosmetic* | shampoo | lipstick | sunglasses | laser hair | manicure | facial | تونیک | دامن | شومیز | بارانی | جلیقه | سوییشرت
      | پلیور | دورس | لگ | لباس خواب | لباس مجلسی | پیژامه | کراوات | پاپیون | دستکش | شال گردن | کلاه | نقاب | عبا | عبایا | پارچه* | حریر | ابریشم | مخمل | ساتن | تترون | نخ | خز | جین | مام استایل | کیف پول
      | کیف دستی | ساک | دستبند* | زنجیر | پلاک طلا | گوشواره* | آویز | نگین | سکه | شمش | مهره ای | فیروزه | عقیق | یاقوت | عینک آفتابی | لنز | عدسی | قاب عینک | ساعت | بند ساعت | ضدآفتاب | مرطوب کننده | سرم مو
      | سرم پوست | لوسیون | تونر | پنکک | کرم پودر | خط چشم | لاک | دئودورانت | ژل | واکس مو | اتو مو | سشوار | ریش تراش | اپیلاسیون | هیدرافیشیال | میکرونیدلینگ | هایفو | جوانسازی | مش | هایلایت | بالیاژ
      | شینیون | کوتاهی مو | اصلاح | تاتو | تتو | فیبروز | سالن زیبایی | آرایش عروس | لباس عروس | کت شلوار | کفش پاشنه | نیم بوت | لباس فرم | روپوش | لباس کار | لباس بچگانه | سیسمونی نوزاد | sweater* | skirt*
      | trousers | shirt* | t shirt* | suit* | socks | hat | hats | gloves | sandals | heels | earrings | bracelet* | necklace* | ring | rings | gold | silver | watches | sunscreen | serum | lotion | haircut*
      | haircuts | manicures | tattoo | microblading | lenses | bridal | tailor made | tunic | damen | bolooz | shomiz | kolah | angoshtar | dastband | gardanband | saat mochi | moo | abroo | arayesh
    `),
  },
  {
    id: 'home',
    of: 'goods',
    because: 'things for the house are named',
    terms: terms(`
      مبل* | کاناپه | فرش* | قالیچه | تشک* | بالش* | پتو* | لحاف | روتختی | سرویس خواب | تخت خواب | کمد | کابینت* | میز و صندلی | لوستر | پرده* | کاغذ دیواری | پارکت | کفپوش* | یخچال* | فریزر | لباسشویی
      | ماشین لباسشویی | ظرفشویی | جاروبرقی | مایکروویو | فر | اجاق گاز | هود | کولر* | کولرگازی | پکیج* | بخاری* | آبگرمکن | شوفاژ | تلویزیون* | اسپیکر* | لوازم خانگی | ظروف | قابلمه | سرویس چینی | چینی
      | جهیزیه | سیسمونی | کالسکه | اسباب بازی* | عروسک | گلدان* | گل و گیاه | گیاه | دسته گل | شیرآلات | تصفیه آب | تصفیه هوا | mobl* | farsh* | toshak | pardeh* | yakhchal | lebasshooyi | television
      | lavazem khanegi | sofa* | rug | rugs | carpet* | mattress* | curtain* | furniture | fridge | washing machine | tv | speaker* | kitchen | appliance* | bouquet* | flowers | vase* | blanket* | toys | لوستر*
      | آباژور | چراغ | لامپ | ریسه | پریز | کلید و پریز | شیر آب | سینک | توالت فرنگی | جکوزی خانگی | دوش | کاشی* | سرامیک* | موکت | گلیم* | جاجیم | ترمه | رومیزی | کوسن | کاور مبل | روفرشی | ملحفه
      | سرویس ملامین | سرویس قابلمه | قوری | سماور | کتری | فلاسک | چای ساز | قهوه ساز | آبمیوه گیر | مخلوط کن | غذاساز | همزن | سرخ کن* | توستر | پلوپز | زودپز | چرخ گوشت | اتو بخار | اتو پرس | پنکه
      | دستگاه بخور | رطوبت ساز | تصفیه | شوینده* | مایع ظرفشویی | پودر | دستمال | سطل | جالباسی | کتابخانه چوبی | میز تلویزیون | میز ناهارخوری | مبلمان | نیمکت | تاب | آلاچیق | باربیکیو | چمن مصنوعی | گل
      | گلفروشی | باکس گل | بذر گل | کاکتوس | بنسای | درختچه | شمع | عود | آینه | قاب عکس | تابلو فرش | ساعت دیواری | ماگ | تخته نرد | شطرنج | پازل | لگو | فکری | سه چرخه | صندلی کودک | روروک | پوشک | شیرخشک
      | lamp* | lights | chandelier* | mirror* | cushion* | table | chair* | chairs | bed | beds | bedding | cookware | kettle | blender | vacuum cleaner | air conditioner | heater | fan heater | plants
      | candle* | puzzle | lego | stroller | diapers | loster | sandali | miz | ghali | gelim | kamod | ab sard kon
    `),
  },
  {
    id: 'devices',
    of: 'goods',
    because: 'phones, computers or software are named',
    terms: terms(`
      گوشی* | موبایل* | لپ تاپ* | تبلت* | آیفون* | سامسونگ | شیائومی | هندزفری | ایرپاد* | ساعت هوشمند | پاوربانک | شارژر | قاب | گلس | کنسول* | پلی استیشن | دیسک بازی | مانیتور | پرینتر | کارتخوان* | دوربین*
      | دوربین مداربسته | دزدگیر* | نرم افزار* | هاست* | دامنه | سرور مجازی | طراحی سایت | سئو | پنل پیامک* | اپلیکیشن | اپ | سیم کارت* | مودم | اینترنت پرسرعت | فیبر نوری | بسته ویژه | پلن | gooshi* | mobile
      | laptop* | tablet | iphone* | samsung | xiaomi | airpods | headphone* | smartphone* | console* | gaming | monitor* | printer* | software | hosting | vps | website | seo | cctv | camera* | modem | app
      | plan | شارژر فندکی | کابل | فلش مموری | هارد | اس اس دی | رم | کیبورد | موس | هدفون | ساندبار | پروژکتور | ویدیو پروژکتور | تلویزیون هوشمند | گیمینگ | دسته بازی | ایکس باکس | واقعیت مجازی | ربات* | پهپاد
      | هلی شات | ردیاب | جی پی اس | دستگاه حضور و غیاب | صندوق فروشگاهی | فیش پرینتر | بارکدخوان | تلفن سانتال | ویپ | سرور | کولوکیشن | فضای ابری | آی پی ثابت | آنتی ویروس | ویندوز | لایسنس | حسابداری آنلاین
      | سی آر ام | فروشگاه ساز | قالب وردپرس | پرینت سه بعدی | دستگاه لیزر | سی ان سی | اینورتر | یو پی اس | باتری لیتیومی | headset | keyboard | mouse | hard drive | projector | drone* | robot* | router
      | firewall | crm | erp | saas | license | antivirus | cloud | servers | 3d printing | printer | grow lights | inverter | ups | charger* | power bank | cable
    `),
  },
  {
    id: 'vehicles',
    of: 'goods',
    because: 'cars, parts or rides are named',
    terms: terms(`
      خودرو* | ماشین | سمند | پژو | پراید | دنا | تارا | شاهین | کوییک | ال ۹۰ | لاستیک* | باتری* | روغن موتور | تعویض روغن | کارواش* | واکس | پولیش | سرامیک بدنه | روکش صندلی | کفپوش | موتورسیکلت | موتور برقی
      | اسکوتر* | دوچرخه* | تاکسی اینترنتی | پیک موتوری | اجاره خودرو | نمایشگاه اتومبیل | اتو | mashin | lastik | karvash | tire* | tyre* | bike | scooter* | rent a car | test drive | suv | سورن | رانا | تیبا
      | ساینا | هایما | چانگان | جک | لیفان | ام وی ام | چری | کیا | هیوندای | تویوتا | بنز | بی ام و | پیکاپ | وانت | نیسان | کامیون | تریلی | اتوبوس | مینی بوس | تراکتور | بیل مکانیکی | لیفتراک | لودر | موتور
      | روغن ترمز | فیلتر | لنت | دیسک | جلوبندی | میزان فرمان | بالانس | صافکاری* | نقاشی خودرو | دودی شیشه | پخش خودرو | دزدگیر خودرو | سوئیچ | بیمه ثالث | کارشناسی خودرو | لیزینگ خودرو | صفر کیلومتر | صفر خشک
      | تحویل فوری | پیش فروش خودرو | cars | car | truck* | forklift | motorcycle | motorbike | tyres | tires | brake | oil change | detailing | car wash | lease | leasing | saipa | peugeot | samand
    `),
  },
  {
    id: 'property',
    of: 'goods',
    because: 'land or buildings are named',
    terms: terms(`
      آپارتمان* | ویلا* | زمین | مغازه | ملک* | املاک | متری | نوساز* | سنددار | تک برگ | سند تک برگ | پیش فروش | رهن | اجاره داده | خوابه | برج | پروژه مسکونی | سوله | باغ | واحد اداری | پارکینگ سندی | معاوضه
      | apartman* | melk* | zamin | vila* | metri | noosaz | apartment* | flat | flats | land | penthouse | realty | real estate | sqm | خونه | سوئیت | پنت هاوس | دوبلکس | تریبلکس | مجتمع مسکونی | شهرک | اداری
      | تجاری | انباری | پارکینگ | آسانسور | بالکن | نورگیر | کلنگی | دو نبش | بر خیابان | طبقه اول | کلید نخورده | سند مالکیت | مشارکت در ساخت | اجاره | رهن کامل | اجاره ای | مبله | باغ ویلا | زمین کشاورزی
      | مسکونی | متراژ | مالک فروشنده | فروشی | فروش فوری | bedroom* | one bed | two bed | studio flat | office space | warehouse | plot | rent | for rent | for sale | mortgage | down payment | down | handover
      | towers | sea view | furnished
    `),
  },
  {
    id: 'travel',
    of: 'goods',
    because: 'travel or lodging is named',
    terms: terms(`
      تور | تورهای | چارتر* | بلیت* | بلیط* | هتل* | هتل آپارتمان | اقامتگاه* | بوم گردی | سوییت | ساحل* | کیش | استانبول | آنتالیا | دبی | ارمنستان | گرجستان | مالزی | کربلا | نجف | عمره | ترانسفر | گشت
      | ویزا* | مهاجرت* | اقامت | پذیرش تحصیلی | tour | tours | belit* | hotel* | visa | mohajerat | antalya | istanbul | dubai | kish | resort | villa | getaway | cruise | flights | trip to | گردشگری
      | طبیعت گردی | کمپ | مسافرخانه | هاستل | مهمانسرا | ویلای | سوئیس | ایتالیا | تایلند | بالی | مسکو | باکو | ایروان | تفلیس | عمان | مسقط | قطر | کنیا | هند | چین | ژاپن | قشم | هرمز | چابهار | رامسر
      | ماسوله | یزد | شیراز گردی | کلبه | سوئیت ساحلی | کشتی | قایق | جت اسکی | غواصی | پاراگلایدر | آفرود | رصد ستاره | اردو | زیارتی | عتبات | حج | سوریه | پاسپورت | وقت سفارت | شینگن | گرین کارت | لاتاری
      | سرمایه گذاری خارجی | flights to | fly to | weekend | beach | island | desert | stargazing | camel | hostel | rooms from | airport lounge | lounge | cabin | rafting | diving | safar | parvaz be | zirati
      | karbala
    `),
  },
  {
    id: 'learning',
    of: 'goods',
    because: 'courses or lessons are named',
    terms: terms(`
      دوره | دوره های | کلاس* | آموزش* | آموزشگاه* | تدریس* | استاد | مدرس | بوتکمپ | آکادمی* | زبان انگلیسی | آیلتس | آلمانی | کنکور* | تیزهوشان | مدرسه غیرانتفاعی | مهدکودک* | پیش دبستانی | برنامه نویسی
      | رباتیک | طراحی داخلی | مشاوره تحصیلی | جلسه معارفه | کارگاه | مدرک | ترم | dore | doreye | kelas* | amoozesh* | amuzesh* | ostad | academy | ielts | toefl | course* | bootcamp | tutor* | lessons
      | classes | learn | training | coaching | جلسه رایگان | تدریس خصوصی | معلم خصوصی | کلاس خصوصی | رفع اشکال | جمع بندی | نکته و تست | آزمون آزمایشی | آزمون جامع | زیست | فیزیک | شیمی | ریاضی | حسابداری
      | فتوشاپ | اتوکد | پایتون | جاوا | اکسل | طراحی وب | گرافیک | عکاسی | خیاطی | آشپزی | شیرینی پزی | آرایشگری | نقاشی | خوشنویسی | سفال* | موسیقی | سه تار | تار | دف | ویولن | پیانو | آواز | تئاتر | بازیگری
      | شنا | ژیمناستیک | کاراته | تکواندو | فوتبال | والیبال | بسکتبال | اسکیت | شطرنج | خلاقیت | کره ای | ترکی استانبولی | فرانسه | اسپانیایی | عربی | چینی | تعیین سطح | پیش ثبت نام | کارنامه | بورسیه
      | تحصیل در | ارشد | دکتری | پایان نامه | مقاله isi | evening classes | summer club | robotics | chess | swimming | pottery | painting class | english class | beginner* | certificate | degree | scholarship
      | study in | masters | kelase | zaban | shena | shatranj | khayati | ashpazi | naghashi | gitar | piano | riazi
    `),
  },
  {
    id: 'health',
    of: 'goods',
    because: 'medical, dental or fitness services are named',
    terms: terms(`
      کلینیک* | دندانپزشک* | دندان پزشک* | ایمپلنت* | ارتودنسی* | کامپوزیت | لمینت | بلیچینگ | جرم گیری | کاشت مو | لیزیک | لاغری* | رژیم* | چکاپ* | ماساژ* | فیزیوتراپی | روانشناس* | مشاوره روان* | مکمل*
      | کلاژن | پروتئین | ویتامین* | بدنسازی | باشگاه* | فیتنس | یوگا | پیلاتس | زومبا | تی آر ایکس | استخر* | سونا | جکوزی | سمعک | سالمند | پرستار* | kelinik* | dandan* | implant* | botaks | laghari | regim
      | masazh | bashgah | badansazi | clinic | dental | dentist | teeth | whitening | implants | checkup | slimming | diet | massage | spa | gym | fitness | yoga | pilates | crossfit | supplements | skin | hair
      | دندان* | روکش | عصب کشی | دست دندان | پروتز* | فیلر | لیفت | هایفوتراپی | اسکراب | لاغری موضعی | اندام | چربی | تناسب اندام | متخصص | فوق تخصص | جراح | جراحی | زیبایی | بینی | گوش و حلق | زنان | زایمان
      | سونوگرافی | ام آر آی | رادیولوژی | نمونه گیری | طب سنتی | طب سوزنی | حجامت | ماساژ درمانی | شنوایی | بینایی سنجی | گفتاردرمانی | کاردرمانی | مشاوره خانواده | زوج درمانی | ترک اعتیاد | ترک سیگار | مراقبت*
      | اکسیژن | ویلچر | تخت بیمار | فشارسنج | قندسنج | بوکس | کراس فیت | اسپینینگ | مربی خصوصی | مکمل ورزشی | پروتئین وی | کراتین | بی سی ای ای | surgery | cosmetic surgery | botox* | filler* | hearing aid*
      | eye test | vitamins | protein | whey | personal trainer | trainer | zumba | boxing | therapy | counselling | psychologist | nursing | caregiver* | health plans | cleaning for | teeth cleaning
    `),
  },
  {
    id: 'trades',
    of: 'goods',
    because: 'a trade or home service is named',
    terms: terms(`
      تعمیر* | سرویس کار | نصاب | نصب و | لوله بازکنی | تخلیه چاه | سمپاشی | سم پاشی | قالیشویی* | قالی شویی* | مبل شویی | خشکشویی | نظافت* | خدمات نظافتی | باربری* | اتوبار* | اسباب کشی | حمل اثاثیه
      | نقاشی ساختمان | بازسازی | دکوراسیون | کناف | ایزوگام | درب ضدسرقت | آسانسور | پنجره دوجداره | میلگرد | تیرآهن | سیمان | آجر | سنگ | گچ | لوله | پمپ | ژنراتور | نهال* | کود* | سم | بذر | خوراک دام
      | جوجه یک روزه | ضایعات | چاپ* | بنر | کارت ویزیت | تراکت | تابلو | کارتن | پخش عمده | عمده فروشی | واردات | ترجمه | دارالترجمه | ثبت شرکت | ثبت برند | وکیل* | حسابداری | اظهارنامه مالیاتی از | بیمه بدنه
      | بیمه عمر | عکاسی | آتلیه* | فیلمبرداری | دی جی | تشریفات | تالار* | کرایه | اجاره | tamirat | tamir | nezafat | ghalishooyi | barbari | sampashi | chap | vakil | hesabdari | atelye | talar | plumbing
      | cleaning | repair* | moving | renovation | printing | logistics | lawyer | accounting | photography | translation | catering services | insurance plan | تیزر | موشن گرافیک | طراحی لوگو | بیلبورد
      | تبلیغات | آگهی | حسابرسی | مالیاتی | ترخیص کالا | حمل | شیشه | نجاری | پارتیشن | جوش | بلبرینگ | دیگ بخار | ژل | سولفات | کارگزاری گمرک | رفوگری | خیاطی | کلیدسازی | تاسیسات | استخر | فضای سبز
      | روف گاردن | پنل خورشیدی | برق صنعتی | تابلو برق | کنتور هوشمند | گلخانه* | غرفه | cargo | containers | dealers | tailor | painting | حفاری | چاه | فاضلاب | لوله کشی | برقکار* | برق کشی | گچبری
      | کابینت سازی | آهنگری | جوشکاری | نرده | سایبان | چادر برزنتی | سوله سازی | داربست | میکسر | بتن | قالب بندی | عایق | رنگ | رنگ آمیزی | پیچ | ابزار | دریل | فرز | کمپرسور | جک پالت | بسته بندی | لفاف
      | ساک پارچه ای | لیبل | برچسب | ست اداری | لوازم تحریر | نوشت افزار | هدایای تبلیغاتی | سررسید | تقویم | مهرسازی | تبلیغ | پخش تراکت | بازاریابی | مشاوره حقوقی | کارت بازرگانی | ثبت اختراع | گمرکی | لجستیک
      | کانتینر | پیک | اسنپ باکس | انبارداری | حفاظت | شرکت خدماتی | نیروی خدماتی | آشپز | راننده | منشی | کشاورزی | آبیاری | سمپاش | گلخانه | دامداری | مرغداری | طیور | قارچ | زنبور* | شیر خشک دام | کنسانتره
      | یونجه | ذرت | نایلون | ورق | لوله پلی | ورق کامپوزیت | پروفیل | نبشی | فولاد | مس | آلومینیوم | سنگ آنتیک | گرانیت | اپوکسی | نما | contractor | roofing | flooring | electrician | plumber | steel
      | cement | tiles | packaging | labels | stationery | uniforms | security guards | warehouse space | irrigation | seeds | fertilizer | greenhouse* | poultry | livestock | welding | haffari | barghkar
      | loole | kashi | ahan | miligerd
    `),
  },
  {
    id: 'money',
    of: 'goods',
    because: 'a financial product is named',
    terms: terms(`
      وام* | تسهیلات | سپرده* | سود روزشمار | کارت اعتباری | اعتبار خرید | صندوق درآمد ثابت | صندوق طلا | صندوق سرمایه گذاری | سرمایه گذاری* | بورس* | کارگزاری* | کد بورسی | ارز دیجیتال | رمزارز* | بیت کوین
      | تتر | طلای آب شده | کیف پول | بازدهی | کارمزد* | طرح پس انداز | vam* | sood | sarmaye* | bours* | sekke | loan* | credit card | savings account | deposit account | investment* | invest | crypto*
      | trading | broker* | crowdfunding | returns | zero fee
    `),
  },
  {
    id: 'fun',
    of: 'goods',
    because: 'entertainment is named',
    terms: terms(`
      کنسرت* | تئاتر* | نمایش | سینما* | فیلم و سریال | فیلم* | سریال* | بازی* | گیم* | شهربازی | اتاق فرار | مافیا | کافه بازی | پارک آبی | کتاب* | اشتراک* | پادکست | موسیقی | گیتار | پیانو | سنتور | تولد
      | جشن تولد | کمپ | کویر* | طبیعت گردی | آهنگ پیشواز | فال | پت شاپ | غذای خشک | دامپزشک* | konsert | film* | serial | ketab* | bazi | concert* | theatre | cinema | movie* | series | match | games | books
      | subscription | music | camp | escape room | pet | party | سگ | گربه | پرنده* | آکواریوم | حیوان خانگی | پانسیون | نشر | ناشر | رمان* | مجله | روزنامه | نمایشگاه کتاب | موزه* | جشنواره | تماشاخانه
      | تالار حافظ | شعبده | خانه بازی | ترامپولین | بیلیارد | کوهنوردی | کمپینگ | play | coins | riddles | dog | cat | museum | calligraphy | gallery | بازی فکری | بردگیم | بولینگ | پینت بال | کارتینگ
      | اسب سواری | سوارکاری | سالن بازی | گیم نت | شهر بازی | دلقک | عموپورنگ | کنسرت | استندآپ | کمدی | نمایشنامه | اکران | جشنواره فیلم | عکس آتلیه | شب شعر | نقالی | موسیقی زنده | کافه گالری | نگارخانه
      | بوک لند | کتابفروشی* | کتاب صوتی | مجموعه داستان | شعر | bowling | karting | paintball | horse riding | comedy | stand up | board game* | arcade | screening | audiobook* | novel* | bookshop | magazine
      | live music | storytelling | asbsavari | aspsavari
    `),
  },
  {
    id: 'place',
    of: 'place',
    because: 'a place of business is given',
    terms: terms(`
      فروشگاه* | بوتیک* | گالری* | پاساژ* | مجتمع تجاری | مرکز خرید | بازار | بازارچه | غرفه | شوروم | شعبه* | نمایندگی* | نمایشگاه* | خیابان | بلوار | چهارراه | فلکه | روبروی | نبش | آدرس | شهرک | مال
      | هایپر* | سوپرمارکت* | کافه* | رستوران* | قنادی* | نانوایی | فست فود | سالن زیبایی | آرایشگاه* | مزون* | سرای | سرا | موسسه* | شرکت | foroshgah* | foroushgah* | forooshgah* | butik* | boutique | pasazh*
      | gallery | bazar | kafe | cafe | restoran* | restaurant | salone* | store | shop | mall | showroom | branch* | market | studio | st | street | square | sq
    `),
  },
];
