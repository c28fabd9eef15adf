/** Broader than what counts as a notice: whatever of this kind ends a text is no part of what it says. */
const NOTICE =
  /[\s،.\-–|]*(?:(?:برای |جهت )?(?:لغو|ل|laghv|laghve|l|opt ?out|unsubscribe|stop)[^\d]{0,14}(?:11|off|stop|خاموش)|لغو[^\d\s]{0,2} ?[:=] ?\d{1,2})\s*[.»")]?\s*$/u;
/** What may stand between a text and its notice; without one it says as little. */
const LAST_MARKS = /[\s،.\-–|]*$/u;
const TAIL = 40;

/** Offset in a normalised text at which its opt-out notice (`لغو۱۱` and its like) or its last marks begin. */
export function noticeStart(text: string): number {
  const from = Math.max(0, text.length - TAIL);
  const tail = text.slice(from);
  return from + (NOTICE.exec(tail) ?? LAST_MARKS.exec(tail)!).index;
}
