import { decide, mightEver, NotFound, parseUuid, type Clock, type Matrix, type SchoolUrn } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { inArea, type Tx } from '@app/platform';
import { concernResource, wordTo } from './concern.policy.js';
import type { ConcernTask, ConcernView, OwnConcern } from './concern.views.js';

type Row = Omit<ConcernView, 'mine' | 'can'> & { readonly raisedBy: string };

/** What is past its day has lapsed, also where no sweep has noted that yet: the day ends for everybody at once. */
const stateAt = (now: string): string =>
  `case when c.state = 'raised' and c.due_at <= ${now} then 'lapsed' else c.state end as state`;

/**
 * Words left to heads, for the two alone. There is no list of schools here, no count and no search, and none may join: one
 * is met by who left it and by the head it was left to, or not at all.
 */
export class Concerns {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly rights: Rights,
  ) {}

  /** It leaves its receipt. @throws NotFound for everybody but the two, and for its head once it has ended. */
  async one(tx: Tx, named: string): Promise<ConcernView> {
    const id = parseUuid(named);
    const [row] = id === null ? [] : await this.read(tx, 'c.id = $2::uuid', [id]);
    await this.rights.require(tx, 'concern.read', row ? concernResource(row) : null);
    if (!row) throw new NotFound();
    await this.note(tx, row.id);
    const { raisedBy, ...view } = row;
    const may = (action: string): boolean =>
      row.state === 'raised' &&
      decide(this.matrix, tx.actor, action, { area: tx.area, ...concernResource(row) }, this.now()).allowed;
    const can = { answer: may('concern.answer'), withdraw: may('concern.withdraw') };
    return { ...view, mine: raisedBy === tx.actor.id, can };
  }

  /** What somebody left themselves, the latest first, until thirty days after it ended. */
  async own(tx: Tx): Promise<OwnConcern[]> {
    const rows = await this.read(tx, `c.raised_by = $2::uuid order by c.raised_at desc, c.id`, [tx.actor.id]);
    if (rows.length > 0) await this.note(tx, 'own');
    return rows.map(({ id, school, raisedAt, dueOn, state }) => ({ id, school, raisedAt, dueOn, state }));
  }

  /** What waits for this head's answer, the oldest first. */
  async tasks(tx: Tx): Promise<ConcernTask[]> {
    const leads = tx.actor.posts.flatMap(({ role, school }) => (role === 'head' && school ? [school] : []));
    if (leads.length === 0) return [];
    // Also by the worker, for the head's mail, who cannot read what they say.
    const rows = await tx.query<ConcernTask>(
      `select c.id, c.urn, k.name as school, to_char(c.due_on, 'YYYY-MM-DD') as "dueOn", c.raised_at as since
       from profiles.concern c join schools.school k on k.urn = c.urn
       where ${inArea(tx, 'c')} and c.urn = any ($2) and c.state = 'raised' and c.due_at > $1 order by c.raised_at, c.id`,
      [this.clock.now(), leads],
    );
    if (rows.length > 0) await this.note(tx, 'waiting');
    return rows;
  }

  /** Whether this person may leave words at all. */
  mayEverRaise({ actor }: Tx): boolean {
    return mightEver(this.matrix, actor, 'concern.raise');
  }

  /** Whether this person may leave the head of that school a word. */
  mayRaise({ actor, area }: Tx, urn: SchoolUrn): boolean {
    return decide(this.matrix, actor, 'concern.raise', { area, ...wordTo(urn, actor.id) }, this.now())
      .allowed;
  }

  private read(tx: Tx, where: string, params: readonly unknown[]): Promise<Row[]> {
    return tx.query<Row>(
      `select c.id, c.urn, k.name as school, c.raised_by as "raisedBy", c.raised_at as "raisedAt", c.words,
         (select p.name from identity.person p where p.area_id = c.area_id and p.id = c.raised_by) as by,
         to_char(c.due_on, 'YYYY-MM-DD') as "dueOn", ${stateAt('$1')}, c.ended_at as "endedAt", c.version
       from profiles.concern c join schools.school k on k.urn = c.urn where ${inArea(tx, 'c')} and ${where}`,
      [this.clock.now(), ...params],
    );
  }

  private now(): { readonly now: Date } {
    return { now: this.clock.now() };
  }

  /** No school in the receipt, which is found by who read it alone. */
  private async note(tx: Tx, which: string): Promise<void> {
    await this.audit.record(tx, { act: 'concern.read', entity: `profiles.concern:${which}` });
  }
}
