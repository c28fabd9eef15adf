import type { Calendar } from './calendar.ts';
import type { PackFault } from './fault.ts';
import { type PackSource, weekdayNumber } from './pack-schema.ts';
import { type DayHours, parseHours, type Window } from './window.ts';

type WindowSource = PackSource['windows'][string];

/** Compiles a window; what is wrong with it is added to `faults`. */
export function compileWindow(
  name: string,
  source: WindowSource,
  calendars: ReadonlyMap<string, Calendar>,
  faults: PackFault[],
): Window {
  const path = `windows.${name}`;
  const find = (id: string, where: string) => {
    const calendar = calendars.get(id);
    if (calendar === undefined) faults.push({ path: where, message: `there is no calendar '${id}'` });
    return calendar;
  };
  return {
    name,
    days: source.days.map((line, index) => dayHours(line, `${path}.days.${index}`, find, faults)),
    closed: source.closed.map((id) => find(id, `${path}.closed`)).filter((calendar) => calendar !== undefined),
  };
}

function dayHours(
  line: WindowSource['days'][number],
  path: string,
  find: (id: string, where: string) => Calendar | undefined,
  faults: PackFault[],
): DayHours {
  const names = line.on.filter((word) => word !== 'all' && weekdayNumber(word) === 0);
  const hours = line.hours.map((source) => {
    const parsed = parseHours(source);
    if (parsed === undefined) faults.push({ path: `${path}.hours`, message: `'${source}' is not hours of one day` });
    return parsed;
  });
  const sorted = hours.filter((part) => part !== undefined).sort((a, b) => a.from - b.from);
  if (sorted.some((part, index) => index > 0 && part.from < (sorted[index - 1]?.to ?? 0))) {
    faults.push({ path: `${path}.hours`, message: 'hours overlap' });
  }
  return {
    weekdays: line.on.includes('all') ? [1, 2, 3, 4, 5, 6, 7] : line.on.map(weekdayNumber).filter((day) => day > 0),
    calendars: names.map((name) => find(name, `${path}.on`)).filter((calendar) => calendar !== undefined),
    hours: sorted,
  };
}
