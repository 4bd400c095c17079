import {
  localDateOf,
  NotFound,
  type Clock,
  type LocalDate,
  type NeedId,
  type PersonId,
  type Priority,
  type Resource,
  type SchoolUrn,
  type ThemeId,
} from '@app/kernel';
import type { BrokerView } from '@app/identity';
import { inArea, type IdSource, type Tx } from '@app/platform';
import type { DutyBroker } from './duty-broker.js';
import { lockNeed } from './lock-need.js';
import { NeedDeclineEntity } from './need-decline.entity.js';
import type { NeedDates } from './need-dates.js';
import type { NeedMoves } from './need-moves.js';
import type { Approach } from './need-wording.js';
import { NeedEntity } from './need.entity.js';
import { isClosed, type NeedState } from './need.lifecycle.js';
import { needResource } from './need.policy.js';
import { NOBODY_COVERS } from './triage-need.js';

/** A need as those see it who propose and decide about it: facts, and no word of its text. */
export interface NeedCase {
  readonly id: NeedId;
  readonly reference: string;
  readonly urn: SchoolUrn;
  readonly state: NeedState;
  readonly priority: Priority;
  readonly primaryTheme: ThemeId;
  readonly approach: Approach | null;
  readonly partnersWanted: number;
  readonly owner: PersonId | null;
  readonly nextDate: LocalDate | null;
  readonly version: number;
  /** For `decide`: school, and to whom it is assigned. */
  readonly resource: Resource;
}

/** Steps for the verbs of `brokerage`, inside their own transaction and after their own decision. */
export class NeedCases {
  constructor(
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly moves: NeedMoves,
    private readonly dates: NeedDates,
    private readonly duty: DutyBroker,
  ) {}

  /** Locks the row until the verb ends. @param named reference or id. @throws NotFound */
  async lock(tx: Tx, named: string): Promise<NeedCase> {
    const need = await lockNeed(tx, named);
    if (need === null) throw new NotFound();
    return caseOf(need);
  }

  /** As they stand, by id: what lists of cases name. Ids of none are left out. */
  async read(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<NeedId, NeedCase>> {
    const rows = await tx.manager
      .createQueryBuilder(NeedEntity, 'n')
      .where('n.id = any (:ids)', { ids: [...ids] })
      .andWhere(inArea(tx, 'n'))
      .getMany();
    return new Map(rows.map((row) => [row.id as NeedId, caseOf(row)]));
  }

  /** Looked at again on that day, and not before: counted elsewhere, or chosen by somebody. @returns the need's new version. */
  async postpone(tx: Tx, named: string, until: LocalDate, reason: string | null = null): Promise<number> {
    const need = await lockNeed(tx, named);
    if (need === null) throw new NotFound();
    return this.moves.make(tx, need, {
      through: [],
      reason,
      change: { nextDate: until, calendarVersion: null },
    });
  }

  /** What is matched is looked at when its work is: that day is its own. */
  async follow(tx: Tx, named: string, nextDate: LocalDate): Promise<void> {
    const need = await lockNeed(tx, named);
    if (need === null) throw new NotFound();
    if (need.state !== 'matched' || need.nextDate === nextDate) return;
    await this.moves.make(tx, need, { through: [], change: { nextDate, calendarVersion: null } });
  }

  /** What had its partner looks for one again, as on its first day: C-2 begins anew, and nobody covers. @returns its new version. */
  async reopen(tx: Tx, named: string, reason: string): Promise<number> {
    const need = await lockNeed(tx, named);
    if (need === null) throw new NotFound();
    const owner = await this.duty.brokerInPost(tx, need.ownerPersonId, localDateOf(this.clock.now()));
    const change = { ...NOBODY_COVERS, ...(await this.dates.untilSoundedOut(tx, owner)) };
    return this.moves.make(tx, need, { through: ['open'], reason, change });
  }

  /** Somebody acts beside the owner from today on, and looks at it by their own next day. @returns its new version. */
  async cover(tx: Tx, named: string, by: BrokerView): Promise<number> {
    const need = await lockNeed(tx, named);
    if (need === null) throw new NotFound();
    const coveredOn = localDateOf(this.clock.now());
    const dates = await this.dates.untilSoundedOut(tx, by);
    return this.moves.make(tx, need, { through: [], change: { coverPersonId: by.id, coveredOn, ...dates } });
  }

  /** The same for what nobody took up in time: it is to be, as on its first day. @returns its new version. */
  async coverUntaken(tx: Tx, named: string, by: BrokerView): Promise<number> {
    const need = await lockNeed(tx, named);
    if (need === null) throw new NotFound();
    const coveredOn = localDateOf(this.clock.now());
    const dates = await this.dates.untilTriaged(tx, need.priority);
    return this.moves.make(tx, need, { through: [], change: { coverPersonId: by.id, coveredOn, ...dates } });
  }

  /** Somebody else answers for it, alone. A day that has gone by is theirs to keep anew. @returns its new version. */
  async give(tx: Tx, named: string, to: BrokerView): Promise<number> {
    const need = await lockNeed(tx, named);
    if (need === null) throw new NotFound();
    const late =
      need.state !== 'matched' && need.nextDate !== null && need.nextDate < localDateOf(this.clock.now());
    const dates = late ? await this.dates.untilSoundedOut(tx, to) : {};
    const adviser = need.adviserPersonId === to.id ? { adviserPersonId: null } : {};
    const change = { ownerPersonId: to.id, ...NOBODY_COVERS, ...adviser, ...dates };
    return this.moves.make(tx, need, { through: [], change });
  }

  /** @param reason needed where it closes. @throws RuleBroken NEED_CANNOT_MOVE @returns the need's new version. */
  async move(tx: Tx, named: string, to: NeedState, reason: string | null = null): Promise<number> {
    const need = await lockNeed(tx, named);
    if (need === null) throw new NotFound();
    const closed = { closedReason: reason, closedAt: this.clock.now(), nextDate: null };
    return this.moves.make(tx, need, { through: [to], reason, ...(isClosed(to) ? { change: closed } : {}) });
  }

  /** A supporter's no: no later run asks it again for this need. Said twice, it is said once. */
  async noteDecline(tx: Tx, need: NeedId, supporter: SchoolUrn): Promise<void> {
    const known = await tx.query(
      `select 1 from profiles.need_decline where ${inArea(tx)} and need_id = $1 and supporter_urn = $2`,
      [need, supporter],
    );
    if (known.length > 0) return;
    await tx.manager.insert(NeedDeclineEntity, {
      id: this.ids.next(),
      areaId: tx.area,
      needId: need,
      supporterUrn: supporter,
      declinedAt: this.clock.now(),
    });
  }
}

function caseOf(need: NeedEntity): NeedCase {
  return {
    id: need.id as NeedId,
    reference: need.reference,
    urn: need.urn as SchoolUrn,
    state: need.state,
    priority: need.priority,
    primaryTheme: need.primaryTheme as ThemeId,
    approach: need.approach,
    partnersWanted: need.partnersWanted,
    ...{ owner: need.ownerPersonId as PersonId | null, nextDate: need.nextDate as LocalDate | null },
    version: need.version,
    resource: needResource(need),
  };
}
