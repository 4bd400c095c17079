import { listFilter, type Matrix, type ThemeId } from '@app/kernel';
import { LookBack, PAIRING_COLUMNS } from '@app/brokerage';
import { inArea, type Tx } from '@app/platform';
import type { EvaluationView } from '../impact.views.js';
import type { Impacts } from '../impacts.query.js';
import type { EvaluationState } from './evaluation.lifecycle.js';

export interface EvaluationsAsked {
  readonly state?: EvaluationState | undefined;
  /** A theme, or an area of themes with all that it holds. */
  readonly theme?: string | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** One objective of one pairing among all of them. One pairing alone has no verdict (I-28). */
export interface ListedEvaluation {
  readonly pairing: string;
  readonly theme: ThemeId;
  readonly evaluation: EvaluationView;
}

interface Row {
  readonly id: string;
  readonly pairing: string;
  readonly theme: ThemeId;
}

/** What is measured over all pairings that the reader may read of, the newest fixed first. */
export class Evaluations {
  constructor(
    private readonly matrix: Matrix,
    private readonly pairings: LookBack,
    private readonly impacts: Impacts,
  ) {}

  async list(
    tx: Tx,
    { state, theme, limit, offset }: EvaluationsAsked,
  ): Promise<{ readonly total: number; readonly items: readonly ListedEvaluation[] }> {
    const rights = listFilter(this.matrix, tx.actor, 'impact.read', PAIRING_COLUMNS, 3);
    // What two people say in coaching is read by the two alone (I-34).
    const rows = await tx.query<Row>(
      `select e.id, g.id as pairing, n.primary_theme as theme
       from impact.evaluation e join brokerage.pairing g on g.area_id = e.area_id and g.id = e.pairing_id
         join profiles.need n on n.area_id = g.area_id and n.id = g.need_id
       where ${inArea(tx, 'e')} and g.kind <> 'coaching' and ($1::text is null or e.state = $1)
         and ($2::text is null or n.primary_theme = $2 or starts_with(n.primary_theme, $2 || '.')) and ${rights.sql}
       order by e.locked_at desc, g.reference, e.objective, e.id`,
      [state ?? null, theme ?? null, ...rights.params],
    );
    const page = rows.slice(offset, offset + limit);
    return { total: rows.length, items: await this.shown(tx, page) };
  }

  /** As each is read with its pairing: what was signed off says what it said on that day. */
  private async shown(tx: Tx, page: readonly Row[]): Promise<ListedEvaluation[]> {
    const items = new Map<string, ListedEvaluation>();
    for (const id of new Set(page.map(({ pairing }) => pairing))) {
      const facts = await this.pairings.find(tx, id);
      if (!facts) continue;
      const { reference, evaluations } = await this.impacts.shown(tx, facts);
      for (const evaluation of evaluations) {
        const row = page.find((each) => each.id === evaluation.id);
        if (row) items.set(row.id, { pairing: reference, theme: row.theme, evaluation });
      }
    }
    return page.flatMap((row) => items.get(row.id) ?? []);
  }
}
