import type { LocalDate } from '@app/kernel';
import type { FieldReader } from '@app/profiles';
import { BASES, INTERVENTION_KINDS, restsOnWrongBasis } from './intervention-kinds.js';
import type { InterventionEntity } from './intervention.entity.js';

/** What is said of an intervention until it is over. */
export interface InterventionSaid {
  readonly kind: string;
  readonly basis: string;
  readonly restsOn: string;
  readonly funder: string;
  /** Whole pence; nought where it costs nothing. */
  readonly pence: number;
  /** Of people who are sent. */
  readonly halfDays: number;
  readonly startsOn: string;
  readonly endsOn?: string | null;
}

export type FieldsOfIntervention = Pick<
  InterventionEntity,
  'kind' | 'basis' | 'restsOn' | 'funder' | 'pence' | 'halfDays'
> & { readonly startsOn: LocalDate; readonly endsOn: LocalDate | null };

/** A million pounds, and five hundred days: more is a slip of the hand. */
const MOST = { pence: 100_000_000, halfDays: 1_000, restsOn: 500, funder: 200 } as const;
export const MOST_SAID = 2_000;

/** Faults are kept by the reader. */
export function readFields(reader: FieldReader, asked: InterventionSaid): FieldsOfIntervention {
  const kind = reader.oneOf('kind', asked.kind, INTERVENTION_KINDS);
  const basis = reader.oneOf('basis', asked.basis, BASES);
  if (kind === asked.kind && basis === asked.basis && restsOnWrongBasis(kind, basis))
    reader.say(
      'basis',
      basis === 'power'
        ? 'Support by agreement rests on an agreement'
        : 'This kind rests on a power, which no agreement replaces',
    );
  const restsOn = reader.text('restsOn', asked.restsOn, 'the power or agreement it rests on', MOST.restsOn);
  const funder = reader.text('funder', asked.funder, 'who funds it', MOST.funder);
  const pence = reader.whole('pence', asked.pence, 'the cost in pence', 0, MOST.pence);
  const halfDays = reader.whole('halfDays', asked.halfDays, 'the half-days', 0, MOST.halfDays);
  const startsOn = reader.date('startsOn', asked.startsOn, 'the day it starts');
  const endsOn = (asked.endsOn ?? '') === '' ? null : reader.date('endsOn', asked.endsOn, 'the day it ends');
  return { kind, basis, restsOn, funder, pence, halfDays, startsOn, endsOn };
}

/** The last day is never before the first. */
export function requireOrder(
  reader: FieldReader,
  path: string,
  startsOn: string,
  endsOn: string | null,
): void {
  if (endsOn !== null && endsOn < startsOn) reader.say(path, 'The last day cannot be before the first');
}

/** What happened, happened by today. */
export function requirePast(reader: FieldReader, path: string, day: string, today: LocalDate): void {
  if (day > today) reader.say(path, 'Enter a day that is not in the future');
}
