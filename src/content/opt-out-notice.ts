/** Broader than what counts as a notice: whatever of this kind ends a text is no part of what it says. */
const NOTICE =
  /[\s،.\-–|]*(?:(?:برای |جهت )?(?:لغو|ل|laghv|laghve|l|opt ?out|unsubscribe|stop)[^\d]{0,14}(?:11|off|stop|خاموش)|لغو[^\d\s]{0,2} ?[:=] ?\d{1,2})\s*[.»")]?\s*$/u;
const TAIL = 40;

const codes = (characters: string): Set<number> => new Set([...characters].map((one) => one.charCodeAt(0)));
/** What may stand between a text and its notice; without one it says as little. */
const LAST_MARKS = codes(' ،.-–|');
/** What may follow a notice. */
const CLOSING = codes('.»")');
/** What a notice ends in: a digit, or the last letter of a word that stops. */
const LAST_OF_NOTICE = codes('0123456789fpش');
const SPACE = 32;

/** Cheaper than looking for a notice: whether the text ends as all of them do. */
function mayEndInNotice(text: string): boolean {
  let at = text.length - 1;
  while (text.charCodeAt(at) === SPACE) at -= 1;
  if (CLOSING.has(text.charCodeAt(at))) at -= 1;
  while (text.charCodeAt(at) === SPACE) at -= 1;
  return LAST_OF_NOTICE.has(text.charCodeAt(at));
}

/** Offset in a normalised text at which its opt-out notice (`لغو۱۱` and its like) or its last marks begin. */
export function noticeStart(text: string): number {
  const from = Math.max(0, text.length - TAIL);
  const notice = mayEndInNotice(text) ? NOTICE.exec(text.slice(from)) : null;
  if (notice !== null) return from + notice.index;
  let end = text.length;
  while (end > from && LAST_MARKS.has(text.charCodeAt(end - 1))) end -= 1;
  return end;
}
