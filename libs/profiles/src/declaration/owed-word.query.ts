import {
  academicYearOf,
  instantOf,
  localDateOf,
  type AcademicYearId,
  type Clock,
  type SchoolUrn,
} from '@app/kernel';
import type { Tx } from '@app/platform';
import { schoolsAssignedTo } from '../need/assigned-to-school.js';
import type { DeclarationRecord } from './declaration-record.js';
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

/** A word that waits for who looks after the school. */
export interface WordToLookAt {
  readonly urn: SchoolUrn;
  readonly year: AcademicYearId;
  readonly since: Date;
  /** It came back on a question about the one before it. */
  readonly answers: boolean;
}

/** The yearly word of a school, as pages and mail remind of it: one rule, so that neither leaves out what the other says. */
export class OwedWords {
  constructor(
    private readonly clock: Clock,
    private readonly declarations: Declarations,
    private readonly renews: RenewDeclaration,
    private readonly record: DeclarationRecord,
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

  /** For `tx`'s own person: words of the schools whose requests they have in hand that they may confirm now, or ask about. */
  async toLookAt(tx: Tx): Promise<WordToLookAt[]> {
    const words = await this.declarations.waiting(tx, await schoolsAssignedTo(tx, tx.actor.id));
    const answers = await this.record.answers(tx, words);
    return words.map(({ id, urn, year, submittedAt, unchangedOn }) => {
      const said = unchangedOn === null ? submittedAt : instantOf(unchangedOn);
      return { urn, year, since: said > submittedAt ? said : submittedAt, answers: answers.has(id) };
    });
  }
}
