import test from 'ava';
import { checkPostalCode, isLegalNationalId, isNationalId, luhn, parseNationalId } from '#src/text/index.ts';

test('a person’s national id is known by its check digit', (t) => {
  const right =
    '0076229645 1583250689 0013542419 0499370899 0790419904 0010000003 1000000001 4000000004 0102030405 5550001111';
  for (const id of right.split(' ')) t.true(isNationalId(id), id);
  for (const id of '0076229646 1270000003 1111111111 0010000007 123 00762296451 007622964a'.split(' ')) {
    t.false(isNationalId(id), id);
  }
  t.true(isNationalId('۰۰۷۶۲۲۹۶۴۵'));
  t.true(isNationalId('007-622964-5'));
  t.false(isNationalId(''));
});

test('zeros that a spreadsheet lost are put back', (t) => {
  t.is(parseNationalId('76229645'), '0076229645');
  t.is(parseNationalId('499370899'), '0499370899');
});

test('a legal person’s national id is known by its check digit', (t) => {
  const right = '10380284790 10861677542 14007650912 10320894878 10100001007 10999999990 14001234562 12345678906';
  for (const id of right.split(' ')) t.true(isLegalNationalId(id), id);
  const wrong = '10380284792 10100285726 10530338579 12345678901 14000000003 00000000000 1038028479 103802847900';
  for (const id of wrong.split(' ')) t.false(isLegalNationalId(id), id);
  t.true(isLegalNationalId('۱۰۳۸۰۲۸۴۷۹۰'));
});

test('nearly every single wrong digit of an id is noticed', (t) => {
  let caught = 0;
  let tried = 0;
  for (let i = 0; i < 10; i += 1) {
    for (let digit = 0; digit < 10; digit += 1) {
      const wrong = `${'0076229645'.slice(0, i)}${digit}${'0076229645'.slice(i + 1)}`;
      if (wrong === '0076229645') continue;
      tried += 1;
      if (!isNationalId(wrong)) caught += 1;
    }
  }
  t.true(caught / tried > 0.95);
});

test('an odd postal code is only a warning', (t) => {
  t.is(checkPostalCode('1619735744'), 'ok');
  t.is(checkPostalCode('۷۱۹۳۶-۴۵۶۷۸'), 'ok');
  for (const code of ['1111111111', '1234567890', '1991513411']) t.is(checkPostalCode(code), 'unusual', code);
  for (const code of ['', '123456789', '16197357444', '16197a5744']) t.is(checkPostalCode(code), 'invalid', code);
});

test('Luhn accepts card numbers and refuses a wrong digit', (t) => {
  for (const number of ['6037997512345670', '4111111111111111', '79927398713']) t.true(luhn(number), number);
  for (const number of ['6037997512345671', '4111111111111112', '', '۱۲', '12a']) t.false(luhn(number), number);
});
