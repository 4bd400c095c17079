import type { NeedRewards } from './need-rewards.js';
import { NOT_TO_BE_HAD, type Choice, type Chosen, type SchoolChoices } from './school-choices.js';

/** Points that one unit of weight outweighs in any plan of so many partners. */
export function pointsPerWeight(rewards: NeedRewards): number {
  return 1 + 1_000 * rewards.most.reduce((sum, most) => sum + most, 0);
}

export interface Place {
  readonly school: number;
  readonly choice: Choice;
}

/** Who supports whom, always possible, with changes that can be taken back. Schools by their place among those given. */
export class SharedPlan {
  readonly chosen: (readonly Chosen[])[];
  private readonly partners: Int32Array;
  /** What the next partner of each need would count; `NOT_TO_BE_HAD` where it wants none. */
  private readonly rewarded: Float64Array;
  /** Of each school its half-days still free. */
  private readonly free: readonly number[][];
  /** Of each need where it could go. */
  private readonly places: readonly (readonly Place[])[];
  private readonly perWeight: number;
  private readonly before: { readonly school: number; readonly chosen: readonly Chosen[] }[] = [];
  private sum = 0;

  constructor(
    readonly schools: readonly SchoolChoices[],
    private readonly rewards: NeedRewards,
  ) {
    this.chosen = schools.map(() => []);
    this.partners = new Int32Array(rewards.most.length);
    const places: Place[][] = Array.from(rewards.most, () => []);
    schools.forEach(({ choices }, school) => {
      for (const choice of choices) places[choice.need]?.push({ school, choice });
    });
    this.places = places;
    this.perWeight = pointsPerWeight(rewards);
    this.free = schools.map(({ left }) => [...left]);
    this.rewarded = Float64Array.from(rewards.most, (_, need) =>
      this.isOpen(need) ? this.reward(need) : NOT_TO_BE_HAD,
    );
  }

  get needs(): number {
    return this.partners.length;
  }

  /** Points, and weight in so many of them that it always comes first. */
  get worth(): number {
    return this.sum;
  }

  get weight(): number {
    let sum = 0;
    this.partners.forEach((many, need) => {
      for (let at = 0; at < many; at += 1) sum += this.rewards.next(need, at);
    });
    return sum;
  }

  get points(): number {
    return this.chosen.reduce((sum, own) => sum + pointsOf(own), 0);
  }

  /** A moment to which changes can be taken back. */
  get mark(): number {
    return this.before.length;
  }

  back(mark: number): void {
    while (this.before.length > mark) {
      const last = this.before.pop();
      if (last) this.change(last.school, last.chosen);
    }
  }

  /** Forgets how to go back. */
  keep(): void {
    this.before.length = 0;
  }

  put(school: number, chosen: readonly Chosen[]): void {
    this.before.push({ school, chosen: this.chosen[school] ?? [] });
    this.change(school, chosen);
  }

  /** What the next partner of a need would count. */
  reward(need: number): number {
    return this.perWeight * this.rewards.next(need, this.partners[need] ?? 0);
  }

  /** What a need would lose with its last partner. */
  lastReward(need: number): number {
    return this.perWeight * this.rewards.next(need, Math.max(0, (this.partners[need] ?? 0) - 1));
  }

  isOpen(need: number): boolean {
    return (this.partners[need] ?? 0) < (this.rewards.most[need] ?? 0);
  }

  /** The best that one school can do while all others stay as they are. @returns whether anything is better. */
  chooseAgain(school: number): boolean {
    const [mark, worth] = [this.mark, this.sum];
    this.put(school, []);
    this.put(school, this.schools[school]?.best(this.rewarded, 1).chosen ?? []);
    if (this.sum > worth) return true;
    this.back(mark);
    return false;
  }

  /** Finds a need one more partner where that gains most and nobody gives way. @returns what the plan gained. */
  place(need: number, not = -1): number {
    if (!this.isOpen(need)) return 0;
    const [mark, worth] = [this.mark, this.sum];
    let best: { readonly gain: number; readonly school: number; readonly chosen: readonly Chosen[] } | null =
      null;
    for (const { school, choice } of this.placesOf(need)) {
      const own = this.chosen[school] ?? [];
      if (school === not || own.some((each) => each.choice === choice)) continue;
      if (!this.hasDays(school, choice, null)) continue;
      const assigned = this.schools[school]?.assign([...own.map((each) => each.choice), choice]);
      if (!assigned) continue;
      this.put(school, assigned);
      const gain = this.sum - worth;
      if (gain > 0 && (best === null || gain > best.gain)) best = { gain, school, chosen: assigned };
      this.back(mark);
    }
    if (best) this.put(best.school, best.chosen);
    return best?.gain ?? 0;
  }

  placesOf(need: number): readonly Place[] {
    return this.places[need] ?? [];
  }

  /** Moves a need from a school to where it gains more. @returns whether anything is better. */
  moveFrom(school: number, need: number): boolean {
    const [mark, worth] = [this.mark, this.sum];
    const rest = (this.chosen[school] ?? []).filter(({ choice }) => choice.need !== need);
    const assigned = this.schools[school]?.assign(rest.map(({ choice }) => choice));
    if (!assigned) return false;
    this.put(school, assigned);
    this.place(need, school);
    if (this.sum > worth) return true;
    this.back(mark);
    return false;
  }

  /** Whether a school has the half-days for one more, were another one not there. */
  hasDays(school: number, { takes }: Choice, without: Choice | null): boolean {
    const free = this.free[school] ?? [];
    for (let column = 0; column < takes.length; column += 1)
      if ((takes[column] ?? 0) > (free[column] ?? 0) + (without?.takes[column] ?? 0)) return false;
    return true;
  }

  private change(school: number, chosen: readonly Chosen[]): void {
    for (const { choice, points } of this.chosen[school] ?? []) this.count(school, choice, -1, -points);
    for (const { choice, points } of chosen) this.count(school, choice, 1, points);
    this.chosen[school] = chosen;
  }

  private count(school: number, { need, takes }: Choice, one: 1 | -1, points: number): void {
    const before = this.partners[need] ?? 0;
    const counted = one === 1 ? before : before - 1;
    this.sum += points + one * this.perWeight * this.rewards.next(need, counted);
    this.partners[need] = before + one;
    this.rewarded[need] = this.isOpen(need) ? this.reward(need) : NOT_TO_BE_HAD;
    const free = this.free[school] ?? [];
    for (let column = 0; column < takes.length; column += 1)
      free[column] = (free[column] ?? 0) - one * (takes[column] ?? 0);
  }
}

export function pointsOf(chosen: readonly Chosen[]): number {
  return chosen.reduce((sum, { points }) => sum + points, 0);
}
