import {
  addDays,
  localDateOf,
  parseLocalDate,
  BadInput,
  type Actor,
  type AreaId,
  type Clock,
  type LocalDate,
  type NeedId,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { askedOnce, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import type { NeedCases } from '@app/profiles';
import type { Choices } from './choices.js';
import { readReason } from './read-reason.js';

export interface NeedToDefer {
  readonly need: NeedId;
  /** The day it is looked at again: tomorrow at the earliest, a year ahead at most. */
  readonly until: string;
  readonly reason: string;
}

const YEAR = 366;

/** Later: nobody is proposed now, the need stays open and has a day on which it is looked at again. */
export class DeferNeed {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly needs: NeedCases,
    private readonly choices: Choices,
  ) {}

  /** @throws NotFound, NotAllowed, BadInput */
  async execute(actor: Actor, area: AreaId, asked: NeedToDefer, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: NeedToDefer): Promise<void> {
    const need = await this.needs.lock(tx, asked.need);
    await this.rights.require(tx, 'need.triage', need.resource);
    const until = this.readDay(asked.until);
    const reason = readReason(asked.reason, 'why this waits');
    await this.choices.keep(tx, { kind: 'defer', need: need.id, asker: need.urn, reason, until });
    const version = await this.needs.postpone(tx, need.id, until, reason);
    await this.audit.record(tx, {
      act: 'need.defer',
      entity: `profiles.need:${need.id}:${String(version)}`,
      schools: [need.urn],
      details: { until, reason },
    });
  }

  private readDay(given: string): LocalDate {
    const today = localDateOf(this.clock.now());
    const day = parseLocalDate(given);
    if (day !== null && day > today && day <= addDays(today, YEAR)) return day;
    throw new BadInput([
      { path: 'until', message: 'Enter a day after today and within a year, like 2026-12-04' },
    ]);
  }
}
