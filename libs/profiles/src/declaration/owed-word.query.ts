import { academicYearOf, localDateOf, type AcademicYearId, type Clock, type SchoolUrn } from '@app/kernel';
import type { Tx } from '@app/platform';
import type { Declarations } from './declarations.query.js';
import type { RenewDeclaration, StaleWord } from './renew-declaration.js';

/** A word that a school still has to say. */
export interface OwedWord {
  readonly year: AcademicYearId;
  /** What it said for a year that is over, which one press says anew; null where it is not that. */
  readonly stale: StaleWord | null;
  /** Who looks after the school asked about what it said. */
  readonly asked: boolean;
}

/** The yearly word of a school, as pages and mail remind of it: one rule, so that neither leaves out what the other says. */
export class OwedWords {
  constructor(
    private readonly clock: Clock,
    private readonly declarations: Declarations,
    private readonly renews: RenewDeclaration,
  ) {}

  /**
   * For the school itself: what it said last is of a year that is over (C-13), was asked about, or this year's is not sent.
   *
   * @returns null where nothing is owed.
   */
  async of(tx: Tx, urn: SchoolUrn): Promise<OwedWord | null> {
    const stale = await this.renews.stale(tx, urn);
    if (stale !== null) return { year: stale.again, stale, asked: false };
    const standing = await this.declarations.standing(tx, urn);
    if (standing?.state === 'queried') return { year: standing.year, stale: null, asked: true };
    const year = academicYearOf(localDateOf(this.clock.now()));
    const said = await this.declarations.strengths(tx, urn);
    return said.some((each) => each.year >= year) ? null : { year, stale: null, asked: false };
  }
}
