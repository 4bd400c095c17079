import type { NeedId, OfferId } from '@app/kernel';
import { byText } from './canonical-json.js';
import type { Known, RowReader } from './row-reader.js';
import {
  type Commitment,
  type Conflict,
  type GroupRule,
  type NeedAndOffer,
  type NeedAndSupporter,
  type Sounding,
  type TrackRecord,
} from './snapshot.js';
import { COMMITMENT_STATES, CONFLICT_STATES } from '../words.js';

const MOST_ROWS = 1_000_000;
const MOST_TIMES = 10_000;
const MOST_HALF_DAYS = 100_000;
const MOST_OF_GROUP = 1_000;

export interface KnownPairs extends Known {
  readonly needs: ReadonlySet<string>;
  readonly offers: ReadonlySet<string>;
}

export function readConflicts(reader: RowReader, value: unknown, known: Known): readonly Conflict[] {
  const readOne = (each: unknown, path: string): Conflict => {
    const row = reader.row(each, path, ['school', 'other', 'kind', 'state']);
    const one = reader.school(row['school'], `${path}.school`, known);
    const two = reader.school(row['other'], `${path}.other`, known);
    if (one === two) reader.say(`${path}.other`, 'A conflict is between two schools');
    return {
      school: one < two ? one : two,
      other: one < two ? two : one,
      kind: reader.name(row['kind'], `${path}.kind`),
      state: reader.oneOf(row['state'], `${path}.state`, CONFLICT_STATES),
    };
  };
  const keyOf = ({ school, other, kind }: Conflict): string => `${school} ${other} ${kind}`;
  return reader.rows(value, 'conflicts', MOST_ROWS, readOne, keyOf);
}

export function readCommitments(reader: RowReader, value: unknown, known: KnownPairs): readonly Commitment[] {
  const names = ['id', 'supporter', 'asker', 'offer', 'state', 'halfDays'];
  const readOne = (each: unknown, path: string): Commitment => {
    const row = reader.row(each, path, names);
    return {
      id: reader.name(row['id'], `${path}.id`),
      supporter: reader.school(row['supporter'], `${path}.supporter`, known),
      // The school that is helped may have left the area.
      asker: reader.urn(row['asker'], `${path}.asker`),
      offer: row['offer'] === null ? null : (reader.name(row['offer'], `${path}.offer`) as OfferId),
      state: reader.oneOf(row['state'], `${path}.state`, COMMITMENT_STATES),
      halfDays: reader.whole(row['halfDays'], `${path}.halfDays`, 0, MOST_HALF_DAYS),
    };
  };
  return reader.rows(value, 'commitments', MOST_ROWS, readOne, ({ id }) => id);
}

export function readSoundings(reader: RowReader, value: unknown, known: Known): readonly Sounding[] {
  const readOne = (each: unknown, path: string): Sounding => {
    const row = reader.row(each, path, ['supporter', 'times']);
    return {
      supporter: reader.school(row['supporter'], `${path}.supporter`, known),
      times: reader.whole(row['times'], `${path}.times`, 0, MOST_TIMES),
    };
  };
  return reader.rows(value, 'soundings', MOST_ROWS, readOne, ({ supporter }) => supporter);
}

export function readTrackRecords(reader: RowReader, value: unknown, known: Known): readonly TrackRecord[] {
  const readOne = (each: unknown, path: string): TrackRecord => {
    const row = reader.row(each, path, ['supporter', 'evaluated', 'met']);
    const evaluated = reader.whole(row['evaluated'], `${path}.evaluated`, 0, MOST_TIMES);
    return {
      supporter: reader.school(row['supporter'], `${path}.supporter`, known),
      evaluated,
      met: reader.whole(row['met'], `${path}.met`, 0, evaluated),
    };
  };
  return reader.rows(value, 'trackRecords', MOST_ROWS, readOne, ({ supporter }) => supporter);
}

export function readNeedsAndSupporters(
  reader: RowReader,
  value: unknown,
  path: 'declines' | 'vetoes',
  known: KnownPairs,
): readonly NeedAndSupporter[] {
  const readOne = (each: unknown, at: string): NeedAndSupporter => {
    const row = reader.row(each, at, ['need', 'supporter']);
    return {
      need: readReference(reader, row['need'], `${at}.need`, known.needs) as NeedId,
      supporter: reader.school(row['supporter'], `${at}.supporter`, known),
    };
  };
  return reader.rows(value, path, MOST_ROWS, readOne, ({ need, supporter }) => `${need} ${supporter}`);
}

export function readNeedsAndOffers(
  reader: RowReader,
  value: unknown,
  path: 'locks' | 'currentPlan',
  known: KnownPairs,
): readonly NeedAndOffer[] {
  const readOne = (each: unknown, at: string): NeedAndOffer => {
    const row = reader.row(each, at, ['need', 'offer']);
    return {
      need: readReference(reader, row['need'], `${at}.need`, known.needs) as NeedId,
      offer: readReference(reader, row['offer'], `${at}.offer`, known.offers) as OfferId,
    };
  };
  return reader.rows(value, path, MOST_ROWS, readOne, ({ need, offer }) => `${need} ${offer}`);
}

/** A rule that no plan could make sense of is named: a need twice, a group of nobody, a school that is not in the snapshot. */
export function readGroups(reader: RowReader, value: unknown, known: KnownPairs): readonly GroupRule[] {
  const readOne = (each: unknown, path: string): GroupRule => {
    const row = reader.row(each, path, ['need', 'name', 'schools']);
    const given = reader.list(row['schools'], `${path}.schools`, MOST_OF_GROUP);
    const schools = given.map((school, at) => reader.school(school, `${path}.schools.${String(at)}`, known));
    if (schools.length === 0) reader.say(`${path}.schools`, 'A group has at least one school');
    if (new Set(schools).size < schools.length) reader.say(`${path}.schools`, 'Name each school once');
    return {
      need: readReference(reader, row['need'], `${path}.need`, known.needs) as NeedId,
      name: reader.text(row['name'], `${path}.name`),
      schools: [...schools].sort(byText),
    };
  };
  return reader.rows(value, 'groups', MOST_ROWS, readOne, ({ need }) => need);
}

function readReference(reader: RowReader, value: unknown, path: string, known: ReadonlySet<string>): string {
  const name = reader.name(value, path);
  if (name !== '' && !known.has(name)) reader.say(path, `${name} is not in this snapshot`);
  return name;
}
