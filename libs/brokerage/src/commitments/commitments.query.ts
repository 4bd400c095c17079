import {
  decide,
  NotFound,
  type Clock,
  type Matrix,
  type NeedId,
  type SchoolUrn,
  type ThemeId,
} from '@app/kernel';
import type { Tx } from '@app/platform';
import type { BookedDays, BookedDaysRow, Capacity, NeedCases } from '@app/profiles';
import type { Namer, Namers } from '../namers.js';
import { pairingResource } from '../pairing/pairing.policy.js';
import { sideResource } from '../proposal/proposal.policy.js';
import { readBookedFor, type BookedForRow } from './booked-for-rows.js';
import type { BookedFor, Booking, CommittedHalfTerm } from './commitments.views.js';

/** A school's own half-days by half-term, and what each of them is booked for: for the school alone. */
export class Commitments {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly capacity: Capacity,
    private readonly booked: BookedDays,
    private readonly needs: NeedCases,
    private readonly namers: Namers,
  ) {}

  /** The earliest half-term first. @throws NotFound for whoever holds no post at the school. */
  async ofSchool(tx: Tx, urn: SchoolUrn): Promise<CommittedHalfTerm[]> {
    if (!tx.actor.posts.some(({ school, role }) => school === urn && (role === 'head' || role === 'staff')))
      throw new NotFound();
    const capacity = await this.capacity.ofSchool(tx, urn);
    if (capacity.kind !== 'whole') throw new NotFound();
    const rows = await this.booked.ofSchool(tx, urn);
    const what = await this.bookedFor(
      tx,
      rows.map(({ reference }) => reference),
    );
    return capacity.windows.map((window) => ({
      ...window,
      bookings: rows
        .filter(({ halfTerm }) => halfTerm === window.halfTerm)
        .map((row) => bookingOf(row, what)),
    }));
  }

  /** By the reference in the ledger; those alone that this person may know. */
  private async bookedFor(tx: Tx, references: readonly string[]): Promise<ReadonlyMap<string, BookedFor>> {
    const rows = (await readBookedFor(tx, [...new Set(references)])).filter((row) => this.mayKnow(tx, row));
    if (rows.length === 0) return new Map();
    const needs = await this.needs.read(
      tx,
      rows.flatMap(({ needId }) => (needId === null ? [] : [needId])),
    );
    const names = await this.namers.of(tx);
    const themeOf = (need: NeedId | null): ThemeId | null =>
      (need === null ? undefined : needs.get(need)?.primaryTheme) ?? null;
    return new Map(
      rows.map((row) => [row.booked, asBookedFor(row, row.theme ?? themeOf(row.needId), names)] as const),
    );
  }

  /** A pairing by its own right; what is not one yet by that of the request, which the supporter answered blind. */
  private mayKnow(tx: Tx, row: BookedForRow): boolean {
    const [action, about] =
      row.kind === 'request'
        ? ['proposal.read', sideResource(row, 'supporting')]
        : ['pairing.read', pairingResource(row)];
    return decide(this.matrix, tx.actor, action, { area: tx.area, ...about }, { now: this.clock.now() })
      .allowed;
  }
}

function bookingOf(row: BookedDaysRow, what: ReadonlyMap<string, BookedFor>): Booking {
  const { reference, held, committed, delivered, released, expired } = row;
  return { held, committed, delivered, released, expired, what: what.get(reference) ?? null };
}

function asBookedFor(row: BookedForRow, theme: ThemeId | null, names: Namer): BookedFor {
  const open = row.kind === 'pairing' || row.kind === 'light' || row.namesOpenAt !== null;
  return {
    ...{ kind: row.kind, reference: row.reference, theme, heldUntil: row.heldUntil },
    school: open && row.kind !== 'project' ? names.school(row.askerUrn) : null,
  };
}
