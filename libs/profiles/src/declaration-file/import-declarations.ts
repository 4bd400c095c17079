import {
  academicYearFrom,
  academicYearOf,
  halfTermOf,
  halfTermsBetween,
  halfTermId,
  localDateOf,
  type AcademicYearId,
  type Actor,
  type AreaId,
  type Clock,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { askedOnce, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { Problems, type AreaSettings, type ReadSheet, type SheetToWrite } from '@app/schools';
import type { Capacity, WindowView } from '../capacity/capacity.query.js';
import type { DeclareCapacity } from '../capacity/declare-capacity.js';
import type { Declarations } from '../declaration/declarations.query.js';
import type { SubmitDeclaration } from '../declaration/submit-declaration.js';
import { schoolsLed, type HeadsFiles } from '../file/heads-files.js';
import { cellsOf, faultsOf, hashOf, inFileWords } from '../file/sheet-cells.js';
import { changeOfDays, type DaysChange } from './days-change.js';
import {
  DECLARATION_COLUMNS,
  DECLARATION_SHEET,
  daysRow,
  wordRows,
  type DeclarationCells,
  type DeclarationColumn,
} from './declaration-sheet.js';
import { readLines, type DaysLine, type FileLine, type LinesWorld, type WordLines } from './read-lines.js';
import { changeOfWord, placeOfWord, type StoredWord, type WordChange } from './word-change.js';

export interface DeclarationFilePreview {
  /** Of the rows as they were read and of what they would change: a commit names it. */
  readonly hash: string;
  readonly words: readonly WordChange[];
  readonly days: readonly DaysChange[];
  /** How many lines say what is stored. */
  readonly same: number;
}

export interface DeclarationsToImport {
  readonly read: ReadSheet;
  readonly hash: string;
}

const CHANGED = 'This changed after the file was taken. Take the file again and write your changes into it';

/** A head's yearly word and days from a file, by the head's own right to declare: a file opens no door that the pages do not. */
export class ImportDeclarations {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly files: HeadsFiles,
    private readonly settings: AreaSettings,
    private readonly declarations: Declarations,
    private readonly capacity: Capacity,
    private readonly submit: SubmitDeclaration,
    private readonly declare: DeclareCapacity,
  ) {}

  /** The template, filled in with what their schools said last; reading it leaves its receipt. */
  async template(tx: Tx): Promise<SheetToWrite> {
    const schools = await this.files.mayAll(tx, 'import.preview');
    const world = await this.world(tx);
    const rows: DeclarationCells[] = [];
    for (const urn of schools) {
      rows.push(...(await this.wordsOf(tx, urn, academicYearOf(world.today))));
      rows.push(...(await this.daysOf(tx, urn, world)));
    }
    const cells = rows.map((row) => DECLARATION_COLUMNS.map((column) => row[column]));
    return { name: DECLARATION_SHEET.sheet, headings: DECLARATION_COLUMNS, rows: cells };
  }

  /** What the file would change, written nowhere. @throws FileRefused naming every cell that must be mended. */
  async preview(tx: Tx, read: ReadSheet): Promise<DeclarationFilePreview> {
    await this.files.mayAll(tx, 'import.preview');
    return this.plan(tx, read);
  }

  /**
   * All of it or nothing, in one transaction; pressed twice it answers the same.
   *
   * @returns the schools of which something changed.
   * @throws RuleBroken PREVIEW_STALE where the file or what is stored is no longer what the preview showed; StaleVersion.
   */
  async execute(
    actor: Actor,
    area: AreaId,
    { read, hash }: DeclarationsToImport,
    repeat?: Repeatable,
  ): Promise<{ schools: SchoolUrn[] }> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, read, hash)));
  }

  private async inside(tx: Tx, read: ReadSheet, hash: string): Promise<{ schools: SchoolUrn[] }> {
    await this.files.mayAll(tx, 'import.commit');
    const { words, days, same } = await this.files.asShown(tx, hash, () => this.plan(tx, read));
    for (const { asked } of words) await this.submit.inside(tx, asked);
    for (const [urn, capacity] of bySchool(days)) await this.declare.inside(tx, { urn, capacity });
    const schools = [...new Set([...words, ...days].map(({ urn }) => urn))].sort();
    await this.audit.record(tx, {
      ...{ act: 'import.commit', entity: `profiles.declaration-file:${hash}`, schools },
      details: {
        ...{ declarations: String(words.length), half_terms: String(days.length) },
        unchanged: String(same),
      },
    });
    return { schools };
  }

  private async plan(tx: Tx, file: ReadSheet): Promise<DeclarationFilePreview> {
    const world = await this.world(tx);
    const problems = new Problems();
    const lines = readLines(file, world, problems);
    const words: WordChange[] = [];
    for (const each of lines.words.sort((one, other) => (one.year < other.year ? -1 : 1))) {
      const change = await this.word(tx, each, world, problems);
      if (change !== null) words.push(change);
    }
    const days: DaysChange[] = [];
    for (const [urn, own] of bySchool(lines.days.map((asked) => ({ urn: asked.urn, asked }))))
      days.push(...(await this.days(tx, urn, own, problems)));
    problems.refuseIfAny();
    const rows = file.rows.map(({ cells }) => Object.values(cellsOf(DECLARATION_COLUMNS, file, cells)));
    const told = words.reduce((sum, { lines: count }) => sum + count, days.length);
    return { hash: hashOf([rows, words, days]), words, days, same: file.rows.length - told };
  }

  private async word(
    tx: Tx,
    lines: WordLines,
    world: LinesWorld,
    problems: Problems,
  ): Promise<WordChange | null> {
    const stored = await this.storedWord(tx, lines.urn, lines.year);
    const change = changeOfWord(lines, stored, world);
    if (change === null) return null;
    sayIfOlder(lines.answer, stored.now?.version, problems);
    for (const { path, message } of await faultsOf(() => this.submit.check(tx, change.asked))) {
      const { row, column } = placeOfWord(lines, path);
      problems.add({ line: row, column, message: inFileWords(message) });
    }
    return change;
  }

  private async days(
    tx: Tx,
    urn: SchoolUrn,
    lines: readonly DaysLine[],
    problems: Problems,
  ): Promise<DaysChange[]> {
    const windows = await this.windows(tx, urn);
    const changed = lines.flatMap((line) => {
      const window = windows.find(({ halfTerm }) => halfTerm === line.halfTerm) ?? null;
      const say = (column: DeclarationColumn, message: string): void =>
        problems.add({ line: line.row, column, message });
      const change = changeOfDays(line, window, say);
      if (change === null) return [];
      sayIfOlder(line, window?.version, problems);
      return [{ line, change }];
    });
    if (changed.length === 0) return [];
    const capacity = changed.map(({ change }) => change.asked);
    for (const { path, message } of await faultsOf(() => this.declare.check(tx, { urn, capacity }))) {
      const [of, at = '0', field] = path.split('.');
      const column = of === 'urn' ? 'URN' : field === 'halfTerm' ? 'Half-term' : 'Days free';
      problems.add({ line: changed[Number(at)]?.line.row ?? null, column, message: inFileWords(message) });
    }
    return changed.map(({ change }) => change);
  }

  private async wordsOf(tx: Tx, urn: SchoolUrn, year: AcademicYearId): Promise<DeclarationCells[]> {
    const { now, last } = await this.storedWord(tx, urn, year);
    const next = await this.declarations.whole(tx, urn, yearAfter(year, 1));
    return [
      ...wordRows(urn, year, now, last),
      ...(next === null ? [] : wordRows(urn, next.year, next, next)),
    ];
  }

  /** What is left of the school year, and whatever half-term behind it has days already. */
  private async daysOf(tx: Tx, urn: SchoolUrn, { today, calendar }: LinesWorld): Promise<DeclarationCells[]> {
    const from = halfTermOf(today, calendar);
    const windows = (await this.windows(tx, urn)).filter(({ halfTerm }) => halfTerm >= from);
    const ofYear = halfTermsBetween(from, halfTermId(academicYearOf(today), 6));
    const all = [...new Set([...ofYear, ...windows.map(({ halfTerm }) => halfTerm)])].sort();
    return all.map((halfTerm) =>
      daysRow(urn, halfTerm, windows.find((each) => each.halfTerm === halfTerm) ?? null),
    );
  }

  private async storedWord(tx: Tx, urn: SchoolUrn, year: AcademicYearId): Promise<StoredWord> {
    const now = await this.declarations.whole(tx, urn, year);
    const last = now ?? (await this.declarations.whole(tx, urn, yearAfter(year, -1)));
    return { now, last: last ?? { strengths: [], needs: [] } };
  }

  private async windows(tx: Tx, urn: SchoolUrn): Promise<readonly WindowView[]> {
    const view = await this.capacity.ofSchool(tx, urn);
    return view.kind === 'whole' ? view.windows : [];
  }

  private async world(tx: Tx): Promise<LinesWorld> {
    const { calendar } = await this.settings.clocks(tx);
    const themes = await this.settings.themes(tx);
    return { own: schoolsLed(tx.actor), today: localDateOf(this.clock.now()), calendar, themes };
  }
}

function sayIfOlder({ row, cells }: FileLine, version: number | undefined, problems: Problems): void {
  if (cells.Version !== String(version ?? ''))
    problems.add({ line: row, column: 'Version', message: CHANGED });
}

function yearAfter(year: AcademicYearId, by: number): AcademicYearId {
  return academicYearFrom(Number(year.slice(0, 4)) + by);
}

/** In the order of URNs, in which every import takes their rows. */
function bySchool<Asked>(all: readonly { readonly urn: SchoolUrn; readonly asked: Asked }[]) {
  const schools = [...new Set(all.map(({ urn }) => urn))].sort();
  return schools.map(
    (urn) => [urn, all.filter((each) => each.urn === urn).map(({ asked }) => asked)] as const,
  );
}
