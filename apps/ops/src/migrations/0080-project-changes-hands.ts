import type { MigrationInterface, QueryRunner } from 'typeorm';

/** I-4 in the database for a project too: it is never given to somebody with an interest in any of its schools. */
export class ProjectChangesHands1764000000080 implements MigrationInterface {
  name = 'ProjectChangesHands1764000000080';
  async up(db: QueryRunner): Promise<void> {
    await db.query(CHANGE_OF_PEOPLE);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const CHANGE_OF_PEOPLE = `
create function brokerage.no_interested_gardener_of_project() returns trigger language plpgsql as $$
begin
  perform identity.refuse_interest(new.gardener_person_id, array(select s.urn from brokerage.project_school s
    where s.area_id = new.area_id and s.project_id = new.id));
  return null;
end $$;
create constraint trigger no_interested_gardener after update of gardener_person_id on brokerage.project
  deferrable initially deferred for each row when (old.gardener_person_id is distinct from new.gardener_person_id)
  execute function brokerage.no_interested_gardener_of_project();
`;
