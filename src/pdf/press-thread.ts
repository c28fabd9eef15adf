import { parentPort } from 'node:worker_threads';
import { certificate } from './certificate.ts';
import { decisionLetter } from './decision-letter.ts';
import { type PdfContent, renderPdf } from './document.ts';
import { evidencePack } from './evidence-pack.ts';
import type { Paper, Printed } from './press.ts';
import { undertaking } from './undertaking.ts';

// The thread of a press: draws one paper after the other.
const port = parentPort;
if (!port) throw new Error('this file is the thread of a press');

let before: Promise<void> = Promise.resolve();
port.on('message', ({ id, paper }: { id: number; paper: Paper }) => {
  before = before.then(async () => {
    try {
      // A copy of its own: what pdf-lib returns may be a view of something larger.
      const bytes = new Uint8Array(await renderPdf(content(paper)));
      port.postMessage({ id, bytes } satisfies Printed, [bytes.buffer]);
    } catch (error) {
      // A name and not a message: messages may quote what is on the paper.
      const name = error instanceof Error ? error.name : 'unknown';
      port.postMessage({ id, error: `a paper could not be drawn (${paper.kind}, ${name})` } satisfies Printed);
    }
  });
});

function content(paper: Paper): PdfContent {
  switch (paper.kind) {
    case 'undertaking':
      return undertaking(paper.data);
    case 'certificate':
      return certificate(paper.data);
    case 'decision-letter':
      return decisionLetter(paper.data);
    case 'evidence-pack':
      return evidencePack(paper.data);
  }
}
