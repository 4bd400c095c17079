import { MEASURES } from '../policy.js';
import type { Keys } from '../field-reader.js';
import type { RowReader } from './row-reader.js';
import { type ContextValue, type HalfTerm, type School } from './snapshot.js';
import { KEY_STAGES, SCHOOL_STATUSES, SETTINGS } from '../words.js';

const MOST_SCHOOLS = 200_000;
const MOST_HALF_TERMS = 60;
/** The British National Grid in metres: beyond it lies no place in Great Britain. */
const EAST = 700_000;
const NORTH = 1_300_000;
/** A figure of a million units of anything is no figure of a school. */
const MOST_MILLIONTHS = 1e12;

const SCHOOL: readonly (keyof School)[] = [
  'urn',
  'status',
  'keyStages',
  'setting',
  'easting',
  'northing',
  'trust',
  'trustKnown',
  'federation',
  'headVacancy',
  'context',
];

export function readSchools(reader: RowReader, value: unknown): readonly School[] {
  const readOne = (each: unknown, path: string): School => {
    const row = reader.row(each, path, SCHOOL);
    return {
      urn: reader.urn(row['urn'], `${path}.urn`),
      status: reader.oneOf(row['status'], `${path}.status`, SCHOOL_STATUSES),
      keyStages: reader.someOf(row['keyStages'], `${path}.keyStages`, KEY_STAGES, 0),
      setting: reader.oneOf(row['setting'], `${path}.setting`, SETTINGS),
      ...readPlace(reader, row, path),
      trust: reader.textOrNull(row['trust'], `${path}.trust`),
      trustKnown: reader.flag(row['trustKnown'], `${path}.trustKnown`),
      federation: reader.textOrNull(row['federation'], `${path}.federation`),
      headVacancy: reader.flag(row['headVacancy'], `${path}.headVacancy`),
      context: reader.rows(
        row['context'],
        `${path}.context`,
        MEASURES.length,
        (value_, at) => readContext(reader, value_, at),
        ({ measure }) => measure,
      ),
    };
  };
  return reader.rows(value, 'schools', MOST_SCHOOLS, readOne, ({ urn }) => urn);
}

function readPlace(reader: RowReader, row: Keys, path: string): Pick<School, 'easting' | 'northing'> {
  const easting = reader.wholeOrNull(row['easting'], `${path}.easting`, 0, EAST);
  const northing = reader.wholeOrNull(row['northing'], `${path}.northing`, 0, NORTH);
  if ((easting === null) !== (northing === null)) reader.say(`${path}.easting`, 'Give both or neither');
  // A place that nobody entered; it would be a distance of hundreds of kilometres to everybody.
  if (easting === 0 && northing === 0) reader.say(`${path}.easting`, '0, 0 is no place: leave both empty');
  return { easting, northing };
}

function readContext(reader: RowReader, value: unknown, path: string): ContextValue {
  const row = reader.row(value, path, ['measure', 'millionths', 'symbol', 'year', 'source']);
  const symbol = reader.textOrNull(row['symbol'], `${path}.symbol`);
  const millionths = reader.wholeOrNull(
    row['millionths'],
    `${path}.millionths`,
    -MOST_MILLIONTHS,
    MOST_MILLIONTHS,
  );
  if ((millionths === null) === (symbol === null))
    reader.say(path, 'Give a figure, or the symbol that stands in its place');
  return {
    measure: reader.oneOf(row['measure'], `${path}.measure`, MEASURES),
    millionths,
    symbol,
    year: reader.text(row['year'], `${path}.year`),
    source: reader.text(row['source'], `${path}.source`),
  };
}

/** In order, none overlapping. */
export function readHalfTerms(reader: RowReader, value: unknown): readonly HalfTerm[] {
  const readOne = (each: unknown, path: string): HalfTerm => {
    const row = reader.row(each, path, ['id', 'from', 'to']);
    const from = reader.date(row['from'], `${path}.from`);
    const to = reader.date(row['to'], `${path}.to`);
    if (to < from) reader.say(`${path}.to`, 'A half-term ends after it begins');
    return { id: reader.halfTerm(row['id'], `${path}.id`), from, to };
  };
  const halfTerms = reader.rows(value, 'halfTerms', MOST_HALF_TERMS, readOne, ({ id }) => id);
  if (Array.isArray(value) && value.length === 0) reader.say('halfTerms', 'Give at least one half-term');
  halfTerms.forEach((each, at) => {
    const before = halfTerms[at - 1];
    if (before && before.to >= each.from)
      reader.say('halfTerms', `${each.id} begins before ${before.id} has ended`);
  });
  return halfTerms;
}
