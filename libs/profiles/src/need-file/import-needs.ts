import { parseUrn, type Actor, type AreaId } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { askedOnce, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { Problems, type AreaSettings, type ReadSheet, type SheetToWrite } from '@app/schools';
import { NOT_LED, schoolsLed, type HeadsFiles } from '../file/heads-files.js';
import { cellsOf, faultsOf, hashOf } from '../file/sheet-cells.js';
import type { NeedDetail } from '../need/need.view.js';
import { isClosed } from '../need/need.lifecycle.js';
import type { Needs } from '../need/needs.query.js';
import type { NeedToRaise, RaiseNeed } from '../need/raise-need.js';
import {
  askedBy,
  cellFault,
  NEED_COLUMNS_IN_ORDER,
  NEED_SHEET,
  rowOf,
  sameDetails,
  sameRequest,
  type NeedCells,
} from './need-sheet.js';

/** New requests in one file: each goes to a broker by name, who is to read it. */
const MOST_NEW = 50;
/** More than any head's schools have. */
const ALL = 1_000;

export interface NeedFilePreview {
  /** Of the rows as they were read and of what they would change: a commit names it. */
  readonly hash: string;
  readonly fresh: readonly NeedToRaise[];
  /** References of rows that say what is stored. */
  readonly same: readonly string[];
}

export interface NeedsToImport {
  readonly read: ReadSheet;
  readonly hash: string;
}

/** Requests for support from a file, by the head's own right to ask: a file opens no door that the pages do not. */
export class ImportNeeds {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly files: HeadsFiles,
    private readonly settings: AreaSettings,
    private readonly needs: Needs,
    private readonly raise: RaiseNeed,
  ) {}

  /** The template with every request of their schools that is not over; reading them leaves its receipt. */
  async template(tx: Tx): Promise<SheetToWrite> {
    await this.files.mayAll(tx, 'import.preview');
    const rows = (await this.stored(tx)).map((need) =>
      NEED_COLUMNS_IN_ORDER.map((each) => rowOf(need)[each]),
    );
    return { name: NEED_SHEET.sheet, headings: NEED_COLUMNS_IN_ORDER, rows };
  }

  /** What the file would change, written nowhere. @throws FileRefused naming every cell that must be mended. */
  async preview(tx: Tx, read: ReadSheet): Promise<NeedFilePreview> {
    await this.files.mayAll(tx, 'import.preview');
    return this.plan(tx, read);
  }

  /**
   * All of it or nothing, in one transaction; pressed twice it answers the same.
   *
   * @throws RuleBroken PREVIEW_STALE where the file or what is stored is no longer what the preview showed.
   */
  async execute(
    actor: Actor,
    area: AreaId,
    { read, hash }: NeedsToImport,
    repeat?: Repeatable,
  ): Promise<{ references: string[] }> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, read, hash)));
  }

  private async inside(tx: Tx, read: ReadSheet, hash: string): Promise<{ references: string[] }> {
    const schools = await this.files.mayAll(tx, 'import.commit');
    const plan = await this.files.asShown(tx, hash, () => this.plan(tx, read));
    const references: string[] = [];
    for (const asked of plan.fresh) references.push((await this.raise.inside(tx, asked)).reference);
    await this.audit.record(tx, {
      ...{ act: 'import.commit', entity: `profiles.need-file:${hash}`, schools },
      details: { added: String(references.length), unchanged: String(plan.same.length) },
    });
    return { references };
  }

  private async plan(tx: Tx, file: ReadSheet): Promise<NeedFilePreview> {
    const stored = await this.stored(tx);
    const themes = await this.settings.themes(tx);
    const own = schoolsLed(tx.actor);
    const sent = stored.map((need) => ({ reference: need.reference, ...askedBy(rowOf(need), themes) }));
    const problems = new Problems();
    const seen = new Map<string, number>();
    const fresh: NeedToRaise[] = [];
    const same: string[] = [];
    for (const { line, cells } of file.rows) {
      const row = cellsOf(NEED_COLUMNS_IN_ORDER, file, cells);
      const say = (column: keyof NeedCells | null, message: string): void =>
        problems.add({ line, column, message });
      const read = askedBy(row, themes);
      // A row without a reference is known by what it says.
      const key = row.Reference === '' ? sameRequest(read.asked) : row.Reference;
      const twin = seen.get(key);
      seen.set(key, twin ?? line);
      if (twin !== undefined) say('Reference', `This is the same request as row ${String(twin)}`);
      else if (row.Reference !== '') same.push(...sayOfStored(row, stored, say));
      else {
        const urn = parseUrn(row.URN);
        const asked = { ...read.asked, urn: urn ?? '' };
        const known = sent.find((each) => sameRequest(each.asked) === key);
        if (known && sameDetails(known.asked) === sameDetails(asked)) same.push(known.reference);
        else if (known) say('Reference', `This was sent as ${known.reference}, with other details`);
        else if (urn === null || !own.includes(urn)) say('URN', NOT_LED);
        else fresh.push(await this.readNew(tx, { asked, faults: read.faults }, say));
      }
    }
    if (fresh.length > MOST_NEW)
      problems.add({ line: null, column: null, message: `Ask for ${String(MOST_NEW)} at most in one file.` });
    problems.refuseIfAny();
    const rows = file.rows.map(({ cells }) => textOf(cellsOf(NEED_COLUMNS_IN_ORDER, file, cells)));
    return { hash: hashOf([rows, fresh, same]), fresh, same };
  }

  private async readNew(
    tx: Tx,
    { asked, faults }: ReturnType<typeof askedBy>,
    say: (column: keyof NeedCells | null, message: string) => void,
  ): Promise<NeedToRaise> {
    const refused = await faultsOf(() => this.raise.check(tx, asked));
    const found = [...faults, ...refused.filter(({ path }) => !faults.some((fault) => fault.path === path))];
    for (const fault of found) {
      const { column, message } = cellFault(fault);
      say(column, message);
    }
    return asked;
  }

  /** Requests of the schools they lead that are not over. */
  private async stored(tx: Tx): Promise<NeedDetail[]> {
    const details: NeedDetail[] = [];
    for (const school of schoolsLed(tx.actor)) {
      const { needs } = await this.needs.list(tx, { school }, { limit: ALL, offset: 0 });
      const live = needs.filter(({ state }) => !isClosed(state)).map(({ reference }) => reference);
      for (const reference of live.sort()) details.push(await this.needs.detail(tx, reference));
    }
    return details;
  }
}

const textOf = (row: NeedCells): string => JSON.stringify(NEED_COLUMNS_IN_ORDER.map((column) => row[column]));

/** A request that was sent is changed on its own page, never by a file: its broker may be at work on it. */
function sayOfStored(
  row: NeedCells,
  stored: readonly NeedDetail[],
  say: (column: keyof NeedCells, message: string) => void,
): string[] {
  const known = stored.find(({ reference }) => reference === row.Reference);
  if (!known) {
    say('Reference', 'No request of your school that is not over has this reference. Clear it to ask anew');
    return [];
  }
  const was = rowOf(known);
  for (const column of NEED_COLUMNS_IN_ORDER)
    if (row[column] !== was[column])
      say(column, 'This was sent already and differs here. Change it with its broker, on its own page');
  return [known.reference];
}
