/** The kinds of sender that are presented to an SMSC in different ways. */
export const senderKinds = ['masked', 'short_code', 'long_number', 'fixed_line'] as const;
export type SenderKind = (typeof senderKinds)[number];

/** How one kind of sender is written into source_addr. */
export interface SourceForm {
  readonly ton: number;
  readonly npi: number;
  /** `international`: 98 and the digits; `national`: the digits as dialled in the country, a trunk 0 included. */
  readonly form: 'international' | 'national';
}

/** A TLV that a route adds: its tag, and a text in which `{name}` stands for a value of the message. */
export interface TlvTemplate {
  readonly tag: number;
  readonly text: string;
}

/** Everything a session must know about one SMSC account. Times are in milliseconds, counts whole numbers. */
export interface RouteSettings {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly systemId: string;
  readonly password: string;

  /** Submits on the wire without an answer. */
  readonly window: number;
  /** Submits per second; null: as fast as the window allows. */
  readonly tps: number | null;
  /** Submits that may wait in memory for a place in the window. */
  readonly queue: number;
  /** deliver_sm that may wait for their handlers before reading from the socket pauses. */
  readonly inbound: number;

  readonly systemType: string;
  readonly serviceType: string;
  /** interface_version: 0x33 or 0x34 (SMPP 3.4 §5.2.4), 0x50. */
  readonly version: number;

  readonly bindTimeoutMs: number;
  readonly responseTimeoutMs: number;
  readonly enquireLinkMs: number;
  readonly enquireTimeoutMs: number;
  readonly handlerTimeoutMs: number;
  readonly reconnectMinMs: number;
  readonly reconnectMaxMs: number;
  /** How long the parts of a long MO wait for each other. */
  readonly moTimeoutMs: number;

  /** Long texts as segments with a user data header, or whole in message_payload. */
  readonly long: 'udh' | 'payload';
  /** `ucs2`: this SMSC is never sent GSM 7-bit. */
  readonly coding: 'auto' | 'ucs2';
  /** Base of the ids in receipts where it differs from that of submit_sm_resp; `same`: it does not. */
  readonly receiptIdBase: 'same' | 'hex' | 'dec';
  /** IANA time zone of the dates in receipts. */
  readonly receiptTimeZone: string;
  /** Statuses that this SMSC uses for what will pass if tried again, against the specification's sense. */
  readonly retry: ReadonlySet<number>;

  readonly source: Readonly<Record<SenderKind, SourceForm>>;
  readonly destination: { readonly ton: number; readonly npi: number };
  readonly tlvs: readonly TlvTemplate[];

  /** PEM file of the authorities to trust instead of the system's, and the name the certificate must bear. */
  readonly ca: string | null;
  readonly servername: string | null;
}

/** The settings of a route whose URL says no more than where and who. */
export const routeDefaults = {
  window: 10,
  tps: null,
  queue: 1000,
  inbound: 1000,
  systemType: '',
  serviceType: '',
  version: 0x34,
  bindTimeoutMs: 10_000,
  responseTimeoutMs: 30_000,
  enquireLinkMs: 30_000,
  enquireTimeoutMs: 10_000,
  handlerTimeoutMs: 30_000,
  reconnectMinMs: 250,
  reconnectMaxMs: 30_000,
  moTimeoutMs: 60_000,
  long: 'udh',
  coding: 'auto',
  receiptIdBase: 'same',
  receiptTimeZone: 'UTC',
  retry: new Set<number>(),
  source: {
    masked: { ton: 5, npi: 0, form: 'national' },
    short_code: { ton: 3, npi: 0, form: 'national' },
    long_number: { ton: 1, npi: 1, form: 'international' },
    fixed_line: { ton: 1, npi: 1, form: 'international' },
  },
  destination: { ton: 1, npi: 1 },
  tlvs: [],
  ca: null,
  servername: null,
} as const satisfies Partial<RouteSettings>;

/** A route as it may be logged and shown: without its password. */
export function routeLabel(route: Pick<RouteSettings, 'tls' | 'systemId' | 'host' | 'port'>): string {
  return `smpp${route.tls ? 's' : ''}://${encodeURIComponent(route.systemId)}@${route.host}:${route.port}`;
}
