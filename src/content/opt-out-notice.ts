/** Broader than what counts as a notice: whatever of this kind ends a text is no part of what it says. */
const NOTICE =
  /[\s،.\-–|]*(?:(?:برای |جهت )?(?:لغو|ل|laghv|laghve|l|opt ?out|unsubscribe|stop)[^\d]{0,14}(?:11|off|stop|خاموش)|لغو[^\d\s]{0,2} ?[:=] ?\d{1,2})\s*[.»")]?\s*$/u;
const TAIL = 40;

/** Offset in a normalised text at which its opt-out notice begins (`لغو۱۱` and its like), or its length if it has none. */
export function noticeStart(text: string): number {
  const from = Math.max(0, text.length - TAIL);
  const match = NOTICE.exec(text.slice(from));
  return match === null ? text.length : from + match.index;
}
