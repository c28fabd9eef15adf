import { monitorEventLoopDelay } from 'node:perf_hooks';
import test from 'ava';
import { renderPdf } from '#src/pdf/document.ts';
import { certificate, createPress, PressBusy } from '#src/pdf/index.ts';
import { certificateData } from './letters.ts';

test('a press draws what the builder draws, without holding up its process', async (t) => {
  const press = createPress();
  t.teardown(() => press.stop());
  const here = await renderPdf(certificate(certificateData));
  await press.print({ kind: 'certificate', data: certificateData });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const printed = await Promise.all([1, 2, 3].map(() => press.print({ kind: 'certificate', data: certificateData })));
  delay.disable();
  for (const bytes of printed) t.deepEqual(Buffer.from(bytes), Buffer.from(here));
  t.log(`longest stop of the event loop: ${Math.round(delay.max / 1e6)} ms`);
});

test('a press that has too much to do says so at once', async (t) => {
  const press = createPress({ mostWaiting: 1 });
  t.teardown(() => press.stop());
  const first = press.print({ kind: 'certificate', data: certificateData });
  await t.throwsAsync(press.print({ kind: 'certificate', data: certificateData }), { instanceOf: PressBusy });
  t.true((await first).length > 1000);
});

test('a paper that cannot be drawn fails alone, and without its words in the error', async (t) => {
  const press = createPress();
  t.teardown(() => press.stop());
  const broken = { ...certificateData, holder: null } as unknown as typeof certificateData;
  const error = await t.throwsAsync(press.print({ kind: 'certificate', data: broken }));
  t.is(error?.message, 'a paper could not be drawn (certificate, TypeError)');
  t.true((await press.print({ kind: 'certificate', data: certificateData })).length > 1000);
});

test('a press that was stopped, or does not answer in time, starts again with the next paper', async (t) => {
  const press = createPress({ timeoutMs: 1 });
  t.teardown(() => press.stop());
  await t.throwsAsync(press.print({ kind: 'certificate', data: certificateData }), { message: /in time/ });
  const patient = createPress();
  t.teardown(() => patient.stop());
  await patient.print({ kind: 'certificate', data: certificateData });
  await patient.stop();
  t.true((await patient.print({ kind: 'certificate', data: certificateData })).length > 1000);
});
