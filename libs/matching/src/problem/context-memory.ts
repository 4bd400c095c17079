import type { ScoringColumns } from './packed-problem.js';

/** Above this the table would take more memory than it saves time. */
const MOST_CELLS = 2 ** 24;
const NOT_RECKONED = -2;

/** Points for similar context, kept from one scoring to the next as long as schools and weights stay the same. */
export class ContextMemory {
  private constructor(
    private readonly points: Int16Array,
    private readonly schools: number,
  ) {}

  /** Null where there are too many schools. */
  static of({ schools, points }: ScoringColumns): ContextMemory | null {
    const cells = points.remote.length * schools.many * schools.many;
    return cells > MOST_CELLS
      ? null
      : new ContextMemory(new Int16Array(cells).fill(NOT_RECKONED), schools.many);
  }

  /** @param reckon asked once for each pair of schools and set of weights. */
  pointsOf(asker: number, supporter: number, set: number, reckon: () => number): number {
    const cell = (set * this.schools + asker) * this.schools + supporter;
    const known = this.points[cell] ?? NOT_RECKONED;
    if (known !== NOT_RECKONED) return known;
    const made = reckon();
    this.points[cell] = made;
    return made;
  }
}
