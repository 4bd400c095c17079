/** What is to hold in every area at every moment, however it was killed. */
export interface DataRule {
  readonly name: string;
  /** One row for each that breaks it: `broken`, a sentence that names the row by ids and references alone. */
  readonly sql: string;
  /** What waits for a worker: true of every installation that was not running, as a restored one was not. */
  readonly late?: true;
}

/** What the queue has in hand may take so long; then somebody should look. */
const SOON = `interval '5 minutes'`;
const ENDED = `('declined_by_supporter', 'declined_by_school', 'vetoed', 'lapsed')`;
const PROMISED = `coalesce((select sum(e.half_days) from profiles.capacity_entry e where e.area_id = p.area_id
  and e.reference = case when p.proposal_id is null then 'pairing:' || p.id else 'proposal:' || p.proposal_id end
  and e.kind in ('committed', 'delivered')), 0)`;

/** In the area of the transaction: what its walls let through. */
export const AREA_RULES: readonly DataRule[] = [
  {
    name: 'ledger',
    sql: `select format('The days of %s in %s: %s declared and %s booked, and the ledger says %s and %s (capacity_window %s)',
        w.supporter_urn, w.half_term, w.declared, w.booked, l.declared, l.booked, w.id) as broken
      from profiles.capacity_window w cross join lateral (
        select coalesce(sum(e.half_days) filter (where e.kind = 'declared'), 0) as declared,
          coalesce(sum(e.half_days) filter (where e.kind in ('held', 'committed', 'delivered')), 0) as booked
        from profiles.capacity_entry e where e.area_id = w.area_id and e.window_id = w.id) l
      where (w.declared, w.booked) is distinct from (l.declared::int, l.booked::int)`,
  },
  {
    name: 'overbooked',
    sql: `select format('The days of %s in %s: %s of %s are booked (capacity_window %s)',
        supporter_urn, half_term, booked, declared, id) as broken
      from profiles.capacity_window where not (0 <= booked and booked <= declared)`,
  },
  {
    name: 'less than nothing',
    sql: `select format('Under %s %s half-days are %s (capacity_window %s)', reference, sum(half_days), kind, window_id) as broken
      from profiles.capacity_entry where kind in ('held', 'committed', 'delivered')
      group by window_id, reference, kind having sum(half_days) < 0`,
  },
  {
    name: 'held for nothing',
    sql: `select format('The proposal %s is %s and still holds %s half-days', p.id, p.state, sum(e.half_days)) as broken
      from brokerage.proposal p join profiles.capacity_entry e
        on e.area_id = p.area_id and e.reference = 'proposal:' || p.id and e.kind = 'held'
      where p.state in ${ENDED} group by p.id, p.state having sum(e.half_days) > 0`,
  },
  {
    name: 'gate',
    sql: `select format('The pairing %s is active without %s', p.reference, concat_ws(' and ',
        case when not exists (select from brokerage.agenda a where a.area_id = p.area_id and a.pairing_id = p.id
          and a.state = 'agreed') then 'an agreed agenda' end,
        case when ${PROMISED} <= 0 then 'promised days' end,
        case when exists (select from brokerage.body_consent c where c.area_id = p.area_id and c.pairing_id = p.id
          and c.state <> 'given') then 'the consent of a trust' end)) as broken
      from brokerage.pairing p where p.state = 'active' and p.kind <> 'light' and (
        not exists (select from brokerage.agenda a where a.area_id = p.area_id and a.pairing_id = p.id and a.state = 'agreed')
        or ${PROMISED} <= 0 or exists (select from brokerage.body_consent c where c.area_id = p.area_id
          and c.pairing_id = p.id and c.state <> 'given'))`,
  },
  {
    name: 'run without effect',
    late: true,
    sql: `select format('The match run %s was sent to the queue at %s and has not begun', r.reference, o.sent_at) as broken
      from brokerage.match_run r join platform.outbox o
        on o.kind = 'brokerage.run-requested' and o.ids ->> 'run' = r.id::text
      where r.state = 'queued' and o.sent_at < now() - ${SOON}`,
  },
  {
    name: 'run without a worker',
    late: true,
    sql: `select format('The match run %s is at work, and no worker has it', r.reference) as broken
      from brokerage.match_run r left join platform.lease l on l.subject = 'run:' || r.id
      where r.state = 'running' and coalesce(l.until, r.requested_at) < now() - ${SOON}`,
  },
  {
    name: 'run without a result',
    sql: `select format('The match run %s is %s without a hash of its result', reference, state) as broken
      from brokerage.match_run where state in ('complete', 'published') and result_hash is null`,
  },
  {
    name: 'run without its rows',
    sql: `select format('The match run %s is %s with %s rows for %s needs', r.reference, r.state, count(m.need_id),
        cardinality(r.need_ids)) as broken
      from brokerage.match_run r left join brokerage.match_row m on m.area_id = r.area_id and m.run_id = r.id
      where r.state in ('complete', 'published') group by r.id, r.reference, r.state, r.need_ids
      having count(m.need_id) <> cardinality(r.need_ids)`,
  },
  {
    name: 'mail unsent',
    late: true,
    sql: `select format('The mail %s should have left at %s', id, not_before) as broken from platform.mail
      where state = 'queued' and greatest(put_at, not_before, claimed_until) < now() - interval '1 hour'`,
  },
  {
    name: 'half a request',
    sql: `select format('%s of %s was kept under a key without its answer', route, caller) as broken
      from platform.idempotency where answer is null`,
  },
  {
    name: 'file',
    sql: `select format('The file %s is not what its hash says', hash) as broken from platform.blob
      where encode(sha256(bytes), 'hex') <> hash`,
  },
];

/** In each area, and once for what belongs to none: the log. */
export const LOG_RULES: readonly DataRule[] = [
  {
    name: 'change without an act',
    sql: `select format('The change %s of %s belongs to no act', c.id, c.entity) as broken from audit.entry c
      where c.kind = 'change' and not exists (select from audit.entry a where a.id = c.of_act and a.kind = 'act'
        and a.xid = c.xid and a.area_id is not distinct from c.area_id)`,
  },
  {
    name: 'unsealed',
    late: true,
    sql: `select format('%s entries of the log are not sealed, the oldest since %s', count(*), min(e.at)) as broken
      from audit.entry e where not exists (select from audit.leaf l where l.seq = e.seq)
      having min(e.at) < now() - ${SOON}`,
  },
  {
    name: 'leaf',
    sql: `select format('The entry %s is not what was sealed', e.id) as broken
      from audit.entry e join audit.leaf l on l.seq = e.seq
      where l.hash <> sha256('\\x00'::bytea || convert_to(e.bytes, 'UTF8'))`,
  },
  {
    name: 'gap',
    sql: `select format('%s leaves are sealed, and the last is number %s', count(*), max(idx)) as broken
      from audit.leaf having count(*) > 0 and max(idx) + 1 <> count(*)`,
  },
];

/** Of the whole installation: tables of ids that belong to no area. */
export const GLOBAL_RULES: readonly DataRule[] = [
  {
    name: 'outbox unsent',
    late: true,
    sql: `select format('The message %s (%s) was put at %s and has not been sent', key, kind, put_at) as broken
      from platform.outbox where sent_at is null and parked_at is null and put_at < now() - ${SOON}`,
  },
  {
    name: 'outbox parked',
    late: true,
    sql: `select format('The message %s (%s) is parked: %s', key, kind, parked_because) as broken
      from platform.outbox where parked_at is not null`,
  },
];
