import { FixedClock, type SchoolUrn } from '@app/kernel';
import { TestHouse } from '../../../../test/factories/an-area.js';
import { aRegisterFile, type Cells } from '../register/a-register-file.fixture.js';
import { parseRegister } from '../register/parse-register.js';
import { UPSERT_SCHOOLS } from '../register/school-columns.js';
import { AreaSchoolEntity } from './area-school.entity.js';

/** Before any date a test names. */
export const TODAY = new FixedClock(new Date('2026-11-25T09:00:00Z'));

export const openHouse = (): Promise<TestHouse> => TestHouse.open([AreaSchoolEntity]);

export const system = (id: string, area: string | null = null) => ({
  kind: 'system' as const,
  id,
  name: id,
  area: area as never,
  posts: [],
  interests: [],
  interestsConfirmed: true,
  scopes: [],
  door: 'ops' as const,
  requestId: 'spec',
  signedInAt: null,
});

/** Rows of the register, with their links as `from>to`, as a committed import leaves them. */
export async function published(
  house: TestHouse,
  rows: readonly Cells[],
  links: readonly `${string}>${string}`[] = [],
): Promise<void> {
  const { schools } = await parseRegister(aRegisterFile(...rows));
  await house.work.runForInstallation(system('ops'), async (tx) => {
    const id = house.ids.next();
    await tx.query(
      `insert into schools.register_import (id, kind, file_name, file_hash, state, asked_by, extract_date, committed_at)
       values ($1, 'register', 'edubaseall20260901.csv', $2, 'committed', 'system:ops', '2026-09-01', '2026-09-02T06:00Z')`,
      [id, 'b'.repeat(64)],
    );
    await tx.query(UPSERT_SCHOOLS, [JSON.stringify(schools), id]);
    for (const link of links) {
      const [from, to] = link.split('>') as [SchoolUrn, SchoolUrn];
      await tx.query(
        `insert into schools.school_link (from_urn, to_urn, kind, linked_on, import_id) values ($1, $2, 'successor', '2020-09-01', $3)`,
        [from, to, id],
      );
    }
    await house.audit.record(tx, { act: 'register.import.commit', entity: `schools.register_import:${id}` });
  });
}
