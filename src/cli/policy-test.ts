import {
  analysePack,
  type CompiledPack,
  countryPacks,
  joinPacks,
  loadPacks,
  NotAnalysable,
  overdueEntries,
  type PackAnalysis,
  type PackFault,
} from '#src/policy/index.ts';
import { readPolicyFiles } from './policy-files.ts';

/** Tests every pack of a folder and prints what was found; answers the exit code, 1 if a pack does not load. */
export function testCommand(folder: string, now: Temporal.Instant): number {
  const { packs, faults, vectors } = loadPacks(readPolicyFiles(folder));
  for (const pack of packs.values()) {
    const run = vectors.get(pack.name) ?? 0;
    console.log(
      `ok    ${pack.name} ${pack.version}: ${pack.rules.length} rules, ${run} vectors, ${pack.digest.slice(0, 19)}…`,
    );
    for (const line of [...oddities(pack, now), ...shortCalendars(pack, now), ...unsettledDays(pack, now)])
      console.log(`      ${line}`);
    if (pack.source.withCountry) for (const law of countryPacks(packs)) printJoint(pack, law, now);
  }
  for (const [file, found] of faults) printFaults(file, found);
  console.log(`${packs.size} packs load, ${faults.size} files have faults`);
  return faults.size > 0 ? 1 : 0;
}

/** Prints which rules of a country’s pack hold on a channel, and what is odd about the two together. */
function printJoint(channel: CompiledPack, law: CompiledPack, now: Temporal.Instant): void {
  const joint = joinPacks(channel, law);
  const ids = joint.rules
    .filter((rule) => law.rules.some(({ name }) => name === rule.name))
    .map(({ source }) => source.id);
  console.log(`      with ${law.name}: ${ids.length > 0 ? ids.join(', ') : 'none of its rules'}`);
  for (const line of oddities(joint, now)) console.log(`        ${line}`);
}

function printFaults(file: string, faults: readonly PackFault[]): void {
  console.log(`FAIL  ${file}`);
  for (const fault of faults) console.log(`      ${fault.path}: ${fault.message}`);
}

function oddities(pack: CompiledPack, now: Temporal.Instant): string[] {
  try {
    return describe(analysePack(pack, now));
  } catch (error) {
    if (!(error instanceof NotAnalysable)) throw error;
    return [`not analysed: ${error.message}`];
  }
}

function describe({ dead, absolute, redundant, impossible }: PackAnalysis): string[] {
  return [
    ...dead.map((rule) => `dead: no request can make ${rule} fire`),
    ...absolute.map((rule) => `absolute: ${rule} stops every request`),
    ...redundant.map(({ rule, coveredBy }) => `redundant: whenever ${rule} fires, so does ${coveredBy}`),
    ...impossible.map(
      ({ category, rules }) => `contradiction: no ${category} message can pass because of ${rules.join(' and ')}`,
    ),
  ];
}

/** A calendar that ends soon makes later days ordinary ones without a word. */
function shortCalendars(pack: CompiledPack, now: Temporal.Instant): string[] {
  const soon = now.toZonedDateTimeISO('UTC').toPlainDate().add({ days: 180 });
  return pack.calendars
    .filter((calendar) => Temporal.PlainDate.compare(Temporal.PlainDate.from(calendar.knownUntil), soon) < 0)
    .map((calendar) => `calendar ${calendar.id} is known until ${calendar.knownUntil} only`);
}

/** A day that was only expected and has passed must be confirmed, moved or taken out of its calendar. */
function unsettledDays(pack: CompiledPack, now: Temporal.Instant): string[] {
  const today = now.toZonedDateTimeISO(pack.source.jurisdiction.timeZone).toPlainDate().toString();
  return pack.calendars.flatMap((calendar) =>
    overdueEntries(calendar, today).map(
      ({ name, date }) =>
        `calendar ${calendar.id} expected '${name}' on ${date}; whether it came to pass is not recorded`,
    ),
  );
}
