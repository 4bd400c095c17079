import { inArea, type Tx } from '@app/platform';

/** One objective whose measure was fixed, and whether a later figure stands beside its baseline. */
export interface EvaluationOf {
  readonly pairing: string;
  readonly later: boolean;
}

/** A step of queries that decide for themselves: how far the evaluation of pairings has come, and nothing that they say. */
export class EvaluationsOf {
  async pairings(tx: Tx, pairings: readonly string[]): Promise<EvaluationOf[]> {
    return tx.query<EvaluationOf>(
      `select e.pairing_id as pairing, exists (select from impact.later_value v
         where v.area_id = e.area_id and v.evaluation_id = e.id) as later
       from impact.evaluation e where ${inArea(tx, 'e')} and e.pairing_id = any ($1) and e.state not in ('void', 'superseded')
         -- what a change of the agenda replaced is read and not counted (I-11)
         and e.agenda_version = (select max(n.agenda_version) from impact.evaluation n
           where n.area_id = e.area_id and n.pairing_id = e.pairing_id)`,
      [[...pairings]],
    );
  }
}
