import {
  BadInput,
  parseHalfTerm,
  parseUrn,
  RuleBroken,
  type FieldError,
  type NeedId,
  type SchoolUrn,
} from '@app/kernel';
import {
  canonicalSnapshot,
  type Days,
  type NeedAndOffer,
  type NeedAndSupporter,
  type Snapshot,
} from '@app/matching';
import type { Tx } from '@app/platform';
import { vetoes, type FrozenSnapshot } from '../match-run/freeze-snapshot.js';
import type { RunRow } from '../match-run/run-rows.js';
import { MARK_KINDS } from './plan-mark.entity.js';
import { withMarks, type StandingMark } from './standing-marks.js';

/** What somebody supposes of a plan: at least one thing. */
export interface Supposition {
  readonly marks?: readonly { readonly need: string; readonly supporter: string; readonly kind: string }[];
  /** Half-days that a supporter has more in a half-term, or fewer where below 0. */
  readonly days?: readonly {
    readonly supporter: string;
    readonly halfTerm: string;
    readonly halfDays: number;
  }[];
  /** As if no broker had locked or barred anything, or asked for a group. */
  readonly withoutMarks?: boolean;
}

type SupposedDays = Pick<Days, 'school' | 'halfTerm'> & { readonly halfDays: number };

/** As many things as a person can keep apart when the plans stand side by side. */
const MOST = 20;
const MOST_HALF_DAYS = 200;

/**
 * What a plan was made from, as it would be: the same day, the same offers, and nothing else apart from what is supposed.
 * Needs in which the asker has an interest are left out (I-4).
 *
 * @throws BadInput naming what the plan does not hold; RuleBroken NO_NEEDS, NO_OFFER
 */
export async function supposed(
  tx: Tx,
  { policyNumber, policyHash }: RunRow,
  snapshot: Snapshot,
  asked: Supposition,
): Promise<FrozenSnapshot> {
  const known = withoutNeedsOf(tx.actor.interests, snapshot);
  const ruledOut = await vetoes(
    tx,
    known.needs.map(({ id }) => id),
  );
  const base = asked.withoutMarks === true ? withoutMarks(known, ruledOut) : known;
  const { marks, days } = readSupposition(base, asked);
  const offering = new Set(base.offers.map(({ school }) => school));
  const using = [
    ...marks.filter(({ kind }) => kind === 'lock').map(({ supporter }) => supporter),
    ...days.map(({ school }) => school),
  ];
  if (using.some((urn) => !offering.has(urn)))
    throw new RuleBroken('NO_OFFER', 'This school offers nothing that a plan could use.');
  const held = new Set(base.locks.map(keyOf));
  const after = withMarks({ ...base, days: days.reduce(addDays, base.days) }, marks);
  const fresh = after.locks.slice(base.locks.length).filter((lock) => !held.has(keyOf(lock)));
  const text = canonicalSnapshot({ ...after, locks: [...base.locks, ...fresh] });
  const { needs } = JSON.parse(text) as Snapshot;
  return { text, needIds: needs.map(({ id }) => id), policy: { number: policyNumber, hash: policyHash } };
}

function withoutNeedsOf(interests: readonly string[], snapshot: Snapshot): Snapshot {
  const hidden = new Set(interests);
  const needs = snapshot.needs.filter(({ school }) => !hidden.has(school));
  const known = new Set(needs.map(({ id }) => id));
  const among = <Row extends { readonly need: NeedId }>(rows: readonly Row[]): Row[] =>
    rows.filter(({ need }) => known.has(need));
  const { declines, vetoes: ruledOut, locks, currentPlan } = snapshot;
  return {
    ...{ ...snapshot, needs, declines: among(declines), vetoes: among(ruledOut) },
    ...{ locks: among(locks), currentPlan: among(currentPlan) },
    ...(snapshot.groups ? { groups: among(snapshot.groups) } : {}),
  };
}

/** What is ruled out for good stays so. */
function withoutMarks(snapshot: Snapshot, ruledOut: readonly NeedAndSupporter[]): Snapshot {
  const key = ({ need, supporter }: NeedAndSupporter): string => `${need} ${supporter}`;
  const forGood = new Set(ruledOut.map(key));
  return {
    ...snapshot,
    locks: [],
    groups: [],
    vetoes: snapshot.vetoes.filter((veto) => forGood.has(key(veto))),
  };
}

function keyOf({ need, offer }: NeedAndOffer): string {
  return `${need} ${offer}`;
}

function addDays(rows: readonly Days[], { school, halfTerm, halfDays }: SupposedDays): readonly Days[] {
  const found = rows.find((row) => row.school === school && row.halfTerm === halfTerm);
  const { declared, free, askMe } = found ?? { declared: 0, free: 0, askMe: false };
  const more = Math.max(0, declared + halfDays);
  const row = { school, halfTerm, declared: more, free: Math.min(more, Math.max(0, free + halfDays)), askMe };
  return [...rows.filter((each) => each !== found), row];
}

function readSupposition(
  snapshot: Snapshot,
  { marks = [], days = [], withoutMarks = false }: Supposition,
): { readonly marks: readonly StandingMark[]; readonly days: readonly SupposedDays[] } {
  const faults: FieldError[] = [];
  const schools = new Set<string>(snapshot.schools.map(({ urn }) => urn));
  const schoolOf = (path: string, given: string): SchoolUrn => {
    const urn = parseUrn(given);
    if (urn !== null && schools.has(urn)) return urn;
    faults.push({ path, message: 'Choose a school of the area' });
    return '' as SchoolUrn;
  };
  const readMarks = marks.map(({ need, supporter, kind }, at): StandingMark => {
    const known = MARK_KINDS.find((each) => each === kind);
    if (!known)
      faults.push({ path: `marks.${String(at)}.kind`, message: 'Choose whether to lock it or to bar it' });
    if (!snapshot.needs.some(({ id }) => id === need))
      faults.push({ path: `marks.${String(at)}.need`, message: 'Choose a need of the plan' });
    return {
      need: need as NeedId,
      supporter: schoolOf(`marks.${String(at)}.supporter`, supporter),
      kind: known ?? 'lock',
    };
  });
  const readDays = days.map(({ supporter, halfTerm, halfDays }, at): SupposedDays => {
    const path = `days.${String(at)}`;
    const known = snapshot.halfTerms.find(({ id }) => id === parseHalfTerm(halfTerm))?.id;
    if (!known) faults.push({ path: `${path}.halfTerm`, message: 'Choose a half-term that is not over' });
    if (!Number.isInteger(halfDays) || halfDays === 0 || Math.abs(halfDays) > MOST_HALF_DAYS)
      faults.push({ path: `${path}.halfDays`, message: 'Enter how many days more or fewer, at most 100' });
    return {
      school: schoolOf(`${path}.supporter`, supporter),
      halfTerm: known ?? ('2000/01-1' as Days['halfTerm']),
      halfDays,
    };
  });
  const many = marks.length + days.length;
  if (many === 0 && !withoutMarks) faults.push({ path: '', message: 'Say what to suppose' });
  if (many > MOST) faults.push({ path: '', message: `Suppose ${String(MOST)} things or fewer at once` });
  if (faults.length > 0) throw new BadInput(faults);
  return { marks: readMarks, days: readDays };
}
