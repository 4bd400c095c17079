import { NotFound, parseAcademicYear, StaleVersion, type AcademicYearId, type SchoolUrn } from '@app/kernel';
import { inArea, updateIfVersion, type IdSource, type MailBox, type Tx } from '@app/platform';
import { DeclarationEntity } from './declaration.entity.js';
import { moveDeclaration, type DeclarationState } from './declaration.lifecycle.js';
import type { Declared } from './read-declaration.js';

type Sent = Pick<DeclarationEntity, 'state' | 'quietUntil' | 'submittedBy' | 'submittedAt'>;

/** A check was of the word that it read: what is said anew waits to be checked anew. */
export const UNCHECKED = { checkedBy: null, checkedAt: null, question: null } as const;

/** Noted apart from the word: who waits for it, not what it says. */
const ANSWER = 'declaration-answer';
const keyOf = ({ id, version }: Pick<DeclarationEntity, 'id' | 'version'>): string =>
  `${id}.${String(version)}`;

/** @throws NotFound for a text that is no academic year. */
export function readYear(year: string): AcademicYearId {
  const known = parseAcademicYear(year);
  if (known === null) throw new NotFound();
  return known;
}

/** A step: the one row of a school and year, under a lock that also stands where there is no row yet. */
export class DeclarationRecord {
  constructor(
    private readonly ids: IdSource,
    private readonly box: MailBox,
  ) {}

  async lock(tx: Tx, urn: SchoolUrn, year: AcademicYearId): Promise<DeclarationEntity | null> {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `declaration/${tx.area}/${urn}`,
    ]);
    return tx.manager
      .createQueryBuilder(DeclarationEntity, 'd')
      .setLock('pessimistic_write')
      .where('d.urn = :urn and d.academic_year = :year', { urn, year })
      .andWhere(inArea(tx, 'd'))
      .getOne();
  }

  /** What the school said last, this year or before; nothing where it never said anything. */
  async lastWord(tx: Tx, urn: SchoolUrn): Promise<Pick<Declared, 'strengths' | 'needs'>> {
    const [row] = await tx.query<Pick<Declared, 'strengths' | 'needs'>>(
      `select strengths, needs from profiles.declaration where ${inArea(tx)} and urn = $1
       order by academic_year collate "C" desc limit 1`,
      [urn],
    );
    return row ?? { strengths: [], needs: [] };
  }

  /**
   * @param seen the version that the person saw; null where there was none.
   * @throws StaleVersion, RuleBroken DECLARATION_CANNOT_MOVE
   */
  async keep(
    tx: Tx,
    key: { readonly urn: SchoolUrn; readonly year: AcademicYearId },
    before: DeclarationEntity | null,
    seen: number | null,
    declared: Declared,
    sent: Sent,
  ): Promise<{ id: string; version: number }> {
    if ((before?.version ?? null) !== seen) throw new StaleVersion();
    if (before === null) {
      const id = this.ids.next();
      await tx.manager.insert(DeclarationEntity, {
        ...{ id, areaId: tx.area, urn: key.urn, academicYear: key.year, version: 1 },
        ...declared,
        ...sent,
        ...UNCHECKED,
      });
      return { id, version: 1 };
    }
    requireOpen(before.state, sent.state);
    const version = await updateIfVersion(tx, DeclarationEntity, before.id, before.version, {
      ...declared,
      ...sent,
      ...UNCHECKED,
    });
    await this.noteAnswer(tx, before, version);
    return { id: before.id, version };
  }

  /** What follows on a question is its answer, and so is what the school says instead before anybody has looked at it. */
  async noteAnswer(tx: Tx, before: DeclarationEntity, version: number): Promise<void> {
    const isAnswer =
      before.state === 'queried' ||
      (before.state === 'submitted' && (await this.answers(tx, [before])).has(before.id));
    if (isAnswer) await this.box.firstTime(tx, ANSWER, keyOf({ id: before.id, version }));
  }

  /** Of these words, as they stand, the ids of those that answer a question. */
  async answers(
    tx: Tx,
    words: readonly Pick<DeclarationEntity, 'id' | 'version'>[],
  ): Promise<ReadonlySet<string>> {
    const known = await this.box.begun(tx, ANSWER, words.map(keyOf));
    return new Set(words.filter((word) => known.has(keyOf(word))).map(({ id }) => id));
  }

  /** What an earlier year said is history once this year's word is there. */
  async supersedeEarlier(tx: Tx, urn: SchoolUrn, year: AcademicYearId): Promise<void> {
    const earlier = await tx.query<{ id: string; version: number; state: DeclarationState }>(
      `select id, version, state from profiles.declaration where ${inArea(tx)} and urn = $1
         and academic_year collate "C" < $2 and state in ('confirmed', 'stale') order by id for update`,
      [urn, year],
    );
    for (const { id, version, state } of earlier) {
      await updateIfVersion(tx, DeclarationEntity, id, version, {
        state: moveDeclaration(state, 'superseded'),
      });
    }
  }
}

/** Sent once, it may be sent again as it is: that is no move. */
function requireOpen(from: DeclarationState, to: DeclarationState): void {
  if (from !== to) moveDeclaration(from, to);
}
