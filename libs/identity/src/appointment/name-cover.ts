import {
  BadInput,
  decide,
  localDateOf,
  NotFound,
  requireAllowed,
  StaleVersion,
  type Actor,
  type AreaId,
  type Clock,
  type Matrix,
  type PersonId,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { inArea, updateIfVersion, type Tx, type UnitOfWork } from '@app/platform';
import type { People } from '../person/people.query.js';
import { AppointmentEntity } from './appointment.entity.js';

export interface CoverToName {
  /** Null: nobody by name; then it is the broker whose day comes next. */
  readonly cover: PersonId | null;
  /** Of the appointment, as it was seen. */
  readonly version: number;
}

export interface CoverView {
  readonly version: number;
  readonly cover: PersonId | null;
  /** Other brokers in post, by name. */
  readonly choices: readonly { readonly id: PersonId; readonly name: string }[];
  /** Names of those who named this one. */
  readonly covers: readonly string[];
}

/** A broker says who acts where they do not in time (C-2). It is about their own post: nobody says it for them. */
export class NameCover {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly people: People,
  ) {}

  /** @throws NotFound for who is no broker today; BadInput at `cover`; StaleVersion */
  async execute(actor: Actor, area: AreaId, { cover, version }: CoverToName): Promise<void> {
    await this.work.run(actor, area, async (tx) => {
      this.require(tx);
      const post = await this.ownPost(tx, true);
      if (post.version !== version) throw new StaleVersion();
      if (cover !== null && !(await this.others(tx)).some(({ id }) => id === cover))
        throw new BadInput([{ path: 'cover', message: 'Choose another broker who is in post today' }]);
      if (post.cover === cover) return;
      const next = await updateIfVersion(tx, AppointmentEntity, post.id, version, { coverPersonId: cover });
      await this.audit.record(tx, {
        act: 'cover.name',
        entity: `identity.appointment:${post.id}:${String(next)}`,
      });
    });
  }

  /** @throws NotFound for who is no broker today. */
  async own(tx: Tx): Promise<CoverView> {
    this.require(tx);
    const { version, cover } = await this.ownPost(tx, false);
    const choices = await this.others(tx);
    const covers: string[] = [];
    for (const { id, name } of choices)
      if ((await this.people.coverOf(tx, id, this.today())) === tx.actor.id) covers.push(name);
    return { version, cover, choices, covers };
  }

  private require(tx: Tx): void {
    const own = { area: tx.area, person: tx.actor.id as PersonId };
    requireAllowed(decide(this.matrix, tx.actor, 'cover.name', own, { now: this.clock.now() }));
  }

  private async others(tx: Tx): Promise<{ id: PersonId; name: string }[]> {
    const brokers = await this.people.inPost(tx, 'broker', this.today());
    return brokers
      .filter(({ id }) => id !== tx.actor.id)
      .map(({ id, name }) => ({ id, name }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  private async ownPost(
    tx: Tx,
    lock: boolean,
  ): Promise<{ id: string; version: number; cover: PersonId | null }> {
    const [post] = await tx.query<{ id: string; version: number; cover: PersonId | null }>(
      `select a.id, a.version, a.cover_person_id as cover from identity.appointment a where ${inArea(tx, 'a')}
         and a.person_id = $1 and a.role = 'broker' and a.state in ('active', 'ending') and a.from_on <= $2::date
         and (a.to_on is null or a.to_on > $2::date) order by a.cover_person_id nulls last, a.id limit 1
       ${lock ? 'for update' : ''}`,
      [tx.actor.id, this.today()],
    );
    if (!post) throw new NotFound();
    return post;
  }

  private today() {
    return localDateOf(this.clock.now());
  }
}
