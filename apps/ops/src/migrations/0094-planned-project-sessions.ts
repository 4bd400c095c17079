import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A date may be set for a project of several schools as for a pairing; the record of the session settles it. */
export class PlannedProjectSessions1764000000094 implements MigrationInterface {
  name = 'PlannedProjectSessions1764000000094';
  async up(db: QueryRunner): Promise<void> {
    await db.query(SQL);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const SQL = `
alter table brokerage.planned_visit
  alter column pairing_id drop not null,
  add column project_id uuid,
  add column session_id uuid,
  add foreign key (area_id, project_id) references brokerage.project (area_id, id),
  add foreign key (area_id, session_id) references brokerage.project_session (area_id, id),
  add constraint planned_for_one check ((pairing_id is null) <> (project_id is null)),
  drop constraint planned_visit_check1,
  -- done is what a record stands for: of a visit, or of a session
  add constraint done_with_its_record check ((state = 'done') = (coalesce(visit_id, session_id) is not null)
    and (visit_id is null or pairing_id is not null) and (session_id is null or project_id is not null)),
  add unique (area_id, project_id, number);
create index planned_session_waits on brokerage.planned_visit (area_id, project_id, held_on) where state = 'planned';
`;
