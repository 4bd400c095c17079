import type { SchoolUrn } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import { DEPTHS } from '../offer/offered-theme.js';
import { AVAILABLE } from './availability.js';

/**
 * Schools whose declared strength fits a theme, the best first: the theme itself before another of its area, then who goes
 * deeper into it. Who rests this term is not asked (I-33), nor
 * whose word is of a year that is over (C-13).
 */
export class StrongIn {
  async schools(tx: Tx, theme: string): Promise<SchoolUrn[]> {
    const rows = await tx.query<{ urn: SchoolUrn }>(
      `select s.urn
       from (select distinct on (d.urn) d.* from profiles.declaration d
         where ${inArea(tx, 'd')} and d.state not in ('draft', 'superseded')
         order by d.urn, d.academic_year collate "C" desc) s
       cross join lateral (select max(case when w->>'theme' = $1 then 10 else 0 end + array_position($2::text[], w->>'depth')) as fit
         from jsonb_array_elements(s.strengths) w
         where split_part(w->>'theme', '.', 1) = split_part($1, '.', 1)) f
       where f.fit is not null and s.state <> 'stale' and ${AVAILABLE} order by f.fit desc, s.urn collate "C"`,
      [theme, [...DEPTHS]],
    );
    return rows.map(({ urn }) => urn);
  }
}
