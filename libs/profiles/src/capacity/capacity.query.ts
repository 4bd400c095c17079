import {
  decide,
  listFilter,
  requireAllowed,
  type Clock,
  type HalfTermId,
  type Matrix,
  type SchoolUrn,
} from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import { AVAILABLE } from '../declaration/availability.js';
import type { Band } from './band.js';

/** Half-days of one supporter in one half-term. */
export interface WindowView {
  readonly urn: SchoolUrn;
  readonly halfTerm: HalfTermId;
  readonly band: Band;
  /** The head gave exact half-days. */
  readonly exact: boolean;
  readonly declared: number;
  /** Held, committed and delivered. */
  readonly booked: number;
  /** Declared less booked: worked out here, stored nowhere. */
  readonly free: number;
  readonly state: 'open' | 'frozen' | 'reconciled';
  readonly version: number;
}

export type CapacityView =
  | { readonly kind: 'whole'; readonly windows: readonly WindowView[] }
  /** What other heads may know. */
  | { readonly kind: 'flag'; readonly available: boolean };

const COLUMNS = `w.supporter_urn as urn, w.half_term as "halfTerm", w.band, w.exact, w.declared, w.booked,
  w.declared - w.booked as free, w.state, w.version`;
const READ = 'capacity.read';

export class Capacity {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
  ) {}

  /** All of it, or available or not, whichever this person may know. @throws NotFound */
  async ofSchool(tx: Tx, urn: SchoolUrn): Promise<CapacityView> {
    const resource = { area: tx.area, school: urn, schools: [urn] };
    const decision = decide(this.matrix, tx.actor, READ, resource, { now: this.clock.now() });
    const { view } = requireAllowed(decision, { views: ['flag'] });
    if (view === 'flag') {
      const [row] = await tx.query<{ available: boolean }>(
        `select ${AVAILABLE} as available from (select $1::text as urn, $2::uuid as area_id) s`,
        [urn, tx.area],
      );
      return { kind: 'flag', available: row?.available ?? false };
    }
    const windows = await tx.query<WindowView>(
      `select ${COLUMNS} from profiles.capacity_window w where ${inArea(tx, 'w')} and w.supporter_urn = $1
       order by w.half_term collate "C"`,
      [urn],
    );
    return { kind: 'whole', windows };
  }

  /** Whether this person may say how many days the school offers. */
  mayDeclare(tx: Tx, urn: SchoolUrn): boolean {
    const resource = { area: tx.area, school: urn, schools: [urn] };
    return decide(this.matrix, tx.actor, 'capacity.declare', resource, { now: this.clock.now() }).allowed;
  }

  /** Every window that this person may see whole, by school and half-term. @param from the first half-term wanted. */
  async ofArea(tx: Tx, from: HalfTermId): Promise<WindowView[]> {
    requireAllowed(
      decide(this.matrix, tx.actor, READ, { area: tx.area }, { now: this.clock.now(), list: true }),
      { views: ['flag'] },
    );
    const rights = listFilter(this.matrix, tx.actor, READ, { school: 'w.supporter_urn' }, 2);
    return tx.query<WindowView>(
      `select ${COLUMNS} from profiles.capacity_window w
       where ${inArea(tx, 'w')} and w.half_term collate "C" >= $1 and ${rights.sql}
       order by w.supporter_urn collate "C", w.half_term collate "C"`,
      [from, ...rights.params],
    );
  }
}
