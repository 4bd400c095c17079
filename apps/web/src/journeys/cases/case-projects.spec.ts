import { CaseFiles } from '@app/assurance';
import { AuditEntries } from '@app/audit';
import {
  AnswerProject,
  AskSchool,
  BeginProject,
  LogProjectSession,
  MakeProject,
  Pairings,
  Projects,
} from '@app/brokerage';
import { People } from '@app/identity';
import { AuditorUnitOfWork } from '@app/platform';
import { DeclareCapacity, Needs } from '@app/profiles';
import { AreaSettings, SchoolsOfArea } from '@app/schools';
import { NORTH } from '../../../../../test/factories/an-area.js';
import { NeedPages } from '../needs/need-pages.js';
import { aPairing } from '../pairings/a-pairing.fixture.js';
import { EASTMARSH, MARLOWE, UPLANDS } from '../../../../../test/factories/a-brokerage-house.js';
import { BrokerAtPages } from '../runs/a-broker-at-pages.fixture.js';
import { CasesController } from './cases.controller.js';

const ROOMS = [CaseFiles, AuditorUnitOfWork, AuditEntries, People, Needs, AreaSettings, SchoolsOfArea];

/** Eastmarsh gives in a project, and asked for help of its own. */
describe('the projects in a case file', () => {
  let pages: BrokerAtPages;
  let here: string;

  beforeEach(async () => {
    pages = await BrokerAtPages.open([CasesController], ROOMS, [NeedPages]);
    const { house } = pages;
    const pairing = await aPairing(house);
    const { need } = await house.asking('broker', (tx) => house.get(Pairings).one(tx, pairing));
    here = `/cases/${need}`;
    await house.get(DeclareCapacity).execute(await house.as('asker'), NORTH, {
      urn: EASTMARSH,
      capacity: [{ halfTerm: '2026/27-3', band: 'more', halfDays: 16 }],
    });
    const broker = await house.as('broker');
    const project = await house.get(MakeProject).execute(broker, NORTH, {
      ...{ theme: 'att.persistent', purpose: 'Three schools together.', inclusion: 'SEND comes first.' },
      ...{ exitRule: 'At the end of summer.', confidentiality: 'Between the schools.', cadenceDays: 10 },
      objectives: [
        {
          ...{ aim: 'Fewer miss one session in ten', measure: 'Absence', baseline: '24 in a hundred' },
          ...{ target: '20 in a hundred', due: '2027-07-16' },
        },
      ],
    });
    const version = async (): Promise<number> =>
      (await house.asking('broker', (tx) => house.get(Projects).one(tx, project))).version;
    for (const [urn, who, part, halfDays] of [
      [EASTMARSH, 'asker', 'both', { '2026/27-3': 3 }],
      [MARLOWE, 'head', 'supported', {}],
      [UPLANDS, 'interestedBroker', 'supported', {}],
    ] as const) {
      await house
        .get(AskSchool)
        .execute(broker, NORTH, { project, version: await version(), urn, part, halfDays });
      const head = await house.as(who);
      await house.get(AnswerProject).execute(head, NORTH, { project, urn, version: 1, yes: true });
    }
    await house.get(BeginProject).begin(broker, NORTH, { project, version: await version() });
    await house.get(LogProjectSession).execute(await house.as('asker'), NORTH, {
      ...{ project, heldOn: '2026-11-25', mode: 'in_person', summary: 'We compared registers.' },
      given: { [EASTMARSH]: 2 },
    });
  });
  afterEach(() => pages.close());

  it('are told to an officer in order with the rest, with the days of the school’s own place', async () => {
    const { text } = await pages.post(here, { reason: 'Yearly sample' }, 'officer');
    expect(text).toContain('Project PJ-2026-001: Eastmarsh Academy, Marlowe School and Uplands School');
    expect(text).toContain('Gives and receives: 1 day of 1.5 days given. Active.');
    const told = ['The broker decided to ask schools', 'Eastmarsh Academy said yes', 'It began.'];
    const places = told.map((each) => text.indexOf(`Project PJ-2026-001: ${each}`));
    expect([places.includes(-1), [...places].sort((a, b) => a - b)]).toEqual([false, places]);
    expect(text).toMatch(/PJ-2026-001 [^+−]*Given \+1 day/);
    const file = await pages.post(`${here}/log.csv`, { reason: 'Yearly sample' }, 'officer');
    expect(file.html).toContain('Project PJ-2026-001: It began.');
  });

  it('are absent for whoever has an interest in one of their schools (I-4)', async () => {
    await pages.house.raw(
      `set session_replication_role = replica; insert into identity.interest (id, area_id, person_id, kind, urn, from_on)
       select gen_random_uuid(), area_id, id, 'family', '${UPLANDS}', '2026-11-01' from identity.person where name = 'The broker'`,
    );
    const { status, text } = await pages.get(here, 'broker');
    expect([status, text.includes('PJ-2026-001')]).toEqual([200, false]);
  });
});
