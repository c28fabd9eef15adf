import type { Reader } from '#src/db/index.ts';
import type { Bilingual } from '#src/kernel/index.ts';
import type { Price } from './request-confirmation.ts';

/** What the message with a code must say, and to whom; null once it is too late to send it. */
export interface CodeMessage {
  id: string;
  msisdn: string;
  senderId: string;
  expiresAt: Date;
  text: Bilingual;
}

interface Row {
  id: string;
  kind: 'opt_in' | 'vas' | 'window';
  msisdn: string;
  sender_id: string | null;
  legal_name: string | null;
  price: Price | null;
  status: string;
  expires_at: string;
}

/** Finds what an outbox row `consent.confirmation` is to send; `code` gives the code of a confirmation. */
export async function codeMessage(
  em: Reader,
  id: string,
  code: (id: string) => string,
  at: Date,
): Promise<CodeMessage | null> {
  const [row] = await em.execute<Row[]>(
    `select c.id, c.kind, c.msisdn, c.sender_id, o.legal_name, c.price, c.status, c.expires_at
     from consent_confirmation c left join organization o on o.id = c.organization_id where c.id = ?`,
    [id],
  );
  if (!row?.sender_id || row.status !== 'open') return null;
  const expiresAt = new Date(row.expires_at);
  if (expiresAt <= at) return null;
  return { id: row.id, msisdn: row.msisdn, senderId: row.sender_id, expiresAt, text: wording(row, code(row.id)) };
}

/** The words around the code. The price comes before the code: who reads the code has read it. */
function wording({ kind, legal_name: name, price }: Row, code: string): Bilingual {
  if (kind === 'window')
    return {
      fa: `کد دیدن و لغو رضایت‌های پیامکی شما: ${code}\nاگر شما نخواسته‌اید، نادیده بگیرید.`,
      en: `Your code to see and withdraw your SMS consents: ${code}\nIf you did not ask for it, ignore this.`,
    };
  if (kind === 'vas' && price)
    return {
      fa: `عضویت در سرویس ${name}\nهزینه: ${price.amount.toLocaleString('fa-IR')} ${unit(price.currency).fa} ${per[price.per].fa}\nبرای تأیید کد ${code} را وارد کنید. اگر شما نخواسته‌اید، نادیده بگیرید.`,
      en: `Subscription to ${name}\nPrice: ${price.amount.toLocaleString('en')} ${unit(price.currency).en} ${per[price.per].en}\nTo confirm, enter ${code}. If you did not ask for it, ignore this.`,
    };
  return {
    fa: `کد تأیید دریافت پیامک از ${name}: ${code}\nاگر شما نخواسته‌اید، نادیده بگیرید.`,
    en: `Code to confirm messages from ${name}: ${code}\nIf you did not ask for it, ignore this.`,
  };
}

const per: Record<Price['per'], Bilingual> = {
  once: { fa: 'یک بار', en: 'once' },
  message: { fa: 'برای هر پیام', en: 'per message' },
  day: { fa: 'در روز', en: 'per day' },
  week: { fa: 'در هفته', en: 'per week' },
  month: { fa: 'در ماه', en: 'per month' },
};

const units: Record<string, Bilingual> = { IRR: { fa: 'ریال', en: 'IRR' }, IRT: { fa: 'تومان', en: 'toman' } };
const unit = (currency: string): Bilingual => units[currency] ?? { fa: currency, en: currency };
