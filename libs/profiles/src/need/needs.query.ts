import {
  decide,
  listFilter,
  NotFound,
  parseUuid,
  requireAllowed,
  type Clock,
  type Decision,
  type LocalDate,
  type Matrix,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { inArea, totalOf, type Tx } from '@app/platform';
import { readDetailColumns, readMoves, SUMMARY, type SummaryRow } from './need-rows.js';
import type { NeedCan, NeedDetail, NeedSummary } from './need.view.js';
import {
  canMove,
  CLOSED_STATES,
  isClosed,
  NEED_NEXT_WORDS,
  NEED_STATE_WORDS,
  type NeedState,
} from './need.lifecycle.js';
import { NEED_COLUMNS, needResource } from './need.policy.js';

export interface NeedFilter {
  readonly states?: readonly NeedState[];
  readonly school?: SchoolUrn;
  /** A theme, or an area of themes like `att`. */
  readonly theme?: string;
  readonly priority?: string;
  /** Those of which the asker is owner or adviser, or that they cover. */
  readonly mine?: boolean;
  /** Open, and in the hands of a colleague because nobody was asked in time (C-2). */
  readonly covered?: boolean;
  /** Not closed nor with a partner, whose work has a day of its own; and without an owner or a next date, or with one before this day (I-6). */
  readonly keptWaitingOn?: LocalDate;
}

const READ = 'need.read.summary';

/** Needs as one person may see them. A list holds exactly the needs that `summary` would give. */
export class Needs {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** Those due soonest first, closed ones last. @throws NotFound for who sees no need by name. */
  async list(
    tx: Tx,
    filter: NeedFilter,
    page: { limit: number; offset: number },
  ): Promise<{ total: number; needs: NeedSummary[] }> {
    requireAllowed(
      decide(this.matrix, tx.actor, READ, { area: tx.area }, { now: this.clock.now(), list: true }),
    );
    const rights = listFilter(this.matrix, tx.actor, READ, NEED_COLUMNS);
    const params = [...rights.params];
    const all = [inArea(tx, 'n'), rights.sql];
    const add = (value: unknown, condition: (n: string) => string): void => {
      if (value === undefined) return;
      params.push(value);
      all.push(condition(`$${String(params.length)}`));
    };
    add(filter.states, (n) => `n.state = any (${n})`);
    add(filter.school, (n) => `n.urn = ${n}`);
    add(filter.priority, (n) => `n.priority = ${n}`);
    add(filter.theme, (n) => `(n.primary_theme = ${n} or split_part(n.primary_theme, '.', 1) = ${n})`);
    add(
      filter.mine === true ? tx.actor.id : undefined,
      (n) => `${n} in (n.owner_person_id, n.adviser_person_id, n.cover_person_id)`,
    );
    add(
      filter.keptWaitingOn,
      (n) =>
        `n.state <> all ('{${[...CLOSED_STATES, 'matched'].join(',')}}') and (n.owner_person_id is null or n.next_date is null or n.next_date < ${n}::date)`,
    );
    if (filter.covered === true)
      all.push(`n.cover_person_id is not null and n.state in ('open', 'proposed')`);
    const from = `from profiles.need n where ${all.map((each) => `(${each})`).join(' and ')}`;
    const count = async (): Promise<number> => {
      const [counted] = await tx.query<{ n: number }>(`select count(*)::int as n ${from}`, params);
      return counted?.n ?? 0;
    };
    const rows = await tx.query<SummaryRow>(
      `select ${SUMMARY} ${from} order by n.next_date nulls last, n.reference collate "C"
       limit $${String(params.length + 1)} offset $${String(params.length + 2)}`,
      [...params, page.limit, page.offset],
    );
    return { total: await totalOf(rows, page, count), needs: rows.map((row) => this.summaryOf(tx, row)) };
  }

  /** @param named its reference or id. @throws NotFound for an unknown one and for one this person may not see, alike. */
  async summary(tx: Tx, named: string): Promise<NeedSummary> {
    const row = await find(tx, named);
    requireAllowed(this.decide(tx, READ, row));
    return this.summaryOf(tx, row);
  }

  /**
   * The whole of it: a sensitive read, which leaves a receipt that the school can see.
   *
   * @param reason what an officer typed; the school's head is told.
   * @throws NotAllowed REASON_REQUIRED for an officer who typed none; NotFound for everybody else who may not.
   */
  async detail(tx: Tx, reference: string, reason: string | null = null): Promise<NeedDetail> {
    const row = await find(tx, reference);
    requireAllowed(this.decide(tx, 'need.read.detail', row, reason));
    const typed = (reason ?? '').trim();
    await this.audit.record(tx, {
      act: 'need.read.detail',
      entity: `profiles.need:${row.id}:${String(row.version)}`,
      schools: [row.urn],
      ...(typed === '' ? {} : { details: { reason: typed.slice(0, 1_000) } }),
    });
    const detail = await readDetailColumns(tx, row.id);
    return { ...this.summaryOf(tx, row), ...detail, moves: await readMoves(tx, row.id) };
  }

  private decide(tx: Tx, action: string, row: SummaryRow, reason: string | null = null): Decision {
    const resource = { area: tx.area, ...needResource(row) };
    return decide(this.matrix, tx.actor, action, resource, { now: this.clock.now(), reason });
  }

  private summaryOf(tx: Tx, row: SummaryRow): NeedSummary {
    const { ownerPersonId, ownerName, adviserPersonId, adviserName, coverPersonId, coverName, ...rest } = row;
    return {
      ...rest,
      owner: ownerPersonId === null ? null : { id: ownerPersonId, name: ownerName ?? '' },
      adviser: adviserPersonId === null ? null : { id: adviserPersonId, name: adviserName ?? '' },
      cover: coverPersonId === null ? null : { id: coverPersonId, name: coverName ?? '' },
      stateWords: NEED_STATE_WORDS[row.state],
      nextWords: NEED_NEXT_WORDS[row.state],
      can: this.canOf(tx, row),
    };
  }

  private canOf(tx: Tx, row: SummaryRow): NeedCan {
    const may = (action: string): boolean => this.decide(tx, action, row).allowed;
    const detail = this.decide(tx, 'need.read.detail', row);
    const { state } = row;
    return {
      readDetail: detail.allowed && detail.owes.length === 0,
      readDetailWithReason: detail.allowed && detail.owes.includes('reason'),
      triage: !isClosed(state) && may('need.triage'),
      agree: canMove(state, 'agreed') && may('need.agree'),
      setApproach: canMove(state, 'withdrawn') && may('need.approach.set'),
      withdraw: canMove(state, 'withdrawn') && may('need.withdraw'),
      close: (canMove(state, 'not_pursued') || canMove(state, 'met')) && may('need.close'),
    };
  }
}

/** By either of its names in one look that locks nothing: the work done says no more than the answer does. */
async function find(tx: Tx, named: string): Promise<SummaryRow> {
  const id = parseUuid(named);
  if (id === null && !/^N-[0-9]{4}-[0-9]{3,9}$/.test(named)) throw new NotFound();
  const [row] = await tx.query<SummaryRow>(
    `select ${SUMMARY} from profiles.need n where ${inArea(tx, 'n')} and ${id === null ? 'n.reference' : 'n.id'} = $1`,
    [id ?? named],
  );
  if (!row) throw new NotFound();
  return row;
}
