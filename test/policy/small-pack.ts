/** A pack document with one rule that refuses promotion, or with the rules and settings given. */
export function packDocument(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    pack: 'small',
    title: { fa: 'کوچک', en: 'Small' },
    version: '1.0.0',
    jurisdiction: { countries: ['IR'], channels: ['sms'], timeZone: 'Asia/Tehran' },
    categories: { otp: { essential: true, whenUncertain: 'resubmit' } },
    rules: [rule()],
    ...changes,
  };
}

/** A rule that refuses promotion, with changes. */
export function rule(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: 'no-promotion',
    code: 'CONSENT_MISSING',
    effect: 'deny',
    when: 'message.promotional',
    message: { fa: 'نه', en: 'no' },
    remedy: { fa: 'نکنید', en: 'do not' },
    basis: { source: 'test', confidence: 'low' },
    ...changes,
  };
}
