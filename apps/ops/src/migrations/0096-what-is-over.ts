/** Which rows are over when, kind by kind of the schedule, in the order in which they may go. */
export const OVER = `
insert into records.over (kind, place, tbl, bulk, everywhere, condition) values
('session', 1, 'identity.session', true, false, $c$least(coalesce(t.ended_at, 'infinity'), t.seen_at + make_interval(mins => t.idle_minutes), t.started_at + interval '12 hours') <= $1$c$),
('session', 2, 'identity.half_session', true, false, $c$least(coalesce(t.ended_at, 'infinity'), t.ends_at) <= $1$c$),
('session', 3, 'identity.passkey_challenge', true, true, $c$t.ends_at <= $1$c$),
('invitation', 1, 'identity.invitation', true, false, $c$t.expires_at <= $1$c$),
('invitation', 2, 'identity.action_link', true, false, $c$t.expires_at <= $1$c$),
('invitation', 3, 'identity.token', true, false, $c$least(t.expires_at, coalesce(t.revoked_at, 'infinity')) <= $1$c$),
('invitation', 4, 'identity.client_secret', true, false, $c$least(t.expires_at, coalesce(t.revoked_at, 'infinity')) <= $1$c$),
('invitation', 5, 'identity.calendar_feed', true, false, $c$t.ended_at <= $1$c$),
('invitation', 6, 'identity.fresh_start', false, false, $c$t.asked_at <= $1 and (t.state <> 'asked' or t.asked_at + interval '7 days' <= now())$c$),
('limit_counter', 1, 'platform.limit_counter', true, true, $c$t.bucket <= $1$c$),
('form_draft', 1, 'platform.form_draft', true, false, $c$t.saved_at <= $1$c$),
('idempotency_key', 1, 'platform.idempotency', true, false, $c$t.at <= $1$c$),
('outbox', 1, 'platform.outbox', true, true, $c$coalesce(t.sent_at, t.parked_at) <= $1$c$),
('outbox', 2, 'platform.processed', true, true, $c$t.at <= $1$c$),
('outbox', 3, 'platform.job_subject', true, false, $c$t.settled and t.since <= $1$c$),
('outbox', 4, 'platform.mail', true, false, $c$t.ended_at <= $1$c$),
('concern', 1, 'profiles.concern', false, false, $c$t.state <> 'raised' and t.ended_at <= $1$c$),
('coaching_note', 1, 'brokerage.coaching_note', false, false, $c$exists (select from brokerage.coaching c where c.area_id = t.area_id and c.id = t.coaching_id and c.ended_at <= $1)$c$),
('need_not_taken_up', 1, 'profiles.need', false, false, $c$t.state in ('not_pursued', 'withdrawn') and t.closed_at <= $1
  and not exists (select from brokerage.decision d where d.area_id = t.area_id and d.need_id = t.id)
  and not exists (select from brokerage.pairing p where p.area_id = t.area_id and p.need_id = t.id)
  and not exists (select from brokerage.commission c where c.area_id = t.area_id and c.need_id = t.id)
  and not exists (select from assurance.intervention i where i.area_id = t.area_id and i.need_id = t.id)
  and not exists (select from assurance.finding f where f.area_id = t.area_id and (f.need_id = t.id
    or f.proposal_id in (select p.id from brokerage.proposal p where p.area_id = t.area_id and p.need_id = t.id)))$c$),
('declaration', 1, 'profiles.declaration', false, false, $c$make_date(left(t.academic_year, 4)::int + 1, 9, 1) <= $1$c$),
('declaration', 2, 'profiles.capacity_window', false, false, $c$make_date(left(t.half_term, 4)::int + 1, 9, 1) <= $1$c$),
('declaration', 3, 'profiles.offer', false, false, $c$t.state in ('withdrawn', 'expired') and t.agreed_at <= $1
  and not exists (select from brokerage.proposal p where p.area_id = t.area_id and p.offer_id = t.id)
  and not exists (select from brokerage.pairing p where p.area_id = t.area_id and p.offer_id = t.id)$c$),
('declaration', 4, 'schools.data_room_place', false, false, $c$t.left_at <= $1$c$),
('declaration', 5, 'schools.signal', false, false, $c$t.state = 'answered' and t.replied_at <= $1$c$),
('pairing', 1, 'assurance.finding', false, false, $c$t.state in ('closed', 'withdrawn') and coalesce(t.closed_at, t.withdrawn_at) <= $1$c$),
('pairing', 2, 'assurance.intervention', false, false, $c$t.state in ('ended', 'withdrawn') and coalesce(t.ended_at, t.withdrawn_at) <= $1
  and not exists (select from assurance.finding f where f.area_id = t.area_id and f.intervention_id = t.id)$c$),
('pairing', 3, 'brokerage.commission', false, false, $c$t.state in ('paid', 'cancelled') and t.moved_at <= $1$c$),
('pairing', 4, 'brokerage.pairing', false, false, $c$t.state in ('closed', 'sustain_checking', 'evaluated', 'not_started') and records.last_change('brokerage.pairing', t.id) <= $1
  and not exists (select from assurance.finding f where f.area_id = t.area_id and f.pairing_id = t.id)
  and not exists (select from assurance.intervention i where i.area_id = t.area_id and i.pairing_id = t.id)$c$),
('pairing', 5, 'brokerage.light_pairing', false, false, $c$t.state in ('closed', 'not_started') and records.last_change('brokerage.light_pairing', t.id) <= $1$c$),
('pairing', 6, 'brokerage.project', false, false, $c$t.state in ('closed', 'not_started') and records.last_change('brokerage.project', t.id) <= $1$c$),
('pairing', 7, 'profiles.need', false, false, $c$t.state in ('met', 'not_pursued', 'withdrawn') and t.closed_at <= $1
  and not exists (select from brokerage.pairing p where p.area_id = t.area_id and (p.need_id = t.id
    or p.proposal_id in (select q.id from brokerage.proposal q where q.area_id = t.area_id and q.need_id = t.id)))
  and not exists (select from brokerage.commission c where c.area_id = t.area_id and c.need_id = t.id)
  and not exists (select from assurance.intervention i where i.area_id = t.area_id and i.need_id = t.id)
  and not exists (select from assurance.finding f where f.area_id = t.area_id and (f.need_id = t.id
    or f.proposal_id in (select q.id from brokerage.proposal q where q.area_id = t.area_id and q.need_id = t.id)))$c$),
('pairing', 8, 'brokerage.meeting', false, false, $c$t.closed_at <= $1$c$),
('pairing', 9, 'assurance.break_glass', false, false, $c$t.state in ('ended', 'refused', 'withdrawn') and greatest(t.asked_at, t.answered_at, t.ended_at, t.reviewed_at) <= $1$c$),
('pairing', 10, 'brokerage.match_run', false, false, $c$t.finished_at <= $1
  and not exists (select from brokerage.proposal p where p.area_id = t.area_id and p.run_id = t.id)
  and not exists (select from brokerage.commission c where c.area_id = t.area_id and c.run_id = t.id)
  and not exists (select from brokerage.broker_choice c where c.area_id = t.area_id and c.run_id = t.id)
  and not exists (select from brokerage.meeting m where m.area_id = t.area_id and m.run_id = t.id)
  and not exists (select from assurance.finding f where f.area_id = t.area_id and f.run_id = t.id)$c$),
('pairing', 11, 'platform.blob', true, false, $c$t.stored_at <= $1
  and not exists (select from brokerage.match_run r where r.area_id = t.area_id and t.hash in (r.snapshot_hash, r.certificate_hash))$c$),
('pairing', 12, 'network.question', false, false, $c$t.ended_at <= $1$c$);
`;

/** What goes with what. A foreign key that is missing here stops the sweep, and says so. */
export const PARTS = `
insert into records.part (of, tbl, col) values
('brokerage.pairing', 'brokerage.agenda', 'pairing_id'),
('brokerage.pairing', 'brokerage.body_consent', 'pairing_id'),
('brokerage.pairing', 'brokerage.coaching', 'pairing_id'),
('brokerage.pairing', 'brokerage.coaching_session', 'pairing_id'),
('brokerage.pairing', 'brokerage.planned_session', 'pairing_id'),
('brokerage.pairing', 'brokerage.planned_visit', 'pairing_id'),
('brokerage.pairing', 'brokerage.review_point', 'pairing_id'),
('brokerage.pairing', 'brokerage.stall', 'pairing_id'),
('brokerage.pairing', 'brokerage.tending', 'pairing_id'),
('brokerage.pairing', 'brokerage.visit', 'pairing_id'),
('brokerage.pairing', 'impact.evaluation', 'pairing_id'),
('brokerage.pairing', 'impact.sign_off', 'pairing_id'),
('brokerage.pairing', 'impact.sustain_check', 'pairing_id'),
('brokerage.pairing', 'impact.what_changed', 'pairing_id'),
('brokerage.coaching', 'brokerage.coaching_note', 'coaching_id'),
('impact.evaluation', 'impact.later_value', 'evaluation_id'),
('brokerage.project', 'brokerage.planned_visit', 'project_id'),
('brokerage.project', 'brokerage.project_school', 'project_id'),
('brokerage.project', 'brokerage.project_session', 'project_id'),
('brokerage.project', 'brokerage.body_consent', 'project_id'),
('profiles.need', 'brokerage.proposal', 'need_id'),
('brokerage.proposal', 'brokerage.decision', 'proposal_id'),
('brokerage.proposal', 'brokerage.sounding', 'proposal_id'),
('brokerage.proposal', 'brokerage.support_offer', 'proposal_id'),
('brokerage.decision', 'brokerage.approval', 'decision_id'),
('profiles.need', 'brokerage.decision', 'need_id'),
('profiles.need', 'brokerage.broker_change', 'need_id'),
('profiles.need', 'brokerage.broker_choice', 'need_id'),
('profiles.need', 'brokerage.plan_mark', 'need_id'),
('profiles.need', 'brokerage.meeting_turn', 'need_id'),
('profiles.need', 'brokerage.meeting_away', 'need_id'),
('profiles.need', 'profiles.need_decline', 'need_id'),
('profiles.need', 'profiles.need_move', 'need_id'),
('brokerage.meeting', 'brokerage.meeting_turn', 'meeting_id'),
('brokerage.meeting', 'brokerage.meeting_away', 'meeting_id'),
('brokerage.commission', 'brokerage.commission_step', 'commission_id'),
('profiles.declaration', 'profiles.pause_reason', 'declaration_id'),
('profiles.capacity_window', 'profiles.capacity_entry', 'window_id'),
('network.question', 'network.answer', 'question_id'),
('*', 'brokerage.deadline', 'subject_id');
insert into records.part (of, tbl, col, bare) values
('brokerage.match_run', 'brokerage.match_row', 'run_id', true),
('brokerage.match_run', 'brokerage.run_progress', 'run_id', true);
`;
