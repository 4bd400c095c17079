import {
  decide,
  listFilter,
  NotFound,
  requireAllowed,
  type Actor,
  type Clock,
  type DenyCode,
  type Matrix,
  type NeedId,
  type SchoolUrn,
} from '@app/kernel';
import type { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { inArea, type Tx } from '@app/platform';
import type { NeedCases } from '@app/profiles';
import type { Namer, Namers } from '../namers.js';
import type { Certificates } from './certificates.js';
import {
  countCommissions,
  lineOf,
  readCommissions,
  readSteps,
  type CommissionRow,
} from './commission-rows.js';
import { canMoveCommission, LIVE_COMMISSIONS, type CommissionState } from './commission.lifecycle.js';
import {
  COMMISSION_COLUMNS,
  commissionResource,
  HAS_NEED,
  isPaidBy,
  PAID_BY_SUPPLIER,
} from './commission.policy.js';
import type {
  Certificate,
  CommissionFilter,
  CommissionLine,
  CommissionsPage,
  CommissionView,
  CommissionWanted,
} from './commission.views.js';

const READ = 'commission.read';

const INTERESTED = 'You have an interest in the school that it is for, so somebody else decides about it.';

/** Help from outside: for who arranges it and who approves it, officers, and the head of the school that it is for. */
export class Commissions {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly rights: Rights,
    private readonly needs: NeedCases,
    private readonly namers: Namers,
    private readonly certificates: Certificates,
  ) {}

  /** Those drafted last first. @throws NotFound for who reads of none by name. */
  async list(
    tx: Tx,
    { states }: CommissionFilter,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<CommissionsPage> {
    const context = { now: this.clock.now(), list: true };
    requireAllowed(decide(this.matrix, tx.actor, READ, { area: tx.area }, context));
    const rights = listFilter(this.matrix, tx.actor, READ, COMMISSION_COLUMNS);
    const params = [...rights.params, ...(states === undefined ? [] : [states])];
    const which = states === undefined ? 'true' : `c.state = any ($${String(params.length)})`;
    const where = `(${rights.sql}) and ${which}`;
    const names = await this.namers.of(tx);
    const rows = await readCommissions(tx, where, params, page);
    return {
      ...(await countCommissions(tx, where, params)),
      lines: rows.map((row) => lineOf(row, (urn) => names.school(urn))),
    };
  }

  /** What waits for a second person is their brief: that they read it is in the log. @throws NotFound */
  async one(tx: Tx, named: string): Promise<CommissionView> {
    const [row] = await readCommissions(tx, 'c.reference = $1', [named]);
    const resource = row ? commissionResource(row, row.assigned) : null;
    await this.rights.require(tx, READ, resource);
    if (!row) throw new NotFound();
    if (this.decided(tx, row, 'case.brief').allowed)
      await this.audit.record(tx, {
        act: 'case.brief',
        entity: `brokerage.commission:${row.id}`,
        schools: [row.askerUrn],
      });
    return this.viewOf(tx, row, await this.namers.of(tx));
  }

  /** All of a need's, the first first, as far as the reader may see them. */
  async ofNeed(tx: Tx, need: string): Promise<CommissionView[]> {
    const rights = listFilter(this.matrix, tx.actor, READ, COMMISSION_COLUMNS, 2);
    const rows = await readCommissions(tx, `c.need_id = $1 and (${rights.sql})`, [need, ...rights.params]);
    const names = await this.namers.of(tx);
    const views = [];
    for (const row of rows.toReversed()) views.push(await this.viewOf(tx, row, names));
    return views;
  }

  /** Drafts that wait for this person's approval, the oldest first. */
  async toApprove(tx: Tx): Promise<CommissionLine[]> {
    const rights = listFilter(this.matrix, tx.actor, 'commission.approve', COMMISSION_COLUMNS);
    const rows = await readCommissions(tx, `c.state = 'drafted' and (${rights.sql})`, rights.params);
    const names = await this.namers.of(tx);
    const mine: CommissionLine[] = [];
    for (const row of rows.toReversed())
      if (!(await isPaidBy(tx, tx.actor.id, row.supplier)))
        mine.push(lineOf(row, (urn) => names.school(urn)));
    return mine;
  }

  /** Requests that a run leaves without anybody, for who may draft help from outside for them; the soonest due first. */
  async wanted(tx: Tx): Promise<CommissionWanted[]> {
    const columns = { school: 'n.urn', schools: 'array[n.urn]', assigned: HAS_NEED };
    const rights = listFilter(this.matrix, tx.actor, 'commission.draft', columns, 2);
    const rows = await tx.query<Omit<CommissionWanted, 'school'> & { urn: SchoolUrn }>(
      `select n.reference as need, n.primary_theme as theme, n.urn, to_char(d.due_on, 'YYYY-MM-DD') as "dueOn"
       from brokerage.deadline d join profiles.need n on n.area_id = d.area_id and n.id = d.subject_id
       where ${inArea(tx, 'd')} and d.clock = 'C-12.approved' and d.state = 'open' and n.state = 'open'
         and not exists (select 1 from brokerage.commission c
           where c.area_id = n.area_id and c.need_id = n.id and c.state = any ($1))
         and (${rights.sql}) order by d.due_on, n.reference collate "C"`,
      [[...LIVE_COMMISSIONS], ...rights.params],
    );
    const names = await this.namers.of(tx);
    return rows.map(({ urn, ...row }) => ({ ...row, school: { urn, name: names.school(urn) } }));
  }

  /** Why nobody inside, for who may draft help from outside for it. @throws NotFound, NotAllowed */
  async certificateOf(
    tx: Tx,
    id: NeedId,
  ): Promise<{ readonly certificate: Certificate | null; readonly open: boolean }> {
    const need = (await this.needs.read(tx, [id])).get(id);
    const parties = need && { askerUrn: need.urn, state: 'drafted' as const, writtenBy: [] };
    const resource = parties ? commissionResource(parties, need.resource.assigned ?? []) : null;
    await this.rights.require(tx, 'commission.draft', resource);
    if (!need) throw new NotFound();
    const found = await this.certificates.of(tx, need.id);
    if (!found) return { certificate: null, open: need.state === 'open' };
    const { kind, sentence, rules, without, run, at } = found;
    return { certificate: { kind, sentence, rules, without, run, at }, open: need.state === 'open' };
  }

  private async viewOf(tx: Tx, row: CommissionRow, names: Namer): Promise<CommissionView> {
    const paid = await isPaidBy(tx, tx.actor.id, row.supplier);
    const may = (action: string, to: CommissionState): boolean =>
      !paid && canMoveCommission(row.state, to) && this.decided(tx, row, action).allowed;
    const { id, specification, deliverables, paidPence, version, routesTried, quotes } = row;
    const grounds = {
      certificate: { ...row.certificate, run: row.run, at: row.certifiedAt },
      ...{ routesTried, quotes },
    };
    return {
      ...lineOf(row, (urn) => names.school(urn)),
      ...{ id, specification, deliverables, paidPence, version },
      grounds: this.readsMoreThanTheirSchool(tx, row) ? grounds : null,
      steps: await readSteps(tx, row.id),
      can: {
        change: !paid && row.state === 'drafted' && this.decided(tx, row, 'commission.draft').allowed,
        approve: may('commission.approve', 'approved'),
        quote: may('commission.draft', 'out_to_quote'),
        award: may('commission.draft', 'awarded'),
        begin: may('commission.draft', 'delivering'),
        accept: may('commission.accept', 'accepted'),
        pay: may('commission.draft', 'paid'),
        cancel: may('commission.draft', 'cancelled'),
      },
      closedBecause: this.closedBecause(tx, row, paid),
    };
  }

  private closedBecause(tx: Tx, row: CommissionRow, paid: boolean): string | null {
    const action = row.state === 'drafted' ? 'commission.approve' : 'commission.accept';
    const decision = this.decided(tx, row, action);
    const refused: DenyCode | null = decision.allowed ? null : decision.reason;
    if (refused === 'INTERESTED') return INTERESTED;
    return paid && (decision.allowed || this.decided(tx, row, 'commission.draft').allowed)
      ? PAID_BY_SUPPLIER
      : null;
  }

  /** A head reads of their own school; who is both reads as who arranges it, unless an interest stands against that. */
  private readsMoreThanTheirSchool(tx: Tx, row: CommissionRow): boolean {
    const posts = tx.actor.posts.filter(({ role }) => role !== 'head');
    return this.decided(tx, row, READ, { ...tx.actor, posts }).allowed;
  }

  private decided(tx: Tx, row: CommissionRow, action: string, actor: Actor = tx.actor) {
    const about = { area: tx.area, ...commissionResource(row, row.assigned) };
    return decide(this.matrix, actor, action, about, { now: this.clock.now() });
  }
}
