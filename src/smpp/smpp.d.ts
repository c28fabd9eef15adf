/** Types of the npm package `smpp` 0.5.1, for the calls that this project makes. */
declare module 'smpp' {
  import type { EventEmitter } from 'node:events';
  import type { Server as NetServer, Socket } from 'node:net';

  /** A decoded PDU: mandatory fields and known TLVs by name, unknown TLVs by their tag in decimal. */
  interface Pdu {
    readonly command: string;
    readonly command_id: number;
    readonly command_status: number;
    readonly sequence_number: number;
    isResponse(): boolean;
    response(fields?: PduFields): Pdu;
    readonly [field: string]: unknown;
  }

  type PduFields = Readonly<Record<string, string | number | Buffer>>;

  interface Session extends EventEmitter {
    readonly socket: Socket;
    /** False where the socket is closed: nothing was sent, and no call-back will come. */
    send(pdu: Pdu, answered?: (response: Pdu) => void): boolean;
    close(): void;
    destroy(): void;
    pause(): void;
    resume(): void;
    on(event: 'pdu', listener: (pdu: Pdu) => void): this;
    on(event: 'close' | 'connect' | 'secureConnect', listener: () => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
  }

  interface Server extends NetServer {
    readonly sessions: Session[];
  }

  interface Smpp {
    createServer(listener: (session: Session) => void): Server;
    createServer(options: object, listener: (session: Session) => void): Server;
    connect(options: { host: string; port: number }): Session;
    readonly PDU: { new (command: string, fields?: PduFields): Pdu; new (octets: Buffer): Pdu; maxLength: number };
  }

  const smpp: Smpp;
  export default smpp;
  export type { Pdu, PduFields, Server, Session };
}
