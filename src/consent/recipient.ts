import { type Fault, type FindFaults, fault, invalidInput } from '#src/kernel/index.ts';
import { parseMsisdn } from '#src/text/index.ts';

/** Reads a mobile number into E.164; what is wrong with it is added to `faults` (then the answer is ''). */
export function requireMobile(written: string, path: string, faults: Fault[]): string {
  const parsed = parseMsisdn(written);
  if (parsed.ok && parsed.lineType === 'mobile') return parsed.e164;
  const code = parsed.ok ? 'mobile' : parsed.reason;
  faults.push(fault(path, code, 'this is not a mobile number', 'این شمارهٔ همراه نیست'));
  return '';
}

/** The fault of a number where it is none, for the doors to name beside those of other fields. */
export function mobileFaults(path: string): FindFaults {
  return (input) => {
    const faults: Fault[] = [];
    const written = input[path];
    if (typeof written === 'string') requireMobile(written, path, faults);
    return faults;
  };
}

/** Reads a mobile number that must be right. @throws INVALID_INPUT */
export function toMobile(written: string, path = 'msisdn'): string {
  const faults: Fault[] = [];
  const msisdn = requireMobile(written, path, faults);
  if (faults.length > 0) throw invalidInput(faults);
  return msisdn;
}
