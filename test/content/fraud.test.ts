import test from 'ava';
import { judge } from '#src/content/index.ts';

for (const text of [
  'ابلاغیه قضایی به شماره پرونده شما صادر شد. جهت مشاهده شکایت: http://adliran-sana.xyz/eblagh',
  'یارانه شما قطع شد، برای وصل ۱۰۰۰ تومان پرداخت کنید: yarane-vasl.top',
  'بسته پستی شما به علت نقص آدرس برگشت خورد، هزینه ارسال مجدد: irpost-pay.click',
  'حساب شما مسدود شد. شماره کارت و رمز دوم را در mellat-rafe.site وارد کنید',
  'تبریک! شما برنده ۵۰ میلیون تومان شدید، پای عابربانک با ۰۹۳۰۰۰۰۱۱۲۲ تماس بگیرید',
  'جریمه خودروی شما با ۵۰٪ تخفیف فقط تا امشب: rahvar-jarime.top',
  'سیم‌کارت شما به علت عدم ثبت تا فردا قطع می‌شود: sim-sabt.xyz',
  'Your bank card was suspended. Verify card number, CVV2 and PIN at mehr-verify.top',
]) {
  test(`a lure is fraud: ${text}`, (t) => {
    const judged = judge(text);
    t.true(judged.fraud);
    t.true(judged.evidence.length > 0);
    for (const span of judged.evidence) t.is(text.slice(span.start, span.end), span.text);
  });
}

for (const text of [
  'هشدار پلیس فتا: روی لینک پیامک‌های ابلاغیه کلیک نکنید و برنامه‌ای نصب نکنید. کلاهبرداران در کمین‌اند',
  'بانک مهر هرگز رمز دوم و cvv2 شما را نمی‌پرسد. فریب پیام «برنده شدید» را نخورید',
  'یارانه آبان ماه به حساب سرپرست خانوار واریز شد',
  'مرسوله 40012938471 تحویل پست شد. رهگیری: trace.post.ir',
  'خودروی شما به علت پارک دوبل جریمه شد. مبلغ ۱,۶۰۰,۰۰۰ ریال. راهور',
  'کد احراز هویت سامانه ثنا: 778152. این کد را به کسی نگویید',
]) {
  test(`an honest message about the same things is not: ${text}`, (t) => {
    const judged = judge(text);
    t.false(judged.fraud);
    t.false(judged.fraudUncertain);
  });
}

test('a host that the organization registered is not suspicious to it', (t) => {
  const text = 'برای مشاهده فاکتور وارد شوید: pardakht.online';
  t.true(judge(text).scores.fraud > judge(text, { organizationHosts: ['pardakht.online'] }).scores.fraud);
});
