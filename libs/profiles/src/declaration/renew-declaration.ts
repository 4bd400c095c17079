import {
  academicYearOf,
  addDays,
  localDateOf,
  NotFound,
  parseUrn,
  RuleBroken,
  StaleVersion,
  type AcademicYearId,
  type Actor,
  type AreaId,
  type Clock,
  type SchoolUrn,
} from '@app/kernel';
import type { Rights } from '@app/identity';
import { askedOnce, inArea, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import type { Appetite } from './declared.js';
import type { SubmitDeclaration } from './submit-declaration.js';

/** A word that went stale, and the year for which it may be said again. */
export interface StaleWord {
  readonly urn: SchoolUrn;
  readonly year: AcademicYearId;
  readonly again: AcademicYearId;
  readonly version: number;
}

export interface WordToRenew {
  readonly urn: string;
  /** Of the stale declaration. */
  readonly version: number;
}

/** One press: what the school said in a year that is over holds for the next as well, every answer as it was. */
export class RenewDeclaration {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly submits: SubmitDeclaration,
  ) {}

  /** For the school itself. @returns null where no word of it is stale. */
  async stale(tx: Tx, urn: SchoolUrn): Promise<StaleWord | null> {
    return (await this.find(tx, urn))?.word ?? null;
  }

  /** @throws NotFound, NotAllowed, StaleVersion; RuleBroken NOTHING_STALE */
  async execute(actor: Actor, area: AreaId, asked: WordToRenew, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: WordToRenew): Promise<void> {
    const urn = parseUrn(asked.urn);
    if (urn === null) throw new NotFound();
    await this.rights.require(tx, 'declaration.submit', { school: urn, schools: [urn] });
    const found = await this.find(tx, urn);
    if (found === null) throw new RuleBroken('NOTHING_STALE', 'What your school said last still stands.');
    const { word, appetite, draft } = found;
    if (word.version !== asked.version) throw new StaleVersion();
    // Strengths and needs that are left out stay as they were said last.
    await this.submits.inside(tx, { urn, year: word.again, version: draft, appetite });
  }

  private async find(tx: Tx, urn: SchoolUrn) {
    const [last] = await tx.query<{
      year: AcademicYearId;
      version: number;
      appetite: Appetite;
      state: string;
    }>(
      `select d.academic_year as year, d.version, d.appetite, d.state from profiles.declaration d
       where ${inArea(tx, 'd')} and d.urn = $1 and d.state not in ('draft', 'superseded')
       order by d.academic_year collate "C" desc limit 1`,
      [urn],
    );
    if (last?.state !== 'stale') return null;
    const today = localDateOf(this.clock.now());
    const current = academicYearOf(today);
    // From the end of the summer term on it is about the year that comes.
    const again = last.year < current ? current : academicYearOf(addDays(today, 366));
    const [draft] = await tx.query<{ version: number }>(
      `select d.version from profiles.declaration d where ${inArea(tx, 'd')} and d.urn = $1 and d.academic_year = $2`,
      [urn, again],
    );
    const word: StaleWord = { urn, year: last.year, again, version: last.version };
    return { word, appetite: last.appetite, draft: draft?.version ?? null };
  }
}
