import type { LocalDate } from '@app/kernel';
import type { Known, RowReader } from './row-reader.js';
import { type Days, type HalfTerm, type Offer, type OfferedTheme } from './snapshot.js';
import { DEPTHS, EVIDENCE_KINDS, KEY_STAGES, MODES } from '../words.js';

const MOST_OFFERS = 100_000;
const MOST_DAYS = 2_000_000;
const MOST_THEMES = 200;
const MOST_PARTNERS = 100;
const MOST_HALF_DAYS = 10_000;
const FARTHEST_METRES = 1_000_000;

const OFFER: readonly (keyof Offer)[] = [
  'id',
  'school',
  'themes',
  'keyStages',
  'modes',
  'travelMetres',
  'notWith',
  'mostPartners',
  'fewestPartners',
  'resting',
];

export function readOffers(
  reader: RowReader,
  value: unknown,
  known: Known,
  runDate: LocalDate,
): readonly Offer[] {
  const readOne = (each: unknown, path: string): Offer => {
    const row = reader.row(each, path, OFFER);
    const mostPartners = reader.whole(row['mostPartners'], `${path}.mostPartners`, 0, MOST_PARTNERS);
    return {
      id: reader.name(row['id'], `${path}.id`) as Offer['id'],
      school: reader.school(row['school'], `${path}.school`, known),
      themes: reader.rows(
        row['themes'],
        `${path}.themes`,
        MOST_THEMES,
        (theme, at) => readTheme(reader, theme, at, known, runDate),
        ({ theme }) => theme,
      ),
      keyStages: reader.someOf(row['keyStages'], `${path}.keyStages`, KEY_STAGES, 1),
      modes: reader.someOf(row['modes'], `${path}.modes`, MODES, 1),
      travelMetres: reader.wholeOrNull(row['travelMetres'], `${path}.travelMetres`, 1, FARTHEST_METRES),
      notWith: reader.urns(row['notWith'], `${path}.notWith`),
      mostPartners,
      fewestPartners: reader.whole(row['fewestPartners'], `${path}.fewestPartners`, 0, mostPartners),
      resting: reader.flag(row['resting'], `${path}.resting`),
    };
  };
  return reader.rows(value, 'offers', MOST_OFFERS, readOne, ({ id }) => id);
}

function readTheme(
  reader: RowReader,
  value: unknown,
  path: string,
  known: Known,
  runDate: LocalDate,
): OfferedTheme {
  const row = reader.row(value, path, ['theme', 'depth', 'evidence', 'howKnown', 'on']);
  const on = reader.date(row['on'], `${path}.on`);
  if (on > runDate) reader.say(`${path}.on`, 'This day is after the run');
  return {
    theme: reader.theme(row['theme'], `${path}.theme`, known),
    depth: reader.oneOf(row['depth'], `${path}.depth`, DEPTHS),
    evidence: reader.oneOf(row['evidence'], `${path}.evidence`, EVIDENCE_KINDS),
    howKnown: reader.flag(row['howKnown'], `${path}.howKnown`),
    on,
  };
}

export function readDays(
  reader: RowReader,
  value: unknown,
  known: Known,
  halfTerms: readonly HalfTerm[],
): readonly Days[] {
  const ids = new Set<string>(halfTerms.map(({ id }) => id));
  const readOne = (each: unknown, path: string): Days => {
    const row = reader.row(each, path, ['school', 'halfTerm', 'declared', 'free', 'askMe']);
    const halfTerm = reader.halfTerm(row['halfTerm'], `${path}.halfTerm`);
    if (halfTerm !== '' && !ids.has(halfTerm))
      reader.say(`${path}.halfTerm`, `${halfTerm} is not a half-term of this snapshot`);
    const declared = reader.whole(row['declared'], `${path}.declared`, 0, MOST_HALF_DAYS);
    return {
      school: reader.school(row['school'], `${path}.school`, known),
      halfTerm,
      declared,
      free: reader.whole(row['free'], `${path}.free`, 0, declared),
      askMe: reader.flag(row['askMe'], `${path}.askMe`),
    };
  };
  return reader.rows(value, 'days', MOST_DAYS, readOne, ({ school, halfTerm }) => `${school} ${halfTerm}`);
}
