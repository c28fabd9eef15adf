import fc from 'fast-check';

/** Strings of any code units, lone surrogates among them; far cheaper to set up than fast-check's `binary` unit. */
export const anyText = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(fc.nat(0x7f), fc.nat(0xffff), fc.nat(0x10ffff)), { maxLength })
    .map((points) => String.fromCodePoint(...points));
