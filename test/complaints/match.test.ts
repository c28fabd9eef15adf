import test from 'ava';
import fc from 'fast-check';
import { type Candidate, findMessage } from '#src/complaints/index.ts';

const receivedAt = new Date('2026-11-22T10:00:00Z');
const hour = 3_600_000;

function sent(messageId: string, text: string | null, hoursBefore: number): Candidate {
  return { messageId, decisionId: `d-${messageId}`, text, times: [receivedAt.getTime() - hoursBefore * hour] };
}

const sale = sent('sale', 'حراج بزرگ پاییزه ۵۰٪ تخفیف همه‌ی کفش‌ها\nلغو۱۱', 30);
const order = sent('order', 'سفارش شما با کد ۱۲۳۴ ثبت شد', 1);

test('a complaint that quotes a message is about that message, however long ago it was', (t) => {
  const text = 'این پیام را نخواسته‌ام: حراج بزرگ پاييزه 50% تخفیف';
  t.deepEqual(findMessage({ text, receivedAt }, [order, sale]), {
    messageId: 'sale',
    decisionId: 'd-sale',
    matchedBy: 'text',
  });
});

test('a complaint in other words is about what came nearest to its time', (t) => {
  const found = findMessage({ text: 'مزاحمت', receivedAt }, [sale, order]);
  t.deepEqual([found?.messageId, found?.matchedBy], ['order', 'time']);
  t.is(findMessage({ text: 'مزاحمت', receivedAt }, []), null);
});

test('of two messages with the same words the nearer one is meant', (t) => {
  const again = { ...sale, messageId: 'again', times: [receivedAt.getTime() - hour] };
  t.is(findMessage({ text: sale.text as string, receivedAt }, [sale, again, order])?.messageId, 'again');
});

test('the order of what is looked at does not matter', (t) => {
  const three = [sale, order, sent('third', 'یادآوری نوبت فردا ساعت ده صبح', 5)];
  fc.assert(
    fc.property(
      fc.shuffledSubarray(three, { minLength: 3 }),
      fc.constantFrom('مزاحم', 'نوبت فردا ساعت ده', 'حراج بزرگ پاییزه'),
      (shuffled, text) => {
        t.deepEqual(findMessage({ text, receivedAt }, shuffled), findMessage({ text, receivedAt }, three));
      },
    ),
  );
});
