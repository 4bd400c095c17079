import {
  decide,
  localDateOf,
  NoCalendar,
  requireAllowed,
  termOf,
  type Calendar,
  type Clock,
  type LocalDate,
  type Matrix,
  type Term,
} from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { AreaSettings } from '@app/schools';
import type { CommissionTotals } from './commission.views.js';

interface Awarded {
  readonly on: LocalDate;
  readonly urn: string;
  readonly pence: number;
}

/**
 * How much help was bought outside and for how much, for who reads totals alone: by terms that are over, which do not change
 * any more, so that no two readings of it tell which school came between.
 */
export class CommissionTotalsOfTerms {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly settings: AreaSettings,
  ) {}

  /** The last term first. @throws NotFound for who reads none. */
  async read(tx: Tx): Promise<CommissionTotals[]> {
    const now = this.clock.now();
    const context = { now, list: true };
    const asked = decide(this.matrix, tx.actor, 'commission.read', { area: tx.area }, context);
    requireAllowed(asked, { views: ['agg'] });
    const { calendar } = await this.settings.clocks(tx);
    const smallest = (await this.settings.inForce(tx, 'thresholds')).body.smallestSchoolGroup;
    const rows = await tx.query<Awarded>(
      `select to_char(c.awarded_at at time zone 'Europe/London', 'YYYY-MM-DD') as on, c.asker_urn as urn, c.award_pence as pence
       from brokerage.commission c where ${inArea(tx, 'c')} and c.awarded_at is not null order by c.awarded_at`,
    );
    return totalsOf(rows, calendar, localDateOf(now), smallest);
  }
}

/** @param smallest fewer schools than that behind a term's numbers, and the term says none. */
export function totalsOf(
  rows: readonly Awarded[],
  calendar: Calendar,
  today: LocalDate,
  smallest: number,
): CommissionTotals[] {
  const terms = new Map<string, { readonly term: Term; readonly rows: Awarded[] }>();
  for (const row of rows) {
    const term = termHeld(row.on, calendar);
    // A break after a term belongs to it: the term is over once another has begun.
    if (term === null || term.from === termHeld(today, calendar)?.from || term.to >= today) continue;
    const known = terms.get(term.from) ?? { term, rows: [] };
    terms.set(term.from, known);
    known.rows.push(row);
  }
  return [...terms.values()].reverse().map(({ term: { year, name, from, to }, rows: own }) => {
    const shown = new Set(own.map(({ urn }) => urn)).size >= smallest;
    const pence = own.reduce((sum, each) => sum + each.pence, 0);
    return { year, term: name, from, to, count: shown ? own.length : null, pence: shown ? pence : null };
  });
}

/** Days that the calendar does not hold are not guessed at. */
function termHeld(day: LocalDate, calendar: Calendar): Term | null {
  try {
    return termOf(day, calendar);
  } catch (error) {
    if (!(error instanceof NoCalendar)) throw error;
    return null;
  }
}
