import type { FactSource, Told } from './fact-source.ts';

/** Milliseconds since the epoch from the 48 bits that a UUIDv7 starts with. */
const EPOCH_MS = `('x' || lpad(substr(replace(d.id::text, '-', ''), 1, 12), 16, '0'))::bit(64)::bigint`;
/** In the order that caps count in. */
const NEWEST_FIRST = `${EPOCH_MS} order by d.id desc`;

/**
 * Instants of accepted messages of the last 31 days. Of now there is no upper end: what a lock waited for counts.
 * Decisions in the statement's `$5` are not counted.
 */
export const recentSource: FactSource = {
  name: 'recent',
  rows: (when) => `
    select json_build_array(r.i, p.all_of_organization, p.promotional, p.promotional_of_sender) from r cross join lateral (
      select
        array_agg(${NEWEST_FIRST}) as all_of_organization,
        array_agg(${NEWEST_FIRST}) filter (where d.category = 'promotional') as promotional,
        array_agg(${NEWEST_FIRST}) filter (where d.category = 'promotional' and d.sender_id = r.sender_id) as promotional_of_sender
      from decision d
      where d.msisdn = r.msisdn and d.organization_id = r.organization_id and (d.outcome = 'allow' or d.released)
        and d.id <> all($5::uuid[])
        and d.id >= uuid_floor(r.at - interval '31 days')
        ${when === 'as_of' ? `and d.id <= uuid_floor(r.at + interval '1 millisecond')` : ''}
    ) p
    where p.all_of_organization is not null`,
  read: ([told]) => {
    const [, all, promotional, ofSender] = told as Told & Record<1 | 2 | 3, number[] | null>;
    return {
      organizationAll: all ?? [],
      organizationPromotional: promotional ?? [],
      senderPromotional: ofSender ?? [],
    };
  },
};
