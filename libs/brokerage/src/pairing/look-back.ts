import { NotFound, type LocalDate, type SchoolUrn } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { DaysBook } from '@app/profiles';
import type { Deadlines } from '../clocks/deadlines.js';
import { daysOfPairing, type PairingCases } from './pairing-cases.js';
import type { PairingState } from './pairing.lifecycle.js';
import { readAgendas } from './agenda-rows.js';
import { readPairings, readVisits } from './pairing-rows.js';
import type { AgendaView, PairingView } from './pairing.views.js';

export type SustainClock = 'C-15.first' | 'C-15.second';

/** What a room above may know of a pairing to say what it changed. Whoever asks has asked for the rights first. */
export interface PairingFacts {
  readonly id: string;
  readonly reference: string;
  readonly kind: PairingView['kind'];
  readonly state: PairingState;
  readonly askerUrn: SchoolUrn;
  readonly supporterUrn: SchoolUrn;
  readonly gardenerPersonId: string;
  readonly closedAt: Date | null;
  /** The one in force, or that was when the work ended: what counts. */
  readonly agenda: AgendaView | null;
  /** All that were in force, the first before the last. */
  readonly agendas: readonly AgendaView[];
  /** Process: how many visits, how many of their records the school answered. Never impact. */
  readonly visits: { readonly held: number; readonly answered: number };
  /** Half-days. */
  readonly days: { readonly given: number; readonly promised: number };
  readonly sustain: readonly {
    readonly clock: SustainClock;
    readonly dueOn: LocalDate;
    readonly open: boolean;
  }[];
}

/** Steps of looking back on a pairing: its facts, and its last moves once both sides have spoken (C-14, C-15). */
export class LookBack {
  constructor(
    private readonly cases: PairingCases,
    private readonly deadlines: Deadlines,
    private readonly days: DaysBook,
  ) {}

  /** @param named its reference or id. @returns null where there is none in this area. */
  async find(tx: Tx, named: string): Promise<PairingFacts | null> {
    const [row] = await readPairings(tx, '(g.reference = $1 or g.id::text = $1)', [named]);
    if (!row) return null;
    const visits = await readVisits(tx, row.id);
    const { agenda, earlier } = await readAgendas(tx, row.id);
    const { given, promised } = await this.days.promised(tx, daysOfPairing(row));
    return {
      ...{ id: row.id, reference: row.reference, kind: row.kind, state: row.state },
      ...{ askerUrn: row.askerUrn, supporterUrn: row.supporterUrn, closedAt: row.closedAt },
      ...{ gardenerPersonId: row.gardenerPersonId, agenda },
      agendas: [...earlier, ...(agenda ? [agenda] : [])].filter(({ inForceFrom }) => inForceFrom !== null),
      visits: {
        held: visits.length,
        answered: visits.filter(({ state }) => state === 'accurate' || state === 'inaccurate').length,
      },
      days: { given, promised },
      sustain: await sustainClocks(tx, row.id),
    };
  }

  /** Held until the verb ends: two heads who speak at once are counted one after the other. @throws NotFound */
  async lock(tx: Tx, named: string): Promise<PairingFacts> {
    const { pairing } = await this.cases.lock(tx, named);
    const facts = await this.find(tx, pairing.id);
    if (!facts) throw new NotFound();
    return facts;
  }

  /** Both heads have said what changed. */
  async bothSpoke(tx: Tx, id: string): Promise<void> {
    await this.deadlines.end(tx, id, 'met', ['C-14']);
    const { pairing } = await this.cases.lock(tx, id);
    if (pairing.state === 'closed') await this.cases.move(tx, pairing, ['sustain_checking']);
  }

  /** Nobody is to say what it changed, now or later. */
  async asksNothing(tx: Tx, id: string): Promise<void> {
    await this.deadlines.end(tx, id, 'stopped', ['C-14', 'C-15.first', 'C-15.second']);
  }

  /** One of the two later looks is over: done, or missed. After the second the pairing is looked back on. */
  async checked(tx: Tx, id: string, clock: SustainClock, state: 'met' | 'missed'): Promise<void> {
    await this.deadlines.end(tx, id, state, [clock]);
    const { pairing } = await this.cases.lock(tx, id);
    const over = clock === 'C-15.second' && state === 'met';
    if (over && pairing.state === 'sustain_checking') await this.cases.move(tx, pairing, ['evaluated']);
  }
}

async function sustainClocks(tx: Tx, id: string): Promise<PairingFacts['sustain'][number][]> {
  return tx.query(
    `select d.clock, to_char(d.due_on, 'YYYY-MM-DD') as "dueOn", d.state = 'open' as open from brokerage.deadline d
     where ${inArea(tx, 'd')} and d.subject_id = $1 and d.clock like 'C-15.%' order by d.clock`,
    [id],
  );
}
