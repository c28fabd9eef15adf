/** Text in the two languages of the service. */
export interface Bilingual {
  fa: string;
  en: string;
}

interface ErrorKind {
  status: number;
  title: Bilingual;
}

const kind = (status: number, en: string, fa: string): ErrorKind => ({ status, title: { en, fa } });

/**
 * Every expected failure: its code (stable, part of the contract), HTTP status and text.
 * Rooms throw `new AppError(code)`; anything else that is thrown is a bug and is answered as 500.
 */
export const errorKinds = {
  MALFORMED_JSON: kind(400, 'The body is not valid JSON', 'بدنهٔ درخواست JSON درست نیست'),
  MALFORMED_REQUEST: kind(400, 'The request is malformed', 'درخواست درست نوشته نشده است'),
  UNAUTHENTICATED: kind(401, 'A valid API key is needed', 'کلید API معتبر لازم است'),
  WRONG_CREDENTIALS: kind(401, 'The email or the password is wrong', 'رایانامه یا گذرواژه درست نیست'),
  FORBIDDEN: kind(403, 'This key may not do that', 'این کلید اجازهٔ این کار را ندارد'),
  POLICY_DENIED: kind(403, 'The policy denies this message', 'مقررات اجازهٔ ارسال این پیام را نمی‌دهد'),
  NOT_FOUND: kind(404, 'There is no such thing', 'چنین چیزی پیدا نشد'),
  METHOD_NOT_ALLOWED: kind(405, 'This address does not take that method', 'این نشانی این روش را نمی‌پذیرد'),
  CONFLICT: kind(409, 'It was changed by someone else meanwhile', 'در این میان کس دیگری آن را تغییر داده است'),
  INVALID_TRANSITION: kind(409, 'That step is not possible in the present state', 'این گام در وضعیت کنونی ممکن نیست'),
  EMAIL_TAKEN: kind(409, 'There is an account with that email already', 'با این رایانامه پیش‌تر حسابی ساخته شده است'),
  SENDER_TAKEN: kind(409, 'That sender address is already registered', 'این سرشماره پیش‌تر ثبت شده است'),
  ALREADY_CLAIMED: kind(409, 'Another reviewer holds it', 'کارشناس دیگری آن را در دست دارد'),
  SELF_REVIEW: kind(403, 'Nobody reviews what their own organization filed', 'کسی پروندهٔ سازمان خود را بررسی نمی‌کند'),
  SECOND_REVIEWER_NEEDED: kind(
    409,
    'The second approval must come from another reviewer',
    'تأیید دوم باید از کارشناس دیگری باشد',
  ),
  LEDGER_BEHIND: kind(409, 'The ledger has not reached that sequence number', 'دفتر رضایت هنوز به آن شماره نرسیده است'),
  NOT_SEALED: kind(409, 'The entry is not sealed yet', 'این ثبت هنوز مهر نشده است'),
  IDEMPOTENCY_IN_PROGRESS: kind(
    409,
    'The first request with this key is still in progress',
    'درخواست نخست با این کلید هنوز در جریان است',
  ),
  OWNERSHIP_CLOSED: kind(
    409,
    'This ownership proof is closed; start another',
    'این اثبات مالکیت بسته شده است؛ دوباره آغاز کنید',
  ),
  CONFIRMATION_CLOSED: kind(
    409,
    'This confirmation is closed; start another',
    'این تأیید بسته شده است؛ دوباره آغاز کنید',
  ),
  GONE: kind(410, 'It is no longer available', 'دیگر در دسترس نیست'),
  LINK_SPENT: kind(410, 'This link has been used or has run out', 'این پیوند استفاده شده یا زمانش گذشته است'),
  TOO_LARGE: kind(413, 'It is larger than allowed', 'از اندازهٔ مجاز بزرگ‌تر است'),
  UNSUPPORTED_FILE: kind(415, 'That kind of content is not accepted', 'این گونه محتوا پذیرفته نمی‌شود'),
  INVALID_INPUT: kind(422, 'The input is invalid', 'ورودی نادرست است'),
  INVALID_CURSOR: kind(422, 'The cursor is not one of ours', 'نشانگر صفحه از این سامانه نیست'),
  IDEMPOTENCY_MISMATCH: kind(
    422,
    'The same Idempotency-Key came with another request',
    'همین Idempotency-Key پیش‌تر با درخواست دیگری آمده است',
  ),
  REQUIREMENTS_NOT_MET: kind(422, 'Requirements are not met yet', 'هنوز همهٔ شرط‌ها برآورده نشده است'),
  EVIDENCE_REQUIRED: kind(422, 'A promotional opt-in needs evidence', 'رضایت تبلیغاتی بدون مدرک پذیرفته نمی‌شود'),
  WRONG_CODE: kind(422, 'The code is wrong', 'کد درست نیست'),
  RATE_LIMITED: kind(429, 'Too many requests; try again later', 'درخواست‌ها بیش از اندازه است؛ کمی بعد دوباره بکوشید'),
  LOCKED_OUT: kind(
    429,
    'Too many wrong tries; wait a little and try again',
    'چند بار نادرست وارد شد؛ کمی صبر کنید و دوباره بکوشید',
  ),
  INTERNAL: kind(500, 'Something went wrong on our side', 'خطایی در سامانه رخ داد'),
  UNAVAILABLE: kind(503, 'Not available right now; try again', 'اکنون در دسترس نیست؛ دوباره بکوشید'),
} as const satisfies Record<string, ErrorKind>;

/** A stable code of the error table. */
export type ErrorCode = keyof typeof errorKinds;
