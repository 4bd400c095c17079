import { RuleBroken, StaleVersion, type Clock, type HalfTermId, type SchoolUrn } from '@app/kernel';
import { inArea, updateIfVersion, type IdSource, type Tx } from '@app/platform';
import type { Band } from './band.js';
import { CapacityEntryEntity } from './capacity-entry.entity.js';
import { CapacityWindowEntity } from './capacity-window.entity.js';

/** What a school declares for one half-term, already read. */
export interface DeclaredDays {
  readonly halfTerm: HalfTermId;
  readonly band: Band;
  readonly exact: boolean;
  /** Half-days that can be booked. */
  readonly halfDays: number;
  /** The version of the window that the person saw; null where there was none. */
  readonly version: number | null;
}

/** A step: declared days change under the row locks of their windows, with the ledger's line beside the counter. */
export class CapacityLedger {
  constructor(
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /**
   * @throws StaleVersion where somebody else declared meanwhile; RuleBroken BELOW_BOOKED, WINDOW_CLOSED.
   */
  async declare(tx: Tx, urn: SchoolUrn, days: readonly DeclaredDays[]): Promise<void> {
    const made = await this.makeMissing(tx, urn, days);
    const windows = await lockWindows(tx, urn, days);
    for (const asked of days) {
      const window = windows.find(({ halfTerm }) => halfTerm === asked.halfTerm);
      if (!window || (!made.has(window.id) && asked.version !== window.version)) throw new StaleVersion();
      await this.change(tx, window, asked);
    }
  }

  /** @returns the ids of those that were not there. Two heads at once: one makes them, the other finds them. */
  private async makeMissing(
    tx: Tx,
    urn: SchoolUrn,
    days: readonly DeclaredDays[],
  ): Promise<ReadonlySet<string>> {
    const missing = days.filter(({ version }) => version === null);
    const rows = await tx.query<{ id: string }>(
      `insert into profiles.capacity_window (id, area_id, supporter_urn, half_term, band)
       select id, $3, $4, half_term, '0' from unnest($1::uuid[], $2::text[]) as made (id, half_term) order by half_term
       on conflict (area_id, supporter_urn, half_term) do nothing returning id`,
      [missing.map(() => this.ids.next()), missing.map(({ halfTerm }) => halfTerm), tx.area, urn],
    );
    return new Set(rows.map(({ id }) => id));
  }

  private async change(tx: Tx, window: CapacityWindowEntity, asked: DeclaredDays): Promise<void> {
    if (window.state !== 'open')
      throw new RuleBroken('WINDOW_CLOSED', `The days of ${window.halfTerm} can no longer be changed.`);
    if (asked.halfDays < window.booked) {
      throw new RuleBroken(
        'BELOW_BOOKED',
        `In ${window.halfTerm} ${String(window.booked)} half-days are already promised, so you cannot offer ${String(asked.halfDays)}.`,
      );
    }
    await updateIfVersion(tx, CapacityWindowEntity, window.id, window.version, {
      band: asked.band,
      exact: asked.exact,
      declared: asked.halfDays,
    });
    if (asked.halfDays !== window.declared) {
      await tx.manager.insert(CapacityEntryEntity, {
        ...{ id: this.ids.next(), areaId: tx.area, windowId: window.id, kind: 'declared' },
        ...{ halfDays: asked.halfDays - window.declared, reference: 'declaration' },
        ...{ enteredBy: `${tx.actor.kind}:${tx.actor.id}`, enteredAt: this.clock.now() },
      });
    }
  }
}

/** In id order, as every other verb that touches these rows takes them: nobody waits in a ring. */
export async function lockWindows(
  tx: Tx,
  urn: SchoolUrn,
  days: readonly { readonly halfTerm: HalfTermId }[],
): Promise<CapacityWindowEntity[]> {
  return tx.manager
    .createQueryBuilder(CapacityWindowEntity, 'w')
    .setLock('pessimistic_write')
    .where('w.supporter_urn = :urn and w.half_term = any (:halfTerms)', {
      urn,
      halfTerms: days.map(({ halfTerm }) => halfTerm),
    })
    .andWhere(inArea(tx, 'w'))
    .orderBy('w.id')
    .getMany();
}
