/** How a refusal should be taken: try again later, slow down first, or give up. */
type Kind = 'permanent' | 'temporary' | 'throttled';

/** command_status values of SMPP 3.4 §5.1.3, and what each means for the message that was refused. */
const table: Readonly<Record<number, readonly [name: string, kind: Kind]>> = {
  0: ['ESME_ROK', 'permanent'],
  1: ['ESME_RINVMSGLEN', 'permanent'],
  2: ['ESME_RINVCMDLEN', 'permanent'],
  3: ['ESME_RINVCMDID', 'permanent'],
  4: ['ESME_RINVBNDSTS', 'temporary'],
  5: ['ESME_RALYBND', 'temporary'],
  6: ['ESME_RINVPRTFLG', 'permanent'],
  7: ['ESME_RINVREGDLVFLG', 'permanent'],
  8: ['ESME_RSYSERR', 'temporary'],
  10: ['ESME_RINVSRCADR', 'permanent'],
  11: ['ESME_RINVDSTADR', 'permanent'],
  12: ['ESME_RINVMSGID', 'permanent'],
  13: ['ESME_RBINDFAIL', 'temporary'],
  14: ['ESME_RINVPASWD', 'permanent'],
  15: ['ESME_RINVSYSID', 'permanent'],
  17: ['ESME_RCANCELFAIL', 'permanent'],
  19: ['ESME_RREPLACEFAIL', 'permanent'],
  20: ['ESME_RMSGQFUL', 'throttled'],
  21: ['ESME_RINVSERTYP', 'permanent'],
  51: ['ESME_RINVNUMDESTS', 'permanent'],
  52: ['ESME_RINVDLNAME', 'permanent'],
  64: ['ESME_RINVDESTFLAG', 'permanent'],
  66: ['ESME_RINVSUBREP', 'permanent'],
  67: ['ESME_RINVESMCLASS', 'permanent'],
  68: ['ESME_RCNTSUBDL', 'permanent'],
  69: ['ESME_RSUBMITFAIL', 'permanent'],
  72: ['ESME_RINVSRCTON', 'permanent'],
  73: ['ESME_RINVSRCNPI', 'permanent'],
  80: ['ESME_RINVDSTTON', 'permanent'],
  81: ['ESME_RINVDSTNPI', 'permanent'],
  83: ['ESME_RINVSYSTYP', 'permanent'],
  84: ['ESME_RINVREPFLAG', 'permanent'],
  85: ['ESME_RINVNUMMSGS', 'permanent'],
  88: ['ESME_RTHROTTLED', 'throttled'],
  97: ['ESME_RINVSCHED', 'permanent'],
  98: ['ESME_RINVEXPIRY', 'permanent'],
  99: ['ESME_RINVDFTMSGID', 'permanent'],
  100: ['ESME_RX_T_APPN', 'temporary'],
  101: ['ESME_RX_P_APPN', 'permanent'],
  102: ['ESME_RX_R_APPN', 'permanent'],
  103: ['ESME_RQUERYFAIL', 'permanent'],
  192: ['ESME_RINVOPTPARSTREAM', 'permanent'],
  193: ['ESME_ROPTPARNOTALLWD', 'permanent'],
  194: ['ESME_RINVPARLEN', 'permanent'],
  195: ['ESME_RMISSINGOPTPARAM', 'permanent'],
  196: ['ESME_RINVOPTPARAMVAL', 'permanent'],
  254: ['ESME_RDELIVERYFAILURE', 'permanent'],
  255: ['ESME_RUNKNOWNERR', 'temporary'],
};

/** command_status values that this tool itself sends. */
export const status = { ok: 0, invalidCommandId: 0x03, temporaryFailure: 0x64 } as const;

/** What a non-zero command_status says about the message it refuses. */
export interface Refusal {
  readonly status: number;
  readonly name: string;
  readonly permanent: boolean;
  readonly throttled: boolean;
}

/**
 * Classifies a command_status of a refusal. Vendor ranges (0x400–0x4FF) and reserved values are taken as permanent:
 * whoever knows better lists them in the route's `retry` option.
 */
export function refusalOf(code: number, retryable: ReadonlySet<number> = new Set()): Refusal {
  const [name, kind] = table[code] ?? [`0x${code.toString(16).padStart(8, '0')}`, 'permanent'];
  return {
    status: code,
    name,
    permanent: kind === 'permanent' && !retryable.has(code),
    throttled: kind === 'throttled',
  };
}
