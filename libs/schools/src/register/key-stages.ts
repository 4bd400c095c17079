export type KeyStage = 'EY' | 'KS1' | 'KS2' | 'KS3' | 'KS4' | 'KS5';
export type Setting = 'mainstream' | 'special' | 'alternative_provision';

/** Ages at which pupils of a stage are taught, in years: from the birthday that lets them in to the one that ends it. */
const STAGES: readonly (readonly [KeyStage, from: number, to: number])[] = [
  ['EY', 2, 5],
  ['KS1', 5, 7],
  ['KS2', 7, 11],
  ['KS3', 11, 14],
  ['KS4', 14, 16],
  ['KS5', 16, 19],
];

/** Used only where the register gives no ages. */
const BY_PHASE: ReadonlyMap<string, readonly KeyStage[]> = new Map([
  ['Nursery', ['EY']],
  ['Primary', ['KS1', 'KS2']],
  ['Middle deemed primary', ['KS2', 'KS3']],
  ['Middle deemed secondary', ['KS2', 'KS3']],
  ['Secondary', ['KS3', 'KS4']],
  ['16 plus', ['KS5']],
  ['All-through', ['KS1', 'KS2', 'KS3', 'KS4']],
]);

export interface Teaching {
  /** As published; "Not applicable" says special, alternative provision, PRU or independent: then ages alone decide. */
  readonly phase: string | null;
  /** Statutory ages in years, 0 to 99. */
  readonly lowAge: number | null;
  readonly highAge: number | null;
  /** As published: "Has a sixth form", "Does not have a sixth form", "Not applicable", or null. */
  readonly sixthForm: string | null;
}

/**
 * The key stages a school serves: each one of which it teaches at least a year by its statutory ages, since a match is
 * decided by stages and not by the word for the phase. What the register says of a sixth form overrides the ages.
 *
 * @returns in order of age; empty where neither ages nor phase are known.
 */
export function keyStagesServed({ phase, lowAge, highAge, sixthForm }: Teaching): readonly KeyStage[] {
  const stages =
    lowAge !== null && highAge !== null
      ? STAGES.filter(([, from, to]) => lowAge < to && highAge > from).map(([stage]) => stage)
      : [...(BY_PHASE.get(phase ?? '') ?? [])];
  if (sixthForm === 'Does not have a sixth form') return stages.filter((stage) => stage !== 'KS5');
  if (sixthForm === 'Has a sixth form' && !stages.includes('KS5')) return [...stages, 'KS5'];
  return stages;
}

/** The kind of place by its type's name, for which the word for the phase is "Not applicable". */
export function settingOf(typeName: string | null): Setting {
  const name = (typeName ?? '').toLowerCase();
  if (/alternative provision|pupil referral/.test(name)) return 'alternative_provision';
  return name.includes('special') ? 'special' : 'mainstream';
}
