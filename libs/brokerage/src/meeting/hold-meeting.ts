import {
  NotFound,
  parseUrn,
  RuleBroken,
  type Actor,
  type AreaId,
  type Clock,
  type NeedId,
  type PersonId,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import {
  askedOnce,
  updateIfVersion,
  type IdSource,
  type Repeatable,
  type Tx,
  type UnitOfWork,
} from '@app/platform';
import { FieldReader, type NeedCase, type NeedCases } from '@app/profiles';
import { FINISHED } from '../match-run/finished-runs.js';
import { findRun } from '../match-run/run-rows.js';
import { nextOfYear } from '../next-reference.js';
import { requireSeen } from '../proposal/proposal-cases.js';
import type { MeetingCases } from './meeting-cases.js';
import { MeetingAwayEntity, MeetingEntity, MeetingTurnEntity } from './meeting.entity.js';
import { MEETING_OUTCOMES } from './meeting.views.js';

export interface TurnToNote {
  readonly meeting: string;
  readonly need: NeedId;
  readonly outcome: string;
  /** A school that the run lists; none where the need is left open. */
  readonly supporter?: string | null;
  readonly said?: string | null;
}

/**
 * The three heads and the advisers go through a run need by need. What is noted here decides nothing: the broker of each
 * need does it afterwards, by name, with their own rights (I-8). Who must step out is known before anybody speaks.
 */
export class HoldMeeting {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly needs: NeedCases,
    private readonly cases: MeetingCases,
  ) {}

  /** @param run its reference. @returns the meeting's reference. @throws NotFound, NotAllowed; RuleBroken RUN_NOT_FINISHED */
  async open(actor: Actor, area: AreaId, run: string, repeat?: Repeatable): Promise<string> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.opening(tx, run)));
  }

  private async opening(tx: Tx, named: string): Promise<string> {
    await this.rights.require(tx, 'meeting.record', {}, {}, { list: true });
    const run = await findRun(tx, named);
    if (!run) throw new NotFound();
    if (!FINISHED.includes(run.state) || run.kind === 'what_if')
      throw new RuleBroken('RUN_NOT_FINISHED', 'A meeting goes through a run that is complete.');
    const [now, id] = [this.clock.now(), this.ids.next()];
    const reference = await nextOfYear(tx, 'brokerage.meeting', 'M', now);
    await tx.manager.insert(MeetingEntity, {
      ...{ id, areaId: tx.area, reference, runId: run.id, needIds: [...run.needIds] },
      ...{ openedBy: tx.actor.id, openedAt: now, closedAt: null, version: 1 },
    });
    await this.audit.record(tx, { act: 'meeting.record', entity: `brokerage.meeting:${id}:1`, schools: [] });
    return reference;
  }

  /** Somebody with an interest has left for this need, or did not come. Noted once; a second time says nothing new. */
  async noteAway(
    actor: Actor,
    area: AreaId,
    asked: {
      readonly meeting: string;
      readonly need: NeedId;
      readonly person: PersonId;
      readonly kind: string;
    },
    repeat?: Repeatable,
  ): Promise<void> {
    await this.work.run(actor, area, (tx) =>
      askedOnce(tx, repeat, async () => {
        const { meeting, need, schools } = await this.table(tx, asked.meeting, asked.need);
        const reader = new FieldReader();
        const kind = reader.finish(reader.oneOf('kind', asked.kind, ['left', 'absent'] as const));
        const found = await this.cases.stepOut(tx, meeting.id, need.id, schools);
        const one = found.find(({ id }) => id === asked.person);
        if (!one) throw new NotFound();
        if (one.away !== null) return;
        await tx.manager.insert(MeetingAwayEntity, {
          ...{ id: this.ids.next(), areaId: tx.area, meetingId: meeting.id, needId: need.id },
          ...{ personId: one.id, kind, notedBy: tx.actor.id, notedAt: this.clock.now() },
        });
        await this.note(tx, meeting, need, { away: kind });
      }),
    );
  }

  /** @throws NotFound, NotAllowed, BadInput; RuleBroken SOMEBODY_STAYS naming who must step out first, MEETING_OVER */
  async noteTurn(actor: Actor, area: AreaId, asked: TurnToNote, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.turn(tx, asked)));
  }

  private async turn(tx: Tx, asked: TurnToNote): Promise<void> {
    const { meeting, need, schools, listed } = await this.table(tx, asked.meeting, asked.need);
    const reader = new FieldReader();
    const outcome = reader.oneOf('outcome', asked.outcome, MEETING_OUTCOMES);
    const urn = outcome === 'leave_open' ? null : parseUrn(asked.supporter ?? '');
    if (outcome !== 'leave_open' && (urn === null || !listed.includes(urn)))
      reader.say('supporter', 'Choose one of the schools that are listed');
    const said = reader.finish(reader.textOrNull('said', asked.said, 'what was said', 2_000));
    const stays = (await this.cases.stepOut(tx, meeting.id, need.id, schools)).filter(({ away }) => !away);
    if (stays.length > 0)
      throw new RuleBroken(
        'SOMEBODY_STAYS',
        `Please note first that these have stepped out: ${stays.map(({ name }) => name).join(', ')}.`,
      );
    await tx.manager.insert(MeetingTurnEntity, {
      ...{ id: this.ids.next(), areaId: tx.area, meetingId: meeting.id, needId: need.id },
      ...{ outcome, supporterUrn: urn, said, notedBy: tx.actor.id, notedAt: this.clock.now() },
    });
    await this.note(tx, meeting, need, { outcome });
  }

  async close(
    actor: Actor,
    area: AreaId,
    asked: { readonly meeting: string; readonly version: number },
    repeat?: Repeatable,
  ): Promise<void> {
    await this.work.run(actor, area, (tx) =>
      askedOnce(tx, repeat, async () => {
        await this.rights.require(tx, 'meeting.record', {}, {}, { list: true });
        const meeting = await this.cases.lock(tx, asked.meeting);
        requireSeen(meeting, asked.version);
        requireGoesOn(meeting);
        const version = await updateIfVersion(tx, MeetingEntity, meeting.id, meeting.version, {
          closedAt: this.clock.now(),
        });
        const entity = `brokerage.meeting:${meeting.id}:${String(version)}`;
        await this.audit.record(tx, { act: 'meeting.record', entity, schools: [] });
      }),
    );
  }

  /** Nobody with an interest in the school that asks, or in one that is listed, notes anything about the need (I-4). */
  private async table(tx: Tx, named: string, needId: NeedId): Promise<OnTheTable> {
    await this.rights.require(tx, 'meeting.record', {}, {}, { list: true });
    const meeting = await this.cases.lock(tx, named);
    requireGoesOn(meeting);
    if (!meeting.needIds.includes(needId)) throw new NotFound();
    const need = (await this.needs.read(tx, [needId])).get(needId);
    await this.rights.require(tx, 'run.read', need?.resource ?? null);
    if (!need) throw new NotFound();
    const listed = (await this.cases.listed(tx, meeting.runId)).get(need.id) ?? [];
    const schools = [need.urn, ...listed];
    if (tx.actor.interests.some((urn) => schools.includes(urn))) throw new NotFound();
    return { meeting, need, listed, schools };
  }

  private async note(
    tx: Tx,
    { id, version }: MeetingEntity,
    { urn, reference }: NeedCase,
    details: Record<string, string>,
  ): Promise<void> {
    await this.audit.record(tx, {
      act: 'meeting.record',
      entity: `brokerage.meeting:${id}:${String(version)}`,
      schools: [urn],
      details: { need: reference, ...details },
    });
  }
}

interface OnTheTable {
  readonly meeting: MeetingEntity;
  readonly need: NeedCase;
  readonly listed: readonly SchoolUrn[];
  /** Whose people step out. */
  readonly schools: readonly SchoolUrn[];
}

function requireGoesOn({ closedAt }: MeetingEntity): void {
  if (closedAt !== null) throw new RuleBroken('MEETING_OVER', 'This meeting is over. Open another one.');
}
