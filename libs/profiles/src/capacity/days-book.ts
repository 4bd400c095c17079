import {
  BadInput,
  parseHalfTerm,
  RuleBroken,
  type Clock,
  type HalfTermId,
  type SchoolUrn,
} from '@app/kernel';
import { inArea, updateIfVersion, type IdSource, type Tx } from '@app/platform';
import { CapacityEntryEntity, type EntryKind } from './capacity-entry.entity.js';
import { CapacityWindowEntity } from './capacity-window.entity.js';
import { lockWindows } from './capacity-ledger.js';

/** Half-days by half-term: whole, and at least one in each. */
export type HalfDays = Readonly<Partial<Record<HalfTermId, number>>>;

/** What is booked under one reference in one half-term, in half-days. */
interface Standing {
  readonly windowId: string;
  readonly halfTerm: HalfTermId;
  readonly held: number;
  readonly committed: number;
  readonly delivered: number;
}

/**
 * Steps of the verbs of `brokerage`, inside their own transaction: days are held, committed, delivered, released or
 * expire. Every one of them takes the rows of the supporter's half-terms first, in one order, so that two who race for the
 * last day meet there. A reference, like `proposal:<id>`, names what the days are booked for.
 */
export class DaysBook {
  constructor(
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /**
   * The supporter's yes. A school that asked to be asked for days declares them by this same answer.
   *
   * @throws RuleBroken NOT_ENOUGH_DAYS saying how many are left, WINDOW_CLOSED; BadInput where no day is named.
   */
  async hold(tx: Tx, supporter: SchoolUrn, reference: string, days: HalfDays): Promise<void> {
    const wanted = readHalfDays(days);
    const windows = await lockWindows(tx, supporter, wanted);
    for (const { halfTerm, halfDays } of wanted) {
      const window = windows.find((each) => each.halfTerm === halfTerm);
      const free = window ? window.declared - window.booked : 0;
      const lacking = halfDays - free;
      if (!window || (lacking > 0 && window.band !== 'ask_me'))
        throw new RuleBroken('NOT_ENOUGH_DAYS', notEnough(halfTerm, free, halfDays));
      if (window.state !== 'open')
        throw new RuleBroken('WINDOW_CLOSED', `The days of ${halfTerm} can no longer be booked.`);
      const declared = Math.max(0, lacking);
      await updateIfVersion(tx, CapacityWindowEntity, window.id, window.version, {
        declared: window.declared + declared,
        booked: window.booked + halfDays,
      });
      if (declared > 0) await this.enter(tx, window.id, 'declared', declared, reference);
      await this.enter(tx, window.id, 'held', halfDays, reference);
    }
  }

  /** Half-days that could be held now; takes the window's row, so that nobody takes them meanwhile. */
  async free(tx: Tx, supporter: SchoolUrn, halfTerm: HalfTermId): Promise<number> {
    const [window] = await lockWindows(tx, supporter, [{ halfTerm }]);
    return window?.state === 'open' ? Math.max(0, window.declared - window.booked) : 0;
  }

  /** The broker's decision: what is held under the reference is promised. @throws RuleBroken NOTHING_HELD */
  async commit(tx: Tx, supporter: SchoolUrn, reference: string): Promise<HalfDays> {
    const standing = (await this.standing(tx, supporter, reference)).filter(({ held }) => held > 0);
    if (standing.length === 0)
      throw new RuleBroken('NOTHING_HELD', 'No days are held for this any more. Ask the supporter again.');
    for (const { windowId, held } of standing) {
      await this.enter(tx, windowId, 'held', -held, reference);
      await this.enter(tx, windowId, 'committed', held, reference);
    }
    return Object.fromEntries(standing.map(({ halfTerm, held }) => [halfTerm, held]));
  }

  /**
   * Some of what was promised was given: from that half-term first, then from the others in their order, since a visit may
   * be held before or after the half-term that it was planned for.
   *
   * @throws RuleBroken MORE_THAN_COMMITTED saying how many are left.
   */
  async deliver(
    tx: Tx,
    supporter: SchoolUrn,
    reference: string,
    halfDays: number,
    first: HalfTermId,
  ): Promise<void> {
    const standing = await this.standing(tx, supporter, reference);
    const promised = standing.reduce((sum, { committed }) => sum + committed, 0);
    if (promised < halfDays)
      throw new RuleBroken(
        'MORE_THAN_COMMITTED',
        `${String(promised)} half-days are promised and not yet given, fewer than ${String(halfDays)}.`,
      );
    let left = halfDays;
    for (const { windowId, committed } of inTurn(standing, first)) {
      const given = Math.min(left, committed);
      if (given === 0) continue;
      await this.enter(tx, windowId, 'committed', -given, reference);
      await this.enter(tx, windowId, 'delivered', given, reference);
      left -= given;
    }
  }

  /** Not as much was given as was written down: so much of it is promised again, in that half-term first. */
  async takeBack(
    tx: Tx,
    supporter: SchoolUrn,
    reference: string,
    halfDays: number,
    first: HalfTermId,
  ): Promise<void> {
    let left = halfDays;
    for (const { windowId, delivered } of inTurn(await this.standing(tx, supporter, reference), first)) {
      const returned = Math.min(left, delivered);
      if (returned === 0) continue;
      await this.enter(tx, windowId, 'delivered', -returned, reference);
      await this.enter(tx, windowId, 'committed', returned, reference);
      left -= returned;
    }
  }

  /** What was held or promised, and not given, goes back to the supporter: let go by somebody, or its time ran out. */
  async giveBack(
    tx: Tx,
    supporter: SchoolUrn,
    reference: string,
    how: 'released' | 'expired',
  ): Promise<number> {
    let returned = 0;
    const standing = await this.standing(tx, supporter, reference);
    const windows = await lockWindows(tx, supporter, standing);
    for (const { windowId, held, committed } of standing) {
      const window = windows.find(({ id }) => id === windowId);
      if (!window || held + committed === 0) continue;
      if (held > 0) await this.enter(tx, windowId, 'held', -held, reference);
      if (committed > 0) await this.enter(tx, windowId, 'committed', -committed, reference);
      await this.enter(tx, windowId, how, held + committed, reference);
      await updateIfVersion(tx, CapacityWindowEntity, windowId, window.version, {
        booked: window.booked - held - committed,
      });
      returned += held + committed;
    }
    return returned;
  }

  /** What is promised and what of it was given under a reference, in half-days; a reading that locks nothing. */
  async promised(tx: Tx, reference: string): Promise<{ readonly promised: number; readonly given: number }> {
    const [row] = await tx.query<{ promised: number; given: number }>(
      `select coalesce(sum(half_days) filter (where kind in ('committed', 'delivered')), 0)::int as promised,
         coalesce(sum(half_days) filter (where kind = 'delivered'), 0)::int as given
       from profiles.capacity_entry where ${inArea(tx)} and reference = $1`,
      [reference],
    );
    return row ?? { promised: 0, given: 0 };
  }

  /** Takes the windows' rows before it sums the ledger: nobody moves these days meanwhile. */
  private async standing(tx: Tx, supporter: SchoolUrn, reference: string): Promise<Standing[]> {
    const named = await tx.query<{ halfTerm: HalfTermId }>(
      `select distinct w.half_term as "halfTerm" from profiles.capacity_window w
       join profiles.capacity_entry e on e.area_id = w.area_id and e.window_id = w.id
       where ${inArea(tx, 'w')} and w.supporter_urn = $1 and e.reference = $2`,
      [supporter, reference],
    );
    await lockWindows(tx, supporter, named);
    return tx.query<Standing>(
      `select w.id as "windowId", w.half_term as "halfTerm",
         coalesce(sum(e.half_days) filter (where e.kind = 'held'), 0)::int as held,
         coalesce(sum(e.half_days) filter (where e.kind = 'committed'), 0)::int as committed,
         coalesce(sum(e.half_days) filter (where e.kind = 'delivered'), 0)::int as delivered
       from profiles.capacity_window w join profiles.capacity_entry e on e.area_id = w.area_id and e.window_id = w.id
       where ${inArea(tx, 'w')} and w.supporter_urn = $1 and e.reference = $2
       group by w.id, w.half_term order by w.half_term collate "C"`,
      [supporter, reference],
    );
  }

  private async enter(
    tx: Tx,
    windowId: string,
    kind: EntryKind,
    halfDays: number,
    reference: string,
  ): Promise<void> {
    await tx.manager.insert(CapacityEntryEntity, {
      ...{ id: this.ids.next(), areaId: tx.area, windowId, kind, halfDays, reference },
      ...{ enteredBy: `${tx.actor.kind}:${tx.actor.id}`, enteredAt: this.clock.now() },
    });
  }
}

/** That half-term, then the others in their order. */
function inTurn(standing: readonly Standing[], first: HalfTermId): Standing[] {
  return [...standing].sort((a, b) => Number(b.halfTerm === first) - Number(a.halfTerm === first));
}

function notEnough(halfTerm: HalfTermId, free: number, wanted: number): string {
  const left = free === 1 ? '1 half-day' : `${String(Math.max(0, free))} half-days`;
  return `You now have ${left} left in ${halfTerm}, fewer than ${String(wanted)}. Nothing was sent.`;
}

/** @throws BadInput where none is named, or a number is no whole one of 1 or more. */
export function readHalfDays(days: HalfDays): { halfTerm: HalfTermId; halfDays: number }[] {
  const wanted = Object.entries(days)
    .map(([given, halfDays]) => ({ halfTerm: parseHalfTerm(given), halfDays }))
    .filter(({ halfDays }) => halfDays !== 0);
  const sound = wanted.every(
    (each): each is { halfTerm: HalfTermId; halfDays: number } =>
      each.halfTerm !== null && Number.isInteger(each.halfDays) && (each.halfDays ?? 0) > 0,
  );
  if (!sound || wanted.length === 0)
    throw new BadInput([
      { path: 'halfDays', message: 'Give whole half-days, at least one in some half-term' },
    ]);
  return wanted;
}
