import test from 'ava';
import { type ForbiddenTopic, judge } from '#src/content/index.ts';

const topicsOf = (text: string): ForbiddenTopic[] => [...new Set(judge(text).forbidden.map(({ topic }) => topic))];

const offers: ReadonlyArray<readonly [ForbiddenTopic, string]> = [
  ['gambling', 'سایت شرط بندی معتبر با ضریب بالا، ثبت نام کنید: betplay90.bet'],
  ['gambling', 'ش.ر.ط ب.ن.د.ی فوتبال، ۵۰ درصد هدیه روی اولین واریز، همین حالا وارد شوید'],
  ['gambling', 'Online casino, 100 free spins on your first deposit!'],
  ['gambling', 'site shart bandi, zarib bala, bedoone ehraz, ozv beshid'],
  ['circumvention', 'فیلترشکن پرسرعت سه کاربره ماهی ۹۰ هزار تومان، خرید: @speednet'],
  ['circumvention', 'فیـلـتـر شـکن بدون قطعی، تست رایگان بگیرید'],
  ['circumvention', 'Buy VPN accounts, 3 devices, 2 dollars a month'],
  ['adult', 'فیلم سوپر جدید هر شب در کانال ما، عضو شوید'],
  ['alcohol', 'ودکا و ویسکی اصل با ارسال فوری، سفارش در تلگرام @drinkbaz، قیمت از ۹۰۰ هزار تومان'],
  ['drugs', 'ماریجوانا و حشیش درجه یک، تحویل درب منزل، سفارش دهید، قیمت ویژه'],
  ['weapons', 'فروش ویژه شوکر و اسپری فلفل، ارسال به سراسر کشور، همین حالا بخرید'],
  ['pyramid', 'با آوردن زیرمجموعه ماهی ۵۰ میلیون درآمد داشته باشید، عضو شوید'],
  ['forged-documents', 'خرید مدرک لیسانس با استعلام، تحویل یک هفته، تماس بگیرید'],
  ['block-list-bypass', 'پنل پیامک با ارسال به لیست سیاه مخابرات، همین امروز فعال کنید'],
];
for (const [topic, text] of offers) {
  test(`an offer that may not be sent is found (${topic}): ${text}`, (t) => {
    t.deepEqual(topicsOf(text), [topic]);
    for (const { start, end, text: words } of judge(text).forbidden) t.is(text.slice(start, end), words);
  });
}

for (const text of [
  'هشدار پلیس فتا: شرکت در سایت شرط بندی جرم است و حساب‌ها مسدود می‌شود',
  'دادنامه پرونده شما با موضوع دایر کردن سایت شرط‌بندی صادر شد، از سامانه ثنا ببینید',
  'دسترسی VPN شرکت برای دورکاری شما فعال شد. نام کاربری در ایمیل',
  'استفاده از فیلترشکن سرعت بسته شما را کم می‌کند و حجم آن نیم‌بها حساب نمی‌شود',
  'Corporate VPN will be down tonight from 1 to 3.',
  'فیلتر روغن و فیلتر هوا با ۲۰٪ تخفیف، تعویض در محل، تماس بگیرید',
  'الکل ۷۰ درجه و ژل ضدعفونی در داروخانه موجود شد، خرید کنید',
  'ماءالشعیر بدون الکل، جعبه ۲۴ تایی ۴۸۰ هزار تومان، سفارش دهید',
  'کلینیک ترک اعتیاد آرامش: درمان با متادون زیر نظر پزشک، تماس بگیرید',
  'نسخه شما (ترامادول ۵۰) آماده تحویل از داروخانه است',
  'کلاس پیشگیری از مواد مخدر و الکل برای والدین، سه‌شنبه در مدرسه',
  'نتیجه آزمایش الکل و مواد مخدر شما برای استخدام: منفی',
  'گلاب قمصر و گل محمدی تازه، سفارش از باغ، کیلویی ۹۰ هزار تومان',
  'مشروبیت حق بازگشت: طبق قرارداد شما',
  'مدرک شما آماده است، فوری برای دریافت مراجعه کنید',
  'اسلحه‌خانه یگان: پست نگهبانی شما ساعت ۲ تا ۴',
  'ضریب هوشی فرزندتان را در کارگاه ما بسنجید، ثبت نام کنید',
  'The police warn: online casino ads by SMS are fraud.',
]) {
  test(`a text that only names such a thing, or sounds like it, is let alone: ${text}`, (t) => {
    t.deepEqual(topicsOf(text), []);
  });
}
