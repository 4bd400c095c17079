import type { Problem } from '../../problem.js';
import type { DaysUse } from '../days-use.js';
import type { EligiblePair } from '../eligible-pairs.js';

/** A need that a school could support, by each of its offers that could. */
export interface Choice {
  readonly need: number;
  /** Most points first. */
  readonly options: readonly { readonly offer: number; readonly points: number }[];
  /** Half-days in each half-term of the snapshot. */
  readonly takes: readonly number[];
}

/** A need with the offer that answers it. */
export interface Chosen {
  readonly choice: Choice;
  readonly offer: number;
  readonly points: number;
}

export interface BestChoice {
  readonly worth: number;
  readonly chosen: readonly Chosen[];
}

/** The value of a need that nobody may support. */
export const NOT_TO_BE_HAD = -Infinity;

/** Needs that take the same half-days by the same offer: of them only the dearest can be among the best. */
interface Alike {
  readonly offer: number;
  readonly place: number;
  readonly choices: readonly Choice[];
  readonly needs: Int32Array;
  readonly points: Int32Array;
}

interface Worthy {
  readonly choice: Choice;
  readonly offer: number;
  readonly place: number;
  readonly points: number;
  readonly value: number;
}

/**
 * What one school could do, by itself: needs that share its places, its offers' places and fewest partners, and its
 * half-days. Everything in a plan but how many partners a need wants is said here, so that schools can be asked one by one.
 */
export class SchoolChoices {
  /** Partners taken in the search that is going on, by place of the offer among this school's. */
  private readonly taken: Int32Array;
  private readonly placeOf: ReadonlyMap<number, number>;
  private readonly alike: readonly Alike[];

  constructor(
    readonly school: number,
    readonly room: number,
    readonly choices: readonly Choice[],
    private readonly offers: readonly (Offered & { readonly offer: number })[],
    /** Half-days in each half-term beside the locks. */
    readonly left: readonly number[],
  ) {
    this.taken = new Int32Array(offers.length);
    this.placeOf = new Map(offers.map(({ offer }, place) => [offer, place]));
    this.alike = alikeOf(choices, (offer) => this.placeOf.get(offer) ?? -1);
  }

  /**
   * The needs that are worth most together, each its value and the points of its offer times `perPoint`.
   *
   * @param values of every need of the problem, `NOT_TO_BE_HAD` for one that is not.
   */
  best(values: Float64Array, perPoint: number): BestChoice {
    const worthy = this.worthy(values, perPoint);
    const left = [...this.left];
    const chosen: Worthy[] = [];
    let best: BestChoice = { worth: 0, chosen: [] };
    const look = (from: number, worth: number): void => {
      if (worth > best.worth && this.isWhole()) best = { worth, chosen: [...chosen] };
      const free = this.room - chosen.length;
      for (let at = from; free > 0 && at < worthy.length; at += 1) {
        let most = worth;
        for (let next = at; next < at + free; next += 1) most += Math.max(0, worthy[next]?.value ?? 0);
        if (most <= best.worth) return;
        const each = worthy[at] as Worthy;
        if (isChosen(chosen, each.choice) || !this.takePlace(each.place)) continue;
        if (takeDays(left, each.choice, 1)) {
          chosen.push(each);
          look(at + 1, worth + each.value);
          chosen.pop();
          takeDays(left, each.choice, -1);
        }
        this.givePlace(each.place);
      }
    };
    look(0, 0);
    return best;
  }

  /**
   * Whoever can be among the best, dearest first: nobody than whom there are as many as there are places that are worth no
   * less by the same offer and take no more, since one of those would be free instead.
   */
  private worthy(values: Float64Array, perPoint: number): readonly Worthy[] {
    const found: Worthy[] = [];
    for (const { offer, place, choices, needs, points } of this.alike) {
      const first = found.length;
      for (let which = 0; which < needs.length; which += 1) {
        const own = values[needs[which] ?? 0] ?? NOT_TO_BE_HAD;
        if (own === NOT_TO_BE_HAD) continue;
        const value = own + perPoint * (points[which] ?? 0);
        const isFull = found.length - first === this.room;
        if (isFull && value <= (found.at(-1)?.value ?? 0)) continue;
        if (isFull) found.pop();
        let at = found.length;
        while (at > first && (found[at - 1]?.value ?? 0) < value) at -= 1;
        found.splice(at, 0, {
          choice: choices[which] as Choice,
          offer,
          place,
          points: points[which] ?? 0,
          value,
        });
      }
    }
    found.sort((a, b) => b.value - a.value || a.choice.need - b.choice.need || a.offer - b.offer);
    const kept: Worthy[] = [];
    for (const each of found) {
      let better = 0;
      for (const other of kept) if (other.offer === each.offer && takesNoMore(other, each)) better += 1;
      if (better < this.room) kept.push(each);
    }
    return kept;
  }

  /** Offers for exactly these needs with the most points; null where the school cannot support all of them. */
  assign(choices: readonly Choice[]): readonly Chosen[] | null {
    if (choices.length > this.room) return null;
    const left = [...this.left];
    if (!choices.every((choice) => takeDays(left, choice, 1))) return null;
    let best: { readonly points: number; readonly chosen: readonly Chosen[] } | null = null;
    const chosen: Chosen[] = [];
    const look = (at: number, points: number): void => {
      const choice = choices[at];
      if (choice === undefined) {
        if (this.isWhole() && (best === null || points > best.points)) best = { points, chosen: [...chosen] };
        return;
      }
      for (const option of choice.options) {
        const place = this.placeOf.get(option.offer) ?? -1;
        if (!this.takePlace(place)) continue;
        chosen.push({ choice, ...option });
        look(at + 1, points + option.points);
        chosen.pop();
        this.givePlace(place);
      }
    };
    look(0, 0);
    return (best as { chosen: readonly Chosen[] } | null)?.chosen ?? null;
  }

  private takePlace(place: number): boolean {
    const taken = this.taken[place] ?? 0;
    if (taken >= (this.offers[place]?.room ?? 0)) return false;
    this.taken[place] = taken + 1;
    return true;
  }

  private givePlace(place: number): void {
    this.taken[place] = (this.taken[place] ?? 0) - 1;
  }

  /** Each offer has no partner, or at least its fewest. */
  private isWhole(): boolean {
    for (let place = 0; place < this.offers.length; place += 1) {
      const taken = this.taken[place] ?? 0;
      if (taken > 0 && taken < (this.offers[place]?.fewest ?? 0)) return false;
    }
    return true;
  }
}

function takesNoMore({ choice: one }: Worthy, { choice: other }: Worthy): boolean {
  for (let column = 0; column < one.takes.length; column += 1)
    if ((one.takes[column] ?? 0) > (other.takes[column] ?? 0)) return false;
  return true;
}

function isChosen(chosen: readonly Worthy[], choice: Choice): boolean {
  for (const each of chosen) if (each.choice === choice) return true;
  return false;
}

/** Takes a need's half-days, or gives them back. @returns false, and nothing is taken, where there are too few. */
function takeDays(left: number[], { takes }: Choice, sign: 1 | -1): boolean {
  for (let column = 0; sign === 1 && column < takes.length; column += 1)
    if ((takes[column] ?? 0) > (left[column] ?? 0)) return false;
  for (let column = 0; column < takes.length; column += 1)
    left[column] = (left[column] ?? 0) - sign * (takes[column] ?? 0);
  return true;
}

function alikeOf(choices: readonly Choice[], placeOf: (offer: number) => number): readonly Alike[] {
  const found = new Map<string, { offer: number; many: { choice: Choice; points: number }[] }>();
  for (const choice of choices)
    for (const { offer, points } of choice.options) {
      const key = `${String(offer)} ${choice.takes.join(' ')}`;
      const own = found.get(key) ?? { offer, many: [] };
      found.set(key, own);
      own.many.push({ choice, points });
    }
  return [...found.values()].map(({ offer, many }) => ({
    offer,
    place: placeOf(offer),
    choices: many.map(({ choice }) => choice),
    needs: Int32Array.from(many, ({ choice }) => choice.need),
    points: Int32Array.from(many, ({ points }) => points),
  }));
}

/** Every school that could support anybody, in the problem's order. */
export function schoolChoices(
  problem: Problem,
  pairs: readonly EligiblePair[],
  days: DaysUse,
  rooms: { readonly school: (at: number) => number; readonly offer: (at: number) => Offered },
): readonly SchoolChoices[] {
  const bySchool = new Map<number, Map<number, EligiblePair[]>>();
  for (const pair of pairs) {
    const school = problem.offerSchool[pair.offer] ?? -1;
    if (rooms.school(school) <= 0 || rooms.offer(pair.offer).room <= 0) continue;
    const needs = bySchool.get(school) ?? new Map<number, EligiblePair[]>();
    bySchool.set(school, needs);
    needs.set(pair.need, [...(needs.get(pair.need) ?? []), pair]);
  }
  const columns = problem.snapshot.halfTerms.map((_, column) => column);
  return [...bySchool]
    .sort(([a], [b]) => a - b)
    .map(([school, needs]) => {
      const offers = new Set([...needs.values()].flat().map(({ offer }) => offer));
      const choices = [...needs].map(([need, own]): Choice => {
        const options = own.map(({ offer, points }) => ({ offer, points }));
        return {
          need,
          options: options.sort((a, b) => b.points - a.points || a.offer - b.offer),
          takes: columns.map((column) => days.takes(need, school, column)),
        };
      });
      return new SchoolChoices(
        school,
        rooms.school(school),
        choices.sort((a, b) => a.need - b.need),
        [...offers].map((offer) => ({ offer, ...rooms.offer(offer) })),
        columns.map((column) => days.leftIn(school, column)),
      );
    });
}

export interface Offered {
  readonly room: number;
  readonly fewest: number;
}
