/**
 * Available, or not this term: what every head may know of another school, and no more. Available is who has said yes,
 * and has an offer that is live. Days stay closed, so "no days left" and "not asked" look alike.
 *
 * SQL over a row `s` with `area_id` and `urn`.
 */
export const AVAILABLE = `(
  exists (select from profiles.offer o where o.area_id = s.area_id and o.supporter_urn = s.urn and o.state = 'live')
  and coalesce((select d.appetite in ('actively_offering', 'open_to_approach') from profiles.declaration d
    where d.area_id = s.area_id and d.urn = s.urn and d.state not in ('draft', 'superseded')
    order by d.academic_year collate "C" desc limit 1), true)
)`;
