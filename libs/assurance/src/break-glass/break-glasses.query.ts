import {
  decide,
  listFilter,
  localDateOf,
  NotFound,
  requireAllowed,
  type Clock,
  type LocalDate,
  type Matrix,
  type SchoolUrn,
} from '@app/kernel';
import type { Rights } from '@app/identity';
import type { Tx } from '@app/platform';
import type { SchoolsOfArea } from '@app/schools';
import type { OpeningAct } from './break-glass-cases.js';
import { OPENING_COLUMNS, openingResource } from './break-glass.policy.js';
import { openingLineOf, readOpenings, type OpeningRow } from './break-glass-rows.js';
import type { OpeningLine, OpeningView } from './break-glass.views.js';

const READ = 'breakglass.read';

export interface Unreviewed {
  readonly reference: string;
  readonly school: string;
  readonly dueOn: LocalDate;
}

/** Who asked to open what of which school, who let them, how long, and what the review found. No record itself. */
export class BreakGlasses {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly schools: SchoolsOfArea,
  ) {}

  /** The latest first. @throws NotFound for who may know of none. */
  async list(tx: Tx): Promise<OpeningLine[]> {
    const context = { now: this.clock.now(), list: true };
    requireAllowed(decide(this.matrix, tx.actor, READ, { area: tx.area }, context));
    const rights = listFilter(this.matrix, tx.actor, READ, OPENING_COLUMNS);
    const rows = await readOpenings(tx, rights.sql, rights.params);
    const nameOf = await this.names(tx);
    return rows.map((row) => openingLineOf(row, nameOf));
  }

  /** @throws NotFound */
  async one(tx: Tx, named: string): Promise<OpeningView> {
    const [row] = await readOpenings(tx, 'g.reference = $1', [named]);
    await this.rights.require(tx, READ, row ? openingResource(row, row.open) : null);
    if (!row) throw new NotFound();
    const line = openingLineOf(row, await this.names(tx));
    const may = (act: OpeningAct | 'breakglass.open'): boolean => this.may(tx, row, act);
    return {
      ...line,
      version: row.version,
      can: {
        answer: line.now === 'asked' && may('breakglass.approve'),
        end: (line.now === 'asked' || line.now === 'open') && may('breakglass.end'),
        read: line.now === 'open' && may('breakglass.open'),
        review: line.now === 'over' && line.verdict === null && may('breakglass.review'),
      },
    };
  }

  /** Over, and past the day by which somebody should have looked: for the list of exceptions. */
  async unreviewed(tx: Tx): Promise<Unreviewed[]> {
    const today = localDateOf(this.clock.now());
    return (await this.list(tx)).flatMap(({ reference, school, reviewBy }) =>
      reviewBy !== null && reviewBy < today ? [{ reference, school: school.name, dueOn: reviewBy }] : [],
    );
  }

  /** What waits for this person: to be answered by a chair, to be reviewed by a Board member. */
  async tasks(tx: Tx): Promise<{ readonly reference: string; readonly dueOn: LocalDate | null }[]> {
    if (!tx.actor.posts.some(({ role }) => role === 'chair' || role === 'board')) return [];
    const rights = listFilter(this.matrix, tx.actor, READ, OPENING_COLUMNS);
    const rows = await readOpenings(
      tx,
      `(${rights.sql}) and (g.state = 'asked' or (g.reviewed_by is null and (g.state = 'ended' or g.ends_at <= now())))`,
      rights.params,
    );
    return rows
      .filter((row) => this.may(tx, row, row.state === 'asked' ? 'breakglass.approve' : 'breakglass.review'))
      .map(({ reference, reviewBy }) => ({ reference, dueOn: reviewBy }));
  }

  private may(tx: Tx, row: OpeningRow, action: string): boolean {
    const about = { area: tx.area, ...openingResource(row, row.open) };
    return decide(this.matrix, tx.actor, action, about, { now: this.clock.now() }).allowed;
  }

  private async names(tx: Tx): Promise<(urn: SchoolUrn) => string> {
    const names = await this.schools.names(tx);
    return (urn) => names.get(urn) ?? `School ${urn}`;
  }
}
