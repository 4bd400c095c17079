import {
  addDays,
  localDateOf,
  PRIORITIES,
  RuleBroken,
  type Actor,
  type AreaId,
  type Clock,
  type LocalDate,
  type PersonId,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { askedOnce, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader } from '../field-reader.js';
import type { Rights } from '@app/identity';
import type { AskedOfNeed } from './asked-of-need.js';
import type { DutyBroker } from './duty-broker.js';
import { lockNeedFor, requireVersion } from './lock-need.js';
import type { NeedMoves } from './need-moves.js';
import type { NeedEntity } from './need.entity.js';
import { isClosed, NEED_STATE_WORDS, type NeedState } from './need.lifecycle.js';

export interface Triage extends AskedOfNeed {
  readonly priority: string;
  /** When somebody must look again: today at the earliest, a year ahead at most. */
  readonly nextDate: string;
  /** Left out: who has it keeps it. */
  readonly owner?: PersonId;
  /** Null takes the adviser away. */
  readonly adviser?: PersonId | null;
  /** What would help is clear already: the head is asked to confirm the wording next. */
  readonly diagnosed?: boolean;
  readonly note?: string | null;
}

/** The assigned broker or adviser says how soon, who, and when next; and, in the same act, that it is diagnosed. */
export class TriageNeed {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly duty: DutyBroker,
    private readonly moves: NeedMoves,
  ) {}

  /** @returns the need's new version. */
  async execute(actor: Actor, area: AreaId, asked: Triage, repeat?: Repeatable): Promise<number> {
    return this.work.run(actor, area, (tx) =>
      askedOnce(tx, repeat, async () => {
        const acts = ['need.triage', ...(asked.diagnosed === true ? ['need.diagnose'] : [])];
        const need = await lockNeedFor(tx, this.rights, asked.need, acts);
        requireVersion(need, asked.version);
        const { note, change } = this.read(asked);
        const through = movesOf(need, asked.diagnosed === true);
        const people = await this.peopleOf(tx, need, asked);
        const version = await this.moves.make(tx, need, {
          through,
          reason: note,
          change: { ...change, ...people },
        });
        for (const act of acts) {
          await this.audit.record(tx, {
            act,
            entity: `profiles.need:${need.id}:${String(version)}`,
            schools: [need.urn as SchoolUrn],
          });
        }
        return version;
      }),
    );
  }

  private read(asked: Triage): { note: string | null; change: Partial<NeedEntity> } {
    const reader = new FieldReader();
    const today = localDateOf(this.clock.now());
    const nextDate: LocalDate = reader.date('nextDate', asked.nextDate, 'the next date');
    if (nextDate < today || nextDate > addDays(today, 366))
      reader.say('nextDate', 'Choose a day from today on, a year ahead at most');
    const priority = reader.oneOf('priority', asked.priority, PRIORITIES);
    const note = reader.textOrNull('note', asked.note, 'the note', 2_000);
    // A date that somebody chose was counted by no calendar.
    return reader.finish({ note, change: { priority, nextDate, calendarVersion: null } });
  }

  private async peopleOf(tx: Tx, need: NeedEntity, asked: Triage): Promise<Partial<NeedEntity>> {
    const today = localDateOf(this.clock.now());
    const urn = need.urn as SchoolUrn;
    const change: Partial<NeedEntity> = {};
    if (asked.owner !== undefined && asked.owner !== need.ownerPersonId) {
      change.ownerPersonId = (
        await this.duty.requireFree(tx, asked.owner, ['broker', 'adviser'], [urn], today)
      ).id;
      // A new owner answers for it alone.
      Object.assign(change, NOBODY_COVERS);
    }
    if (asked.adviser === null) change.adviserPersonId = null;
    else if (asked.adviser !== undefined && asked.adviser !== need.adviserPersonId) {
      change.adviserPersonId = (await this.duty.requireFree(tx, asked.adviser, ['adviser'], [urn], today)).id;
    }
    return change;
  }
}

export const NOBODY_COVERS = { coverPersonId: null, coveredOn: null } as const;

/** Before it is triaged it moves; later the same act only changes how soon, who and when. */
function movesOf({ state }: NeedEntity, diagnosed: boolean): NeedState[] {
  if (isClosed(state)) throw new RuleBroken('NEED_CANNOT_MOVE', `This need is ${NEED_STATE_WORDS[state]}.`);
  const triaged: NeedState[] = state === 'raised' ? ['triaged'] : [];
  return diagnosed ? [...triaged, 'diagnosed'] : triaged;
}
