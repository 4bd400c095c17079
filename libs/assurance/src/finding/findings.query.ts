import {
  decide,
  listFilter,
  NotFound,
  requireAllowed,
  type Clock,
  type Matrix,
  type SchoolUrn,
} from '@app/kernel';
import type { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import type { Tx } from '@app/platform';
import type { SchoolsOfArea } from '@app/schools';
import type { FindingAct } from './finding-cases.js';
import { canMoveFinding, FINDING_STATES, OPEN_FINDINGS, type FindingState } from './finding.lifecycle.js';
import { FINDING_COLUMNS, findingResource } from './finding.policy.js';
import { lineOf, readFindings, stepsOf, type FindingRow } from './finding-rows.js';
import type { FindingLine, FindingTask, FindingView } from './finding.views.js';

const LEADS_TO: Readonly<Record<FindingAct, FindingState>> = {
  'finding.answer': 'answered',
  'finding.opinion': 'opinion_given',
  'finding.close': 'closed',
  'finding.withdraw': 'withdrawn',
};

/** Officers' questions about cases, and what became of them: for officers, the chair, who has the case in hand, its head. */
export class Findings {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly rights: Rights,
    private readonly schools: SchoolsOfArea,
  ) {}

  /** Those that go on, the oldest first; `over` adds those that ended. */
  async list(tx: Tx, asked: { readonly over?: boolean } = {}): Promise<FindingLine[]> {
    const context = { now: this.clock.now(), list: true };
    requireAllowed(decide(this.matrix, tx.actor, 'finding.read', { area: tx.area }, context));
    const filter = listFilter(this.matrix, tx.actor, 'finding.read', FINDING_COLUMNS, 2);
    const states = asked.over === true ? FINDING_STATES : OPEN_FINDINGS;
    const rows = await readFindings(tx, `f.state = any ($1) and ${filter.sql}`, [states, ...filter.params]);
    await this.receipt(tx, rows);
    const nameOf = await this.names(tx);
    return rows.map((row) => lineOf(row, nameOf));
  }

  /** @throws NotFound */
  async one(tx: Tx, named: string): Promise<FindingView> {
    const [row] = await readFindings(tx, 'f.reference = $1', [named]);
    await this.rights.require(tx, 'finding.read', row ? findingResource(row, row.assigned) : null);
    if (!row) throw new NotFound();
    await this.receipt(tx, [row]);
    return {
      ...lineOf(row, await this.names(tx)),
      ...stepsOf(row),
      version: row.version,
      can: {
        answer: this.can(tx, row, 'finding.answer'),
        opinion: this.can(tx, row, 'finding.opinion'),
        close: this.can(tx, row, 'finding.close'),
        withdraw: this.can(tx, row, 'finding.withdraw'),
      },
    };
  }

  /** Questions that wait for this person: of their own school, or of a case they have in hand. The chair may answer, and is not asked to. */
  async tasks(tx: Tx): Promise<FindingTask[]> {
    const filter = listFilter(this.matrix, tx.actor, 'finding.answer', FINDING_COLUMNS, 1);
    const rows = await readFindings(tx, `f.state = 'opened' and ${filter.sql}`, filter.params);
    const nameOf = await this.names(tx);
    const { id, posts } = tx.actor;
    return rows
      .filter(
        ({ assigned, schoolUrn }) =>
          assigned.includes(id) || posts.some(({ role, school }) => role === 'head' && school === schoolUrn),
      )
      .map((row) => ({
        ...{ reference: row.reference, sample: row.sampleReference, since: row.openedAt, dueOn: row.dueOn },
        school: row.schoolUrn === null ? null : nameOf(row.schoolUrn as SchoolUrn),
      }));
  }

  private can(tx: Tx, row: FindingRow, action: FindingAct): boolean {
    const about = { area: tx.area, ...findingResource(row, row.assigned) };
    const { allowed } = decide(this.matrix, tx.actor, action, about, { now: this.clock.now() });
    return allowed && canMoveFinding(row.state, LEADS_TO[action]);
  }

  /** What was read of it is kept: it is about decisions of people. */
  private async receipt(tx: Tx, rows: readonly FindingRow[]): Promise<void> {
    const [first] = rows;
    if (first === undefined) return;
    await this.audit.record(tx, {
      act: 'finding.read',
      entity:
        rows.length === 1 ? `assurance.finding:${first.id}` : `assurance.finding:list-${String(rows.length)}`,
      schools: [
        ...new Set(rows.flatMap(({ schoolUrn }) => (schoolUrn === null ? [] : [schoolUrn as SchoolUrn]))),
      ],
    });
  }

  private async names(tx: Tx): Promise<(urn: SchoolUrn) => string> {
    const names = await this.schools.names(tx);
    return (urn) => names.get(urn) ?? `School ${urn}`;
  }
}
