import type { MigrationInterface, QueryRunner } from 'typeorm';

/** I-4 in the database for a change of people: a pairing is never given to somebody with an interest in either school. */
export class ChangeOfPeople1764000000050 implements MigrationInterface {
  name = 'ChangeOfPeople1764000000050';
  async up(db: QueryRunner): Promise<void> {
    await db.query(CHANGE_OF_PEOPLE);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const CHANGE_OF_PEOPLE = `
create function brokerage.no_interested_gardener() returns trigger language plpgsql as $$
begin
  perform identity.refuse_interest(new.gardener_person_id, array[new.asker_urn, new.supporter_urn]);
  return null;
end $$;
create constraint trigger no_interested_gardener after update of gardener_person_id on brokerage.pairing
  deferrable initially deferred for each row execute function brokerage.no_interested_gardener();
`;
