import { NoCalendar, type NeedId } from '@app/kernel';
import type { Plan } from '@app/matching';
import { inArea, type Tx } from '@app/platform';
import type { Deadlines } from '../clocks/deadlines.js';

/** A step of the run's end: what it leaves without anybody waits for help from outside from now on (C-12). */
export class CertifyNeeds {
  constructor(private readonly deadlines: Deadlines) {}

  /**
   * A need that goes on without anybody keeps the day it was counted to first; one that found somebody waits for a school
   * and not for help from outside.
   *
   * @param plan of a run that is advice: what-if runs certify nothing.
   */
  async given(tx: Tx, needs: readonly NeedId[], plan: Plan): Promise<void> {
    const unmet = new Set(plan.unmet.map(({ need }) => need));
    // In one order, so that two runs that end together never wait for each other in a ring.
    const found = await tx.query<{ id: NeedId; state: string; runs: boolean }>(
      `select n.id, n.state, exists (select 1 from brokerage.deadline d where d.area_id = n.area_id and d.subject_id = n.id
         and d.clock = 'C-12.approved' and d.state = 'open') as runs
       from profiles.need n where ${inArea(tx, 'n')} and n.id = any ($1) order by n.id for update of n`,
      [[...needs]],
    );
    for (const { id, state, runs } of found)
      if (!unmet.has(id)) await this.deadlines.end(tx, id, 'stopped', ['C-12.approved']);
      else if (state === 'open' && !runs) await this.start(tx, id);
  }

  private async start(tx: Tx, need: NeedId): Promise<void> {
    try {
      await this.deadlines.start(tx, 'C-12.approved', need, {});
    } catch (error) {
      // No calendar, no guess: the run ends all the same.
      if (!(error instanceof NoCalendar)) throw error;
    }
  }
}
