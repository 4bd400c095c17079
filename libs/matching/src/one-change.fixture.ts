import { day, needId, someDays, urn } from './a-county.fixture.js';
import { rankCandidates } from './candidates.js';
import { LivingPlan } from './living/living-plan.js';
import { optimise, reoptimise, type Optimised } from './reoptimise.js';
import { Dice, randomCounty } from './random-county.fixture.js';
import { aMarketOfFewDays, aMarketWithFewest, aScarceMarket } from './conformance/planning.fixture.js';
import { canonicalJson } from './snapshot/canonical-json.js';
import type { Snapshot } from './snapshot/snapshot.js';
import { verifyPlan } from './verify/verify-plan.js';
import { KEY_STAGES, MODES } from './words.js';

export type Step = (area: Snapshot, dice: Dice) => Snapshot;

const changedOne = <Row>(rows: readonly Row[], dice: Dice, change: (row: Row) => Row): readonly Row[] => {
  const at = dice.roll(rows.length);
  return rows.map((row, place) => (place === at ? change(row) : row));
};

/** What happens in an area between one plan and the next. */
export const STEPS: Readonly<Record<string, Step>> = {
  'a need is met elsewhere': (area, dice) => {
    const gone = dice.pick(area.needs).id;
    return area.needs.length < 3
      ? area
      : {
          ...area,
          needs: area.needs.filter(({ id }) => id !== gone),
          locks: area.locks.filter(({ need }) => need !== gone),
          declines: area.declines.filter(({ need }) => need !== gone),
          vetoes: area.vetoes.filter(({ need }) => need !== gone),
          currentPlan: area.currentPlan.filter(({ need }) => need !== gone),
        };
  },
  'a need is declared': (area, dice) => {
    const like = dice.pick(area.needs);
    const id = needId(100 + dice.roll(10_000));
    const school = dice.pick(area.schools).urn;
    return { ...area, needs: [...area.needs.filter((need) => need.id !== id), { ...like, id, school }] };
  },
  'an offer ends': (area, dice) => {
    const gone = dice.pick(area.offers).id;
    return area.offers.length < 3
      ? area
      : {
          ...area,
          offers: area.offers.filter(({ id }) => id !== gone),
          locks: area.locks.filter(({ offer }) => offer !== gone),
          commitments: area.commitments.filter(({ offer }) => offer !== gone),
          currentPlan: area.currentPlan.filter(({ offer }) => offer !== gone),
        };
  },
  'an offer is made': (area, dice) => {
    const like = dice.pick(area.offers);
    const id = `offer-${String(100 + dice.roll(10_000))}` as typeof like.id;
    const school = dice.pick(area.schools).urn;
    return { ...area, offers: [...area.offers.filter((offer) => offer.id !== id), { ...like, id, school }] };
  },
  'a need asks for something else': (area, dice) => ({
    ...area,
    needs: changedOne(area.needs, dice, (row) => ({
      ...row,
      keyStages: dice.some(KEY_STAGES),
      modes: dice.some(MODES),
      travelMetres: dice.oneIn(2) ? null : 5_000 + dice.roll(40_000),
      halfDaysWanted: 1 + dice.roll(6),
    })),
  }),
  'an offer reaches farther, or rests': (area, dice) => ({
    ...area,
    offers: changedOne(area.offers, dice, (row) => ({
      ...row,
      travelMetres: dice.oneIn(2) ? null : 5_000 + dice.roll(60_000),
      resting: dice.oneIn(4),
    })),
  }),
  'an offer takes more or fewer partners': (area, dice) => {
    const mostPartners = dice.roll(4);
    const fewestPartners = dice.roll(mostPartners + 1);
    return {
      ...area,
      offers: changedOne(area.offers, dice, (row) => ({ ...row, mostPartners, fewestPartners })),
    };
  },
  'a school has been asked': (area, dice) => ({
    ...area,
    soundings: changedOne(area.soundings, dice, (row) => ({ ...row, times: dice.roll(8) })),
  }),
  'a school declares other days': (area, dice) => {
    const school = dice.pick(area.schools).urn;
    const number = Number(school) - 990_000;
    return {
      ...area,
      days: [...area.days.filter((row) => row.school !== school), ...someDays(number, 1 + dice.roll(24))],
    };
  },
  'a need is more urgent': (area, dice) => ({
    ...area,
    needs: changedOne(area.needs, dice, (row) => ({
      ...row,
      priority: dice.pick(['when_possible', 'this_term', 'now'] as const),
      waitingSince: day(`2026-10-1${String(dice.roll(10))}`),
      partnersWanted: dice.roll(4),
    })),
  }),
  'a pairing starts': (area, dice) => {
    const { id, school } = dice.pick(area.offers);
    const pairing = {
      id: `pairing-${String(dice.roll(10_000))}`,
      supporter: school,
      asker: urn(900),
      offer: id,
      state: 'live' as const,
      halfDays: dice.roll(4),
    };
    const others = area.commitments.filter((row) => row.id !== pairing.id);
    return { ...area, commitments: [...others, pairing] };
  },
  'pairings end': (area) => ({ ...area, commitments: area.commitments.slice(1) }),
  'a broker rules a school out': (area, dice) => {
    const veto = { need: dice.pick(area.needs).id, supporter: dice.pick(area.schools).urn };
    const others = area.vetoes.filter(
      ({ need, supporter }) => need !== veto.need || supporter !== veto.supporter,
    );
    return { ...area, vetoes: [...others, veto] };
  },
  'a conflict is declared': (area, dice) => {
    const [school, other] = dice.shuffled(area.schools.map((each) => each.urn));
    if (school === undefined || other === undefined) return area;
    const kind = `kind-${String(dice.roll(1_000))}`;
    const state = dice.pick(['suspected', 'none', 'managed', 'barred'] as const);
    return { ...area, conflicts: [...area.conflicts, { school, other, kind, state }] };
  },
  'a broker locks a pair, or lets it go': (area, dice) => {
    if (area.locks.length > 0 && dice.oneIn(2)) return { ...area, locks: area.locks.slice(1) };
    const lock = { need: dice.pick(area.needs).id, offer: dice.pick(area.offers).id };
    const others = area.locks.filter(({ need, offer }) => need !== lock.need || offer !== lock.offer);
    return { ...area, locks: [...others, lock] };
  },
  'the plan comes into force': (area) => area,
};

/** Small areas of every kind to begin from: rules that bite, partners wanted by several or none, days that are too few. */
export const AREAS: readonly ((seed: number) => Snapshot)[] = [
  (seed) => randomCounty(seed, { schools: 7, needs: 5, offers: 6 }),
  (seed) => aMarketWithFewest(seed, 5, 4),
  (seed) => aMarketOfFewDays(seed, 5, 4),
  (seed) => aScarceMarket(seed, 6, 5),
];

export interface Walked {
  /** What is not as in a full run, each in words; empty where nothing is. */
  readonly faults: readonly string[];
  /** Changes after which the living network held the plan, and nothing had to be searched. */
  readonly inPlace: number;
  /** Changes after which fewer pairs were scored than there are. */
  readonly saved: number;
  readonly names: readonly string[];
}

/**
 * One change after the other; each plan made from the one before it, and that of a network changed in place, are held against
 * a plan from the beginning.
 *
 * @param misses whether the network is not told of a step: then there have to be faults.
 */
export function walk(
  seed: number,
  start: Snapshot,
  steps: number,
  misses: (step: number) => boolean = () => false,
): Walked {
  const dice = new Dice(seed);
  let now: Optimised = optimise(start);
  const living = new LivingPlan(now.problem.snapshot);
  let [saved, inPlace] = [0, 0];
  const [faults, names]: [string[], string[]] = [[], []];
  for (let step = 0; step < steps; step += 1) {
    const [name, change] = dice.pick(Object.entries(STEPS));
    const area = now.problem.snapshot;
    const inForce = now.plan.pairs.map(({ need, offer }) => ({ need, offer }));
    const next =
      name === 'the plan comes into force' ? { ...area, currentPlan: inForce } : change(area, dice);
    const [after, full] = [reoptimise(now, next), optimise(next)];
    const say = (what: string): number => faults.push(`${String(seed)}, ${String(step)}, ${name}: ${what}`);
    const rows = canonicalJson(after.rows);
    const readable = full.problem.needs.map((_, need) => rankCandidates(full.problem, need));
    if (rows !== canonicalJson(full.rows)) say('rows differ');
    if (rows !== canonicalJson(readable)) say('rows are not those of the readable rules');
    if (canonicalJson(after.plan) !== canonicalJson(full.plan)) say('the plan differs');
    for (const fault of verifyPlan(after.problem, after.rows, after.plan, after.certificate)) say(fault);
    if (!misses(step)) living.become(next);
    for (const fault of livingFaults(living, full)) say(`the network: ${fault}`);
    inPlace += living.isInPlace ? 1 : 0;
    saved += after.pairsScored < full.pairsScored ? 1 : 0;
    names.push(name);
    now = after;
  }
  return { faults, saved, inPlace, names };
}

/** What of a plan changed in place is not as in a full run. */
function livingFaults(living: LivingPlan, full: Optimised): readonly string[] {
  const plan = living.plan();
  if (canonicalJson(living.problem.snapshot) !== canonicalJson(full.problem.snapshot))
    return ['it stands elsewhere'];
  return [
    ...(canonicalJson(plan) === canonicalJson(full.plan) ? [] : ['the plan differs']),
    ...(canonicalJson(full.rows) === canonicalJson(full.rows.map((_, need) => living.row(need)))
      ? []
      : ['rows differ']),
    ...verifyPlan(full.problem, full.rows, plan, living.certificate()),
  ];
}
