/** Command ids of SMPP 3.4 (§5.1.2.1) that this tool reads or writes. */
export const command = {
  bindReceiver: 0x00000001,
  bindTransmitter: 0x00000002,
  submitSm: 0x00000004,
  deliverSm: 0x00000005,
  unbind: 0x00000006,
  bindTransceiver: 0x00000009,
  outbind: 0x0000000b,
  enquireLink: 0x00000015,
  alertNotification: 0x00000102,
  dataSm: 0x00000103,
  genericNack: 0x80000000,
  bindTransceiverResp: 0x80000009,
  submitSmResp: 0x80000004,
  deliverSmResp: 0x80000005,
  unbindResp: 0x80000006,
  enquireLinkResp: 0x80000015,
  dataSmResp: 0x80000103,
} as const;

/** The bit that makes a command id a response (SMPP 3.4 §3.2). */
export const RESPONSE_BIT = 0x80000000;

/** Optional parameters (SMPP 3.4 §5.3.2) that this tool reads or writes. */
export const tag = {
  receiptedMessageId: 0x001e,
  sarMessageReference: 0x020c,
  sarTotalSegments: 0x020e,
  sarSegmentNumber: 0x020f,
  networkErrorCode: 0x0423,
  messagePayload: 0x0424,
  messageState: 0x0427,
} as const;

/** Bits of esm_class (SMPP 3.4 §5.2.12). */
export const esm = { typeMask: 0x3c, receipt: 0x04, intermediate: 0x20, udh: 0x40 } as const;

/** Whether a command id is that of a response. */
export const isResponse = (id: number): boolean => id >= RESPONSE_BIT;
