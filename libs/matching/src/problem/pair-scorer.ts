import { metresApart } from '../distance.js';
import { PARTS } from '../policy.js';
import { FIT_UNIT } from '../theme-answers.js';
import { APPROACH_KINDS, MODES } from '../words.js';
import type { ContextMemory } from './context-memory.js';
import { ContextOrder } from './context-order.js';
import { exactShare } from './exact-share.js';
import { DECLINED, NAMED, NONE, VETOED, WISHED } from './pack-needs.js';
import { placeOfPart, STAGE_CELLS } from './pack-points.js';
import { BARRED, MANAGED, SAME_BODY, UNRESOLVED } from './pack-schools.js';
import type { ScoringColumns } from './packed-problem.js';
import { flagBit, refusalBit } from './refusal-bits.js';

const [OWN_SCHOOL, BARRED_CONFLICT, SAME_RESPONSIBLE_BODY, CONFLICT_UNRESOLVED] = [
  refusalBit('OWN_SCHOOL'),
  refusalBit('BARRED_CONFLICT'),
  refusalBit('SAME_RESPONSIBLE_BODY'),
  refusalBit('CONFLICT_UNRESOLVED'),
];
const [DECLINED_THIS_NEED, NOT_APPROACHABLE, NOT_WITH] = [
  refusalBit('DECLINED_THIS_NEED'),
  refusalBit('NOT_APPROACHABLE'),
  refusalBit('NOT_WITH'),
];
const [KEY_STAGE_NOT_SERVED, THEME_FIT_BELOW_FLOOR, TOO_FAR_AND_NO_REMOTE, NO_DAYS_IN_WINDOW] = [
  refusalBit('KEY_STAGE_NOT_SERVED'),
  refusalBit('THEME_FIT_BELOW_FLOOR'),
  refusalBit('TOO_FAR_AND_NO_REMOTE'),
  refusalBit('NO_DAYS_IN_WINDOW'),
];
const [SCHOOL_CLOSED, VETOED_BY_BROKER] = [refusalBit('SCHOOL_CLOSED'), refusalBit('VETOED_BY_BROKER')];

const BODY_UNKNOWN = flagBit('BODY_UNKNOWN');
const CONFLICT_MANAGED = flagBit('CONFLICT_MANAGED');
const SAME_BODY_MANAGED = flagBit('SAME_BODY_MANAGED');
const WISHED_FLAG = flagBit('WISHED');

const REMOTE = 1 << MODES.indexOf('remote');
const HYBRID = 1 << MODES.indexOf('hybrid');
const VISITS = (1 << MODES.indexOf('in_person')) | HYBRID;
const ANYONE = APPROACH_KINDS.indexOf('anyone');
const ONLY = APPROACH_KINDS.indexOf('only');
const [BAR, MANAGE, ALLOW] = [
  SAME_BODY.indexOf('bar'),
  SAME_BODY.indexOf('manage'),
  SAME_BODY.indexOf('allow'),
];

const THEME = placeOfPart('theme_fit');
const CONTEXT = placeOfPart('similar_context');
const STAGE = placeOfPart('key_stage_and_setting');
const CAPACITY = placeOfPart('free_capacity');
const REACH = placeOfPart('reach');
const MODE = placeOfPart('mode');
const FAIR = placeOfPart('fair_share');
const TRACK = placeOfPart('track_record');

const ALL_POINTS = 1_000;

/** A part that is not known. */
export const UNKNOWN = -1;

/**
 * The rules of `eligibility` and the points of `scorePair` over packed columns, one need at a time. It is begun with a need;
 * then any offer can be asked for.
 */
export class PairScorer {
  /** Of the offer scored last, in the order of the parts; `UNKNOWN` where a part is not known. */
  readonly parts = new Int16Array(PARTS.length);
  /** Of the offer scored last: holds, conditions and whether it was wished for. */
  flags = 0;
  need = -1;
  asker = -1;
  private readonly says: Uint8Array;
  private readonly between: Uint8Array;
  private readonly notWith: Uint8Array;
  private readonly secondaryContext: ContextOrder;
  private readonly primaryContext: ContextOrder;

  /** @param memory where few pairs are scored again and again. */
  constructor(
    private readonly packed: ScoringColumns,
    private readonly memory: ContextMemory | null = null,
  ) {
    const { schools, offers } = packed;
    this.says = new Uint8Array(schools.many);
    this.between = new Uint8Array(schools.many);
    this.notWith = new Uint8Array(offers.many);
    this.secondaryContext = new ContextOrder(schools.secondaryContext);
    this.primaryContext = new ContextOrder(schools.primaryContext);
  }

  begin(need: number): void {
    const { needs, schools, offers } = this.packed;
    if (this.need >= 0) put(needs.says, this.need, this.says, false);
    put(needs.says, need, this.says, true);
    this.need = need;
    const asker = needs.school[need] ?? NONE;
    if (asker === this.asker) return;
    if (this.asker >= 0) {
      put(schools.conflicts, this.asker, this.between, false);
      put(offers.notWith, this.asker, this.notWith, false);
    }
    put(schools.conflicts, asker, this.between, true);
    put(offers.notWith, asker, this.notWith, true);
    this.asker = asker;
  }

  /** Every rule that refuses the pair, as bits; 0 where none does. */
  refusals(offer: number): number {
    const { needs, offers, schools, points } = this.packed;
    const { need } = this;
    const supporter = offers.school[offer] ?? NONE;
    let bits = (offers.closed[offer] ?? 0) | this.refusalsOfPeople(offer, supporter);
    if (((needs.stages[need] ?? 0) & (offers.stages[offer] ?? 0)) === 0) bits |= KEY_STAGE_NOT_SERVED;
    const primary = points.primary[(needs.theme[need] ?? 0) * offers.many + offer] ?? 0;
    if (primary < points.floor) bits |= THEME_FIT_BELOW_FLOOR;
    if (((needs.modes[need] ?? 0) & (offers.modes[offer] ?? 0) & REMOTE) === 0) {
      const metres = this.metres(supporter);
      if (metres > this.limit(offers.travel[offer] ?? NONE)) bits |= TOO_FAR_AND_NO_REMOTE;
    }
    if (schools.anyDays[(needs.window[need] ?? 0) * schools.many + supporter] === 0)
      bits |= NO_DAYS_IN_WINDOW;
    if (schools.open[this.asker] === 0) bits |= SCHOOL_CLOSED;
    return bits;
  }

  /** What schools, heads and brokers have said, and what stands between the two schools. */
  refusalsOfPeople(offer: number, supporter: number): number {
    const { needs, schools } = this.packed;
    const says = this.says[supporter] ?? 0;
    let bits = supporter === this.asker ? OWN_SCHOOL : 0;
    if (bits === 0) {
      const between = this.between[supporter] ?? 0;
      if ((between & BARRED) !== 0) bits |= BARRED_CONFLICT;
      if ((between & UNRESOLVED) !== 0) bits |= CONFLICT_UNRESOLVED;
      if (schools.sameBody === BAR && this.sharesBody(supporter)) bits |= SAME_RESPONSIBLE_BODY;
    }
    if ((says & DECLINED) !== 0) bits |= DECLINED_THIS_NEED;
    if ((says & VETOED) !== 0) bits |= VETOED_BY_BROKER;
    const approach = needs.approach[this.need] ?? ANYONE;
    if (approach !== ANYONE && ((says & NAMED) !== 0) !== (approach === ONLY)) bits |= NOT_APPROACHABLE;
    if (this.notWith[offer] === 1) bits |= NOT_WITH;
    return bits;
  }

  /** Points of a pair that no rule refuses; leaves its parts and flags behind. */
  points(offer: number): number {
    const { needs, points, offers } = this.packed;
    const primary = points.primary[(needs.theme[this.need] ?? 0) * offers.many + offer] ?? 0;
    return this.pointsAbove(offer, primary, this.metresTo(offer), 0);
  }

  /**
   * The same, or -1 where even the best of what is dear to reckon would not bring it to so many.
   *
   * @param primary points for the need's first theme alone. @param metres to the supporter, or `NONE`.
   */
  pointsAbove(offer: number, primary: number, metres: number, least: number): number {
    const set = this.packed.needs.set[this.need] ?? 0;
    const theme = this.themeFit(offer, primary, set);
    const weights = set * PARTS.length;
    const { points } = this.packed;
    if (theme + ALL_POINTS - (points.weights[weights + THEME] ?? 0) < least) return -1;
    const supporter = this.packed.offers.school[offer] ?? NONE;
    const others = theme + this.addUp(offer, supporter, metres, set);
    if (others + (points.weights[weights + CONTEXT] ?? 0) < least) return -1;
    const context = this.memory
      ? this.memory.pointsOf(this.asker, supporter, set, () => this.context(supporter, set))
      : this.context(supporter, set);
    this.parts[THEME] = theme;
    this.parts[CONTEXT] = context;
    this.flags = this.flagsOf(supporter);
    return others + known(context);
  }

  /** Whole metres to the school of an offer, or `NONE`. */
  metresTo(offer: number): number {
    return this.metres(this.packed.offers.school[offer] ?? NONE);
  }

  /** Holds and conditions. */
  private flagsOf(supporter: number): number {
    const { schools } = this.packed;
    let flags = ((this.says[supporter] ?? 0) & WISHED) !== 0 ? WISHED_FLAG : 0;
    if (((this.between[supporter] ?? 0) & MANAGED) !== 0) flags |= CONFLICT_MANAGED;
    if (schools.sameBody === ALLOW) return flags;
    if (this.sharesBody(supporter)) return schools.sameBody === MANAGE ? flags | SAME_BODY_MANAGED : flags;
    const areAcademies = schools.academy[this.asker] === 1 && schools.academy[supporter] === 1;
    const onRecord = schools.trustKnown[this.asker] === 1 && schools.trustKnown[supporter] === 1;
    return areAcademies && !onRecord ? flags | BODY_UNKNOWN : flags;
  }

  /** All parts but the theme and the context. */
  private addUp(offer: number, supporter: number, metres: number, set: number): number {
    const { needs, offers, schools, points } = this.packed;
    const { need, parts } = this;
    const modes = needs.modes[need] ?? 0;
    const offered = offers.modes[offer] ?? 0;
    const stage = this.stages(supporter, (needs.stages[need] ?? 0) & (offers.stages[offer] ?? 0), set);
    const capacity = this.capacity(supporter, set);
    const reach = this.reach(modes, offered, metres, this.limit(offers.travel[offer] ?? NONE), set);
    const answer = (modes & offered) !== 0 ? 0 : ((modes | offered) & HYBRID) !== 0 ? 1 : 2;
    const mode = points.mode[set * 3 + answer] ?? 0;
    const fair = schools.fairShare[set * schools.many + supporter] ?? 0;
    const track = schools.trackRecord[set * schools.many + supporter] ?? 0;
    parts[STAGE] = stage;
    parts[CAPACITY] = capacity;
    parts[REACH] = reach;
    parts[MODE] = mode;
    parts[FAIR] = fair;
    parts[TRACK] = track;
    return stage + mode + fair + track + known(capacity) + known(reach);
  }

  private themeFit(offer: number, primary: number, set: number): number {
    const { needs, points } = this.packed;
    const { need } = this;
    const second = needs.second[need] ?? NONE;
    if (second === NONE) return primary;
    const third = needs.third[need] ?? NONE;
    const row = offer * points.themes;
    const further = (points.fits[row + second] ?? 0) + (third === NONE ? 0 : (points.fits[row + third] ?? 0));
    const cut = third === NONE ? 100 : 200;
    const over = (points.fits[row + (needs.theme[need] ?? 0)] ?? 0) * cut + points.secondaryMost * further;
    return exactShare(points.weights[set * PARTS.length + THEME] ?? 0, over, FIT_UNIT * cut);
  }

  private context(supporter: number, set: number): number {
    const { schools, points } = this.packed;
    const order = schools.secondary[this.asker] === 1 ? this.secondaryContext : this.primaryContext;
    order.begin(this.asker);
    const nearer = order.nearer(supporter);
    if (nearer < 0) return UNKNOWN;
    const { compared } = order;
    return exactShare(points.weights[set * PARTS.length + CONTEXT] ?? 0, compared - nearer, compared);
  }

  private stages(supporter: number, served: number, set: number): number {
    const { needs, schools, points } = this.packed;
    const setting = schools.setting[this.asker] ?? 0;
    const alike = setting === 0 || setting === schools.setting[supporter] ? 1 : 0;
    const asked = bitCount(needs.stages[this.need] ?? 0);
    const cell = ((set * STAGE_CELLS + bitCount(served)) * STAGE_CELLS + asked) * 2 + alike;
    return points.stage[cell] ?? 0;
  }

  private capacity(supporter: number, set: number): number {
    const { needs, schools, points } = this.packed;
    const cell = (needs.window[this.need] ?? 0) * schools.many + supporter;
    const declared = schools.declared[cell] ?? 0;
    if (declared === 0) return UNKNOWN;
    const left = Math.max(0, (schools.free[cell] ?? 0) - (needs.wanted[this.need] ?? 0));
    const most = points.weights[set * PARTS.length + CAPACITY] ?? 0;
    return exactShare(most, left * 100, declared * points.enoughLeft);
  }

  private reach(modes: number, offered: number, metres: number, limit: number, set: number): number {
    const { points } = this.packed;
    const remote = (modes & offered & REMOTE) !== 0;
    const mayMeet = (modes & VISITS) !== 0 && (offered & VISITS) !== 0;
    const byScreen = remote ? (points.remote[set] ?? 0) : UNKNOWN;
    if (metres < 0 || (remote && !mayMeet)) return byScreen;
    const most = points.weights[set * PARTS.length + REACH] ?? 0;
    let travelled = 0;
    if (metres <= limit)
      travelled =
        metres <= points.fullMetres ? most : exactShare(most, limit - metres, limit - points.fullMetres);
    return Math.max(travelled, byScreen);
  }

  /** Whole metres to a supporter, or `NONE`. */
  private metres(supporter: number): number {
    const { schools } = this.packed;
    const [east, other] = [schools.easting[this.asker] ?? NONE, schools.easting[supporter] ?? NONE];
    if (east === NONE || other === NONE) return NONE;
    const north = (schools.northing[this.asker] ?? 0) - (schools.northing[supporter] ?? 0);
    return metresApart(east - other, north);
  }

  private limit(travel: number): number {
    const own = this.packed.needs.travel[this.need] ?? NONE;
    if (own === NONE) return travel === NONE ? this.packed.points.limitMetres : travel;
    return travel === NONE ? own : Math.min(own, travel);
  }

  private sharesBody(supporter: number): boolean {
    const { trust, federation } = this.packed.schools;
    const own = trust[this.asker] ?? NONE;
    if (own !== NONE && own === trust[supporter]) return true;
    const joined = federation[this.asker] ?? NONE;
    return joined !== NONE && joined === federation[supporter];
  }
}

function known(points: number): number {
  return points === UNKNOWN ? 0 : points;
}

function put(
  { first, place, bits }: ScoringColumns['needs']['says'],
  of: number,
  into: Uint8Array,
  isOn: boolean,
): void {
  const end = first[of + 1] ?? 0;
  for (let at = first[of] ?? 0; at < end; at += 1) into[place[at] ?? 0] = isOn ? (bits[at] ?? 0) : 0;
}

function bitCount(bits: number): number {
  let [left, many] = [bits, 0];
  for (; left !== 0; left &= left - 1) many += 1;
  return many;
}
