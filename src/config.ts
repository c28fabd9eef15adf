import { z } from 'zod';
import { parseRouteUrl } from '#src/smpp/index.ts';

/** The service's settings; the only reader of the environment. */
export interface Config {
  port: number;
  host: string;
  /** Null: an embedded PostgreSQL under `dataDir`. */
  databaseUrl: string | null;
  /** Null: the in-process runner. */
  redisUrl: string | null;
  /** Null: the built-in SMSC simulator. */
  smppUrl: string | null;
  /** Null: mails are written under `dataDir`/mail. */
  smtpUrl: string | null;
  mailFrom: string;
  dataDir: string;
  /** Null: one is made on the first start and printed once. */
  bootstrapAdminKey: string | null;
  demo: boolean;
  ownershipWebhook: { url: string; secret: string | null } | null;
  publicUrl: string;
  logLevel: string;
  policiesDir: string;
  /** Callbacks of messages may go to private and loopback addresses. */
  webhookAllowPrivate: boolean;
}

const url = (...schemes: string[]) =>
  z.string().refine((value) => URL.canParse(value) && schemes.includes(new URL(value).protocol.slice(0, -1)), {
    error: `must be a URL starting with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
  });

/** The route's own reader knows its options; it never repeats the password. */
function smppFaults(value: string, context: z.core.$RefinementCtx<string>): void {
  try {
    parseRouteUrl(value);
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'is no SMPP URL' });
  }
}

const schema = z.object({
  PORT: z.coerce
    .number({ error: 'must be a port number' })
    .int()
    .min(0)
    .max(65535, { error: 'must be at most 65535' })
    .default(8080),
  HOST: z.string().regex(/^\S+$/, { error: 'must be an address or a host name' }).default('127.0.0.1'),
  DATABASE_URL: url('postgres', 'postgresql').optional(),
  REDIS_URL: url('redis', 'rediss').optional(),
  SMPP_URL: z.string().superRefine(smppFaults).optional(),
  SMTP_URL: url('smtp', 'smtps').optional(),
  MAIL_FROM: z.string().default('Mohr <mohr@localhost>'),
  DATA_DIR: z.string().default('.data'),
  BOOTSTRAP_ADMIN_KEY: z
    .string()
    .min(8, { error: 'must have at least 8 characters' })
    .regex(/^[\x21-\x7e]+$/, { error: 'must be printable ASCII without spaces' })
    .optional(),
  DEMO: z.enum(['0', '1'], { error: 'must be 0 or 1' }).optional(),
  OWNERSHIP_WEBHOOK_URL: url('http', 'https').optional(),
  OWNERSHIP_WEBHOOK_SECRET: z.string().optional(),
  PUBLIC_URL: url('http', 'https').optional(),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'must be one of trace, debug, info, warn, error, fatal, silent',
    })
    .default('info'),
  POLICIES_DIR: z.string().default('policies'),
  WEBHOOK_ALLOW_PRIVATE: z.enum(['0', '1'], { error: 'must be 0 or 1' }).default('0'),
});

/** Reads the settings; an empty value counts as unset. @throws Error with one line that names every wrong setting. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const set = Object.entries(environment).filter(
    ([name, value]) => name in schema.shape && value !== undefined && value !== '',
  );
  const result = schema.safeParse(Object.fromEntries(set));
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new Error(`wrong setting: ${faults.join('; ')}`);
  }
  const env = result.data;
  return {
    port: env.PORT,
    host: env.HOST,
    databaseUrl: env.DATABASE_URL ?? null,
    redisUrl: env.REDIS_URL ?? null,
    smppUrl: env.SMPP_URL ?? null,
    smtpUrl: env.SMTP_URL ?? null,
    mailFrom: env.MAIL_FROM,
    dataDir: env.DATA_DIR,
    bootstrapAdminKey: env.BOOTSTRAP_ADMIN_KEY ?? null,
    demo: env.DEMO === undefined ? env.DATABASE_URL === undefined : env.DEMO === '1',
    ownershipWebhook: env.OWNERSHIP_WEBHOOK_URL
      ? { url: env.OWNERSHIP_WEBHOOK_URL, secret: env.OWNERSHIP_WEBHOOK_SECRET ?? null }
      : null,
    publicUrl: (env.PUBLIC_URL ?? `http://${env.HOST}:${env.PORT}`).replace(/\/$/, ''),
    logLevel: env.LOG_LEVEL,
    policiesDir: env.POLICIES_DIR,
    webhookAllowPrivate: env.WEBHOOK_ALLOW_PRIVATE === '1',
  };
}
