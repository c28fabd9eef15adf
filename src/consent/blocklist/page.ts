/** Numbers that share a row of a block list: a bit for each. */
export const PAGE_NUMBERS = 2048;

/** SQL text of the names of the lists that a number is on, one row each, by name; `msisdn` is an expression (E.164). */
export const listsOf = (msisdn: string): string => `
  select list from blocklist_page
  where page = substr(${msisdn}, 2)::bigint / ${PAGE_NUMBERS}
    and get_bit(numbers, (substr(${msisdn}, 2)::bigint % ${PAGE_NUMBERS})::int) = 1`;
