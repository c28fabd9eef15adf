/**
 * The record of an entry as the tree commits to it: JSON by RFC 8785 (names sorted, no spaces), in SQL because the
 * bytes must be the same wherever and whenever they are made. Instants are UTC with milliseconds. `e` is the entry,
 * `msisdn` SQL for the number. Only `touchpoint` is free text; the words of the other columns have nothing to escape.
 * Documented for verifiers in docs/ledger-proofs.md.
 */
export const recordSql = (e: string, msisdn: string): string => `concat(
  '{"action":"', ${e}.action, '","channel":"', ${e}.channel,
  '","effectiveAt":', ${instant(`${e}.effective_at`)},
  ',"evidence":', ${textOrNull(`encode(${e}.evidence_hash, 'hex')`)},
  ',"expiresAt":', coalesce(${instant(`${e}.expires_at`)}, 'null'),
  ',"id":"', ${e}.id,
  '","msisdn":', ${textOrNull(msisdn)},
  ',"organizationId":', ${textOrNull(`${e}.organization_id`)},
  ',"purpose":"', ${e}.purpose,
  '","recordedAt":', ${instant(`${e}.recorded_at`)},
  ',"senderId":', ${textOrNull(`${e}.sender_id`)},
  ',"seq":', ${e}.seq,
  ',"source":"', ${e}.source,
  '","touchpoint":', coalesce(to_json(${e}.touchpoint)::text, 'null'), '}')`;

/** A column without anything to escape. */
const textOrNull = (column: string): string => `coalesce('"' || ${column} || '"', 'null')`;

const instant = (column: string): string =>
  `to_char(${column} at time zone 'UTC', '"\\""YYYY-MM-DD"T"HH24:MI:SS.MS"Z\\""')`;

/**
 * What the tree's leaf is the hash of: a blinding value and the record. The blinding value is the HMAC-SHA256 of
 * `mohr-entry:` and the sequence number under the subject's own key; with the key it is gone, and the leaf says nothing.
 * An erasure is public: its blinding value is 32 zero bytes and its record has no number.
 */
export const leafDataSql = (e: string, subject: string): string => `
  case when ${e}.action = 'erase' then decode(repeat('00', 32), 'hex') || convert_to(${recordSql(e, 'null::text')}, 'UTF8')
  else ${blindSql(e, subject)} || convert_to(${recordSql(e, `${subject}.msisdn`)}, 'UTF8') end`;

/** The blinding value of an entry. */
export const blindSql = (e: string, subject: string): string =>
  `hmac(convert_to('mohr-entry:' || ${e}.seq, 'UTF8'), ${subject}.key, 'sha256')`;

/** RFC 6962 § 2.1: SHA-256 of a zero byte and the leaf's data. */
export const leafHashSql = (e: string, subject: string): string =>
  `sha256('\\x00'::bytea || ${leafDataSql(e, subject)})`;
