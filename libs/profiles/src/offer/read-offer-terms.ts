import type { SchoolUrn } from '@app/kernel';
import type { FieldReader } from '../field-reader.js';
import { KEY_STAGES, MODES, type KeyStageName, type Mode } from '../need/need-wording.js';

/** On what terms a school helps, as it was sent. */
export interface AskedTerms {
  /** Who would do it: names or posts of staff. */
  readonly people?: string | null;
  readonly keyStages: readonly string[];
  readonly modes: readonly string[];
  readonly travelKm?: number | null;
  /** Schools it would rather not work with. Nobody is told. */
  readonly notWith?: readonly string[];
  readonly conditions?: string | null;
  /** At once. Left out: one. */
  readonly maxPartners?: number;
  /** Fewer are not worth starting for. Left out: none. */
  readonly minPartners?: number;
}

export interface OfferTerms {
  readonly people: string | null;
  readonly keyStages: KeyStageName[];
  readonly modes: Mode[];
  readonly travelKm: number | null;
  readonly notWith: SchoolUrn[];
  readonly conditions: string | null;
  readonly maxPartners: number;
  readonly minPartners: number;
}

/** @param path where the terms stand in what was sent: '' or `offer.`. */
export function readOfferTerms(
  reader: FieldReader,
  path: '' | 'offer.',
  asked: AskedTerms,
  own: SchoolUrn,
): OfferTerms {
  const maxPartners = reader.whole(`${path}maxPartners`, asked.maxPartners ?? 1, 'schools at once', 1, 20);
  return {
    people: reader.textOrNull(`${path}people`, asked.people, 'who would do it', 500),
    keyStages: reader.someOf(`${path}keyStages`, asked.keyStages, KEY_STAGES),
    modes: reader.someOf(`${path}modes`, asked.modes, MODES),
    travelKm: reader.wholeOrNull(`${path}travelKm`, asked.travelKm, 'kilometres', 1, 500),
    notWith: reader.urns(`${path}notWith`, asked.notWith ?? [], 50, own),
    conditions: reader.textOrNull(`${path}conditions`, asked.conditions, 'your conditions', 2_000),
    maxPartners,
    minPartners: reader.whole(`${path}minPartners`, asked.minPartners ?? 0, 'fewest schools', 0, maxPartners),
  };
}
