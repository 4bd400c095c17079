import type { Actor, AreaId } from '@app/kernel';
import type { EntityManager } from 'typeorm';

/** Thrown where a transaction is used after its verb has ended: the write would land outside it. */
export class TransactionEnded extends Error {
  constructor() {
    super('This transaction has ended: its `tx` was used after the unit of work returned.');
  }
}

/**
 * One explicit transaction of one actor in one area. Everything a verb does goes through it, reads too;
 * nothing is ambient.
 */
export class Tx {
  private open = true;
  private readonly known = new Map<string, Promise<unknown>>();

  constructor(
    private readonly entities: EntityManager,
    readonly actor: Actor,
    /** Null only for acts of the installation, like a register import. */
    readonly areaOrNull: AreaId | null,
  ) {}

  get area(): AreaId {
    if (this.areaOrNull === null)
      throw new Error('This transaction belongs to the installation, not to an area.');
    return this.areaOrNull;
  }

  get manager(): EntityManager {
    if (!this.open) throw new TransactionEnded();
    return this.entities;
  }

  /** Runs SQL with numbered parameters and gives back its rows. The row type is the caller's claim about its own SQL. */
  async query<Row = Record<string, unknown>>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    const answer: unknown = await this.manager.query(sql, [...params]);
    // TypeORM answers UPDATE and DELETE with [rows, count].
    return (isRowsAndCount(answer) ? answer[0] : answer) as Row[];
  }

  /** @returns how many rows an INSERT, UPDATE or DELETE touched; the statement must end with RETURNING. */
  async count(sql: string, params: readonly unknown[] = []): Promise<number> {
    return (await this.query(sql, params)).length;
  }

  /**
   * What every part of one page asks alike, like the names of schools: asked of the database once in a transaction, and
   * the same for all of them. Nothing that a right rests on is read this way. A verb that changes it says so by `changed`.
   */
  once<Answer>(what: string, read: () => Promise<Answer>): Promise<Answer> {
    if (!this.open) throw new TransactionEnded();
    const known = this.known.get(what) ?? read();
    this.known.set(what, known);
    return known as Promise<Answer>;
  }

  changed(what: string): void {
    this.known.delete(what);
  }

  end(): void {
    this.open = false;
  }
}

/** A page of a list and how many there are in all; they are counted only where the page does not tell. */
export async function totalOf(
  rows: readonly unknown[],
  page: { readonly limit: number; readonly offset: number },
  count: () => Promise<number>,
): Promise<number> {
  return page.offset === 0 && rows.length < page.limit ? rows.length : count();
}

function isRowsAndCount(answer: unknown): answer is [unknown[], number] {
  return (
    Array.isArray(answer) && answer.length === 2 && Array.isArray(answer[0]) && typeof answer[1] === 'number'
  );
}

/**
 * The application's own area condition, beside row-level security: `where ${inArea(tx, 'n')}`.
 * One helper, so that a test build can take it away and prove that the database holds alone.
 */
export function inArea(tx: Tx, alias?: string): string {
  const column = alias === undefined ? 'area_id' : `${alias}.area_id`;
  return `${column} = '${tx.area}'::uuid`;
}
