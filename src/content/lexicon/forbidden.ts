import { type LexiconEntry, terms } from './entry.ts';

/**
 * What may not be offered by SMS, by topic. An entry named `…-offer` is an offer in itself; the others only name the
 * topic, as a warning, a court or a hospital may. After the lists of Iranian providers (immoral, gambling, medicines and
 * agencies without a licence), Twilio's guideline for Iran and the SHAFT rules of American carriers.
 */
export const forbidden: readonly LexiconEntry[] = [
  {
    id: 'gambling',
    of: 'forbidden',
    because: 'betting or gambling is named',
    terms: terms(`
      شرط بندی* | قمار* | کازینو* | پوکر | بلک جک | رولت روسی | بازی انفجار | بت فوروارد | shart bandi* | ghomar* | casino* | kazino* | poker | betting | gambling | sportsbook | roulette | bookmaker*
    `),
  },
  {
    id: 'gambling-offer',
    of: 'forbidden',
    because: 'betting or gambling is offered',
    terms: terms(`
      سایت بت | ضریب بالا | بالاترین ضرایب | ضرایب بالا | پیش بینی پولی | تخته نرد پولی | پاسور پولی | شارژ حساب شرط بندی | بونوس اولین واریز | پیش بینی با ضریب
      | zarib bala | bazi enfejar | place your bet* | first bet | free bet* | bet now | free spins | best odds | highest odds | online casino
    `),
  },
  {
    id: 'circumvention',
    of: 'forbidden',
    because: 'a way around filtering is named',
    terms: terms(`
      فیلترشکن* | فیلتر شکن* | v2ray | filter shekan* | filtershekan* | پروکسی تلگرام
    `),
  },
  {
    id: 'circumvention-offer',
    of: 'forbidden',
    because: 'a way around filtering is sold',
    terms: terms(`
      خرید فیلترشکن | فروش فیلترشکن | فیلترشکن پرسرعت | فیلترشکن نامحدود | خرید وی پی ان | فروش وی پی ان | اکانت وی پی ان | وی پی ان پرسرعت | وی پی ان نامحدود | خرید vpn | فروش vpn | اکانت vpn | vpn پرسرعت | vpn نامحدود | vpn ماهانه | vpn بدون قطعی
      | کانفیگ v2ray | سرور v2ray | buy vpn | vpn account* | vpn subscription* | kharid vpn | foroosh vpn | account vpn | akant vpn | vpn porsorat | openvpn premium
    `),
  },
  {
    id: 'adult',
    of: 'forbidden',
    because: 'sexual content is named',
    terms: terms(`
      پورن* | سکسی* | سکس | صیغه یابی | porn* | sexy | escort* | onlyfans | hookup*
    `),
  },
  {
    id: 'adult-offer',
    of: 'forbidden',
    because: 'sexual content or services are offered',
    terms: terms(`
      فیلم سوپر | فیلم بزرگسال* | خاله تهران | شماره خاله | صیغه ساعتی | خانم صیغه ای | چت تصویری با دختر* | ماساژور خانم برای آقایان | film super | sighe saati | adult video* | escort service* | hot girls | nude*
    `),
  },
  {
    id: 'alcohol',
    of: 'forbidden',
    because: 'an alcoholic drink is named',
    terms: terms(`
      مشروب* | ودکا | ویسکی | شراب | عرق سگی | عرق کشمش | آبجو الکلی | تکیلا | mashroob* | mashrub* | vodka | vodca | whisky | whiskey | sharab | tequila
    `),
  },
  {
    id: 'drugs',
    of: 'forbidden',
    because: 'a narcotic is named',
    terms: terms(`
      تریاک | هروئین | کوکائین | ماریجوانا | حشیش | متامفتامین | ماده گل | گل چت | قارچ سایکدلیک | ترامادول | متادون | دیازپام بدون نسخه | teryak | shishe va gol | hashish | marijuana | cannabis | cocaine | heroin | weed | lsd | tramadol
    `),
  },
  {
    id: 'weapons',
    of: 'forbidden',
    because: 'a weapon is named',
    terms: terms(`
      اسلحه* | کلت کمری | سلاح گرم | فشنگ* | شوکر | اسپری فلفل | افشانه | aslahe | kolt | handgun* | pistol* | ammunition | firearm* | taser*
    `),
  },
  {
    id: 'pyramid-offer',
    of: 'forbidden',
    because: 'a pyramid scheme recruits',
    terms: terms(`
      زیرمجموعه بگیر* | زیر مجموعه بگیر* | زیرمجموعه جذب | با جذب زیرمجموعه | با آوردن زیرمجموعه | پلن درآمدی باینری | پورسانت زیرمجموعه* | درآمد از زیرمجموعه | zirmajmooe begir* | recruit members and earn | binary plan | downline*
    `),
  },
  {
    id: 'forged-documents-offer',
    of: 'forbidden',
    because: 'false papers are sold',
    terms: terms(`
      مدرک فوری | مدرک قابل استعلام | مدرک بدون حضور | دیپلم بدون امتحان | خرید مدرک | فروش مدرک | گواهینامه بدون آزمون | گواهی پزشکی بدون مراجعه | استعلاجی بدون مراجعه | پایان خدمت بدون | کارت معافیت فوری | madrak fori | kharid madrak | fake diploma* | fake passport* | degree without exam*
    `),
  },
  {
    id: 'block-list-bypass-offer',
    of: 'forbidden',
    because: 'sending to numbers on the national block list is sold',
    terms: terms(`
      ارسال به لیست سیاه | ارسال پیامک به لیست سیاه | ارسال به بلک لیست | ارسال به شماره های بلک لیست | دور زدن بلک لیست | ارسال به مسدودی ها | ersal be black list | send to blacklisted numbers
    `),
  },
];
