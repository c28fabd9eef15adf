const NOTICE =
  /(?:لغو|ل|laghv|l|opt ?out|stop)[\s:=]{0,3}(?:11|off|stop)\W{0,3}$|(?:لغو|خاموش|off)[^.\n]{0,14}(?:ارسال|=)[^.\n]{0,12}$/u;

/** Whether a normalised text ends in a notice of how to opt out, such as `لغو۱۱`; only the last characters count. */
export function hasOptOutNotice(text: string): boolean {
  return NOTICE.test(text.slice(-28));
}
