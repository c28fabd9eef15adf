import { type Logger, pino } from 'pino';

export type { Logger };

/** Fields that never reach a log in clear, at any depth up to three; ids lead to them where one may look. */
const SECRET = [
  'msisdn',
  'to',
  'from',
  'text',
  'variables',
  'recipient',
  'address',
  'key',
  'authorization',
  'password',
  'evidence',
  'email',
  'mobile',
  'nationalId',
];
const paths = SECRET.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);

/** A logger that writes JSON lines with fields; what identifies people is replaced by `[redacted]`. */
export function createLog(level: string, destination?: { write(line: string): void }): Logger {
  const options = {
    level,
    base: null,
    redact: { paths, censor: '[redacted]' },
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  return destination ? pino(options, destination) : pino(options);
}
