import {
  dueOn,
  localDateOf,
  NotFound,
  parseUrn,
  RuleBroken,
  type Actor,
  type AreaId,
  type Clock,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { AskByMail, People, Rights } from '@app/identity';
import { askedOnce, inArea, type IdSource, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import type { AreaSettings, KnownSchools } from '@app/schools';
import { FieldReader } from '../field-reader.js';
import { ConcernEntity } from './concern.entity.js';
import { wordTo } from './concern.policy.js';

export interface ConcernToRaise {
  readonly urn: string;
  readonly words: string;
}

/**
 * Somebody who is not the school's head thinks that it could do with support, and says so to its head and to nobody else.
 * It is no request and no record of one: the head makes it one, or does not, or it lapses (C-19).
 */
export class RaiseConcern {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly settings: AreaSettings,
    private readonly schools: KnownSchools,
    private readonly people: People,
    private readonly mail: AskByMail,
  ) {}

  /** @returns its id. @throws NotAllowed, BadInput, NoCalendar; RuleBroken NO_HEAD_HERE, WORD_WAITS. */
  async execute(
    actor: Actor,
    area: AreaId,
    asked: ConcernToRaise,
    repeat?: Repeatable,
  ): Promise<{ readonly id: string }> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: ConcernToRaise): Promise<{ id: string }> {
    const urn = parseUrn(asked.urn);
    if (urn === null) throw new NotFound();
    await this.rights.require(tx, 'concern.raise', wordTo(urn, tx.actor.id));
    await this.schools.requireOpen(tx, urn);
    const reader = new FieldReader();
    const words = reader.finish(reader.text('words', asked.words, 'what you would like to say', 2_000));
    const now = this.clock.now();
    const heads = await this.people.headsOf(tx, urn, localDateOf(now));
    if (heads.length === 0)
      throw new RuleBroken(
        'NO_HEAD_HERE',
        'Nobody leads this school in Trellis yet, so nobody would read it.',
      );
    await this.requireNoneWaits(tx, urn);
    const { calendar, settings } = await this.settings.clocks(tx);
    const due = dueOn('C-19', now, calendar, { settings, school: urn });
    const id = this.ids.next();
    await tx.manager.insert(ConcernEntity, {
      ...{ id, areaId: tx.area, urn, raisedBy: tx.actor.id, words, raisedAt: now },
      ...{ dueOn: due.on, dueAt: due.at, calendarVersion: due.calendarVersion },
      ...{ state: 'raised', endedAt: null, version: 1 },
    });
    // No school in the entry: who reads the log must not learn to which head somebody left a word.
    await this.audit.record(tx, { act: 'concern.raise', entity: `profiles.concern:${id}:1` });
    for (const { id: person } of heads)
      await this.mail.tell(tx, {
        ...{ person, kind: 'word', key: `word.${id}.${person}`, path: `/concerns/${id}` },
        ...{ task: { reference: 'A word', due: null }, about: [], quiet: 'school', urn, onTheirDay: true },
      });
    return { id };
  }

  private async requireNoneWaits(tx: Tx, urn: SchoolUrn): Promise<void> {
    const waiting = await tx.query(
      `select 1 from profiles.concern c where ${inArea(tx, 'c')} and c.urn = $1 and c.raised_by = $2::uuid and c.state = 'raised'`,
      [urn, tx.actor.id],
    );
    if (waiting.length > 0)
      throw new RuleBroken('WORD_WAITS', 'You have left this head a word that still waits for its answer.');
  }
}
