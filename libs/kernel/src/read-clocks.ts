import {
  CLOCK_IDS,
  CLOCKS,
  COUNTED_ON,
  type ClockId,
  type ClockSettings,
  type CountedOn,
  type Limit,
} from './clocks.js';
import { BadInput, type FieldError } from './domain-error.js';

const KEYS = ['limit', 'at_most', 'on', 'calendar'];
const FORM = /^([0-9]{1,3})(wd|d|h|terms)$/;
const CADENCE = /^([0-9])(?:\.([0-9]))?cadence$/;

/**
 * An area's setting `clocks`: a limit like `5wd`, `7d`, `48h` (with `on: working_day_hours`), `2terms`, `1.5cadence` or
 * `next_broker_day` (with `at_most: 7d`), and whose days count. What is not named keeps its default.
 *
 * @throws BadInput naming every fault by its field.
 */
export function readClocks(value: unknown): ClockSettings {
  const faults: FieldError[] = [];
  const settings: Partial<Record<ClockId, { limit: Limit; countedOn: CountedOn }>> = {};
  if (!isKeys(value))
    throw new BadInput([{ path: 'clocks', message: 'Give clocks by their names, like C-8' }]);
  for (const [id, given] of Object.entries(value)) {
    const clock = CLOCK_IDS.find((known) => known === id);
    if (!clock) faults.push({ path: id, message: `${id.slice(0, 40)} is no clock` });
    else if (!isKeys(given)) faults.push({ path: id, message: 'Give a limit, like limit: 5wd' });
    else settings[clock] = readOne(clock, given, (path, message) => void faults.push({ path, message }));
  }
  if (faults.length > 0) throw new BadInput(faults, 'These clocks cannot come into force.');
  return settings;
}

function readOne(
  id: ClockId,
  given: Readonly<Record<string, unknown>>,
  say: (path: string, message: string) => void,
): { limit: Limit; countedOn: CountedOn } {
  const row = CLOCKS[id];
  for (const key of Object.keys(given)) {
    if (!KEYS.includes(key)) say(`${id}.${key}`, `${key.slice(0, 40)} is not known here`);
  }
  const calendar = given['calendar'] ?? row.countedOn;
  const countedOn = COUNTED_ON.find((known) => known === calendar);
  if (!countedOn) say(`${id}.calendar`, `Say whose days count: ${COUNTED_ON.join(', ')}`);
  const limit = given['limit'] === undefined ? row.limit : readLimit(id, given);
  if (!limit) say(`${id}.limit`, 'Give a limit like 5wd, 7d, 48h, 2terms, 1.5cadence or next_broker_day');
  if ((limit?.kind === 'working_hours') !== (given['on'] === 'working_day_hours')) {
    say(`${id}.on`, 'A limit in hours, and no other, says on: working_day_hours');
  }
  if (limit?.kind === 'next_broker_day' && countedOn !== 'broker') {
    say(`${id}.calendar`, 'The next broker day is counted on the calendar broker');
  }
  if (limit?.kind !== 'next_broker_day' && given['at_most'] !== undefined) {
    say(`${id}.at_most`, 'Only next_broker_day has an at_most');
  }
  return { limit: limit ?? row.limit, countedOn: countedOn ?? row.countedOn };
}

function readLimit(id: ClockId, given: Readonly<Record<string, unknown>>): Limit | null {
  const text = given['limit'];
  if (typeof text !== 'string') return null;
  if (text === 'next_broker_day') {
    const days = /^([1-9][0-9]?)d$/.exec(typeof given['at_most'] === 'string' ? given['at_most'] : '')?.[1];
    return days === undefined ? null : { kind: 'next_broker_day', atMostDays: Number(days) };
  }
  const cadence = CADENCE.exec(text);
  if (cadence) {
    const tenths = Number(cadence[1]) * 10 + Number(cadence[2] ?? 0);
    return tenths >= 10 ? { kind: 'cadence', tenths } : null;
  }
  const found = FORM.exec(text);
  if (!found) return null;
  const count = Number(found[1]);
  const before = CLOCKS[id].limit.kind === 'working_days_before';
  if (before) return found[2] === 'wd' && count > 0 ? { kind: 'working_days_before', days: count } : null;
  if (found[2] === 'wd') return { kind: 'working_days', days: count };
  if (count === 0) return null;
  if (found[2] === 'd') return { kind: 'calendar_days', days: count };
  return found[2] === 'h' ? { kind: 'working_hours', hours: count } : { kind: 'terms', terms: count };
}

function isKeys(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
