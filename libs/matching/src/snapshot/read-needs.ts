import { PRIORITIES, type LocalDate } from '@app/kernel';
import type { Known, RowReader } from './row-reader.js';
import { type Approach, type Need } from './snapshot.js';
import { APPROACH_KINDS, KEY_STAGES, MODES } from '../words.js';

const MOST_NEEDS = 100_000;
const MOST_PARTNERS = 3;
const MOST_HALF_DAYS = 200;
const FARTHEST_METRES = 1_000_000;

const NEED: readonly (keyof Need)[] = [
  'id',
  'school',
  'primaryTheme',
  'secondaryThemes',
  'keyStages',
  'priority',
  'halfDaysWanted',
  'windowFrom',
  'windowTo',
  'partnersWanted',
  'modes',
  'travelMetres',
  'approach',
  'wishes',
  'earliestStart',
  'waitingSince',
];

export function readNeeds(
  reader: RowReader,
  value: unknown,
  known: Known,
  runDate: LocalDate,
): readonly Need[] {
  const readOne = (each: unknown, path: string): Need => readNeed(reader, each, path, known, runDate);
  return reader.rows(value, 'needs', MOST_NEEDS, readOne, ({ id }) => id);
}

function readNeed(reader: RowReader, value: unknown, path: string, known: Known, runDate: LocalDate): Need {
  const row = reader.row(value, path, NEED);
  const primaryTheme = reader.theme(row['primaryTheme'], `${path}.primaryTheme`, known);
  const further = reader.list(row['secondaryThemes'], `${path}.secondaryThemes`, 2);
  const secondaryThemes = further.map((theme, at) =>
    reader.theme(theme, `${path}.secondaryThemes.${String(at)}`, known),
  );
  if (new Set([primaryTheme, ...secondaryThemes]).size <= secondaryThemes.length)
    reader.say(`${path}.secondaryThemes`, 'Name each theme once');
  const windowFrom = reader.halfTerm(row['windowFrom'], `${path}.windowFrom`);
  const windowTo = reader.halfTerm(row['windowTo'], `${path}.windowTo`);
  if (windowTo < windowFrom) reader.say(`${path}.windowTo`, 'The last half-term is before the first');
  const waitingSince = reader.date(row['waitingSince'], `${path}.waitingSince`);
  if (waitingSince > runDate) reader.say(`${path}.waitingSince`, 'This day is after the run');
  return {
    id: reader.name(row['id'], `${path}.id`) as Need['id'],
    school: reader.school(row['school'], `${path}.school`, known),
    primaryTheme,
    secondaryThemes: [...secondaryThemes].sort(),
    keyStages: reader.someOf(row['keyStages'], `${path}.keyStages`, KEY_STAGES, 1),
    priority: reader.oneOf(row['priority'], `${path}.priority`, PRIORITIES),
    halfDaysWanted: reader.whole(row['halfDaysWanted'], `${path}.halfDaysWanted`, 1, MOST_HALF_DAYS),
    windowFrom,
    windowTo,
    partnersWanted: reader.whole(row['partnersWanted'], `${path}.partnersWanted`, 0, MOST_PARTNERS),
    modes: reader.someOf(row['modes'], `${path}.modes`, MODES, 1),
    travelMetres: reader.wholeOrNull(row['travelMetres'], `${path}.travelMetres`, 1, FARTHEST_METRES),
    approach: readApproach(reader, row['approach'], `${path}.approach`),
    wishes: reader.urns(row['wishes'], `${path}.wishes`),
    earliestStart: reader.dateOrNull(row['earliestStart'], `${path}.earliestStart`),
    waitingSince,
  };
}

function readApproach(reader: RowReader, value: unknown, path: string): Approach {
  const row = reader.row(value, path, ['kind', 'schools']);
  const kind = reader.oneOf(row['kind'], `${path}.kind`, APPROACH_KINDS);
  const schools = reader.urns(row['schools'], `${path}.schools`);
  if (kind === 'anyone' && schools.length > 0) reader.say(`${path}.schools`, 'Anyone names no school');
  return { kind, schools };
}
