import {
  AnswerProject,
  AskSchool,
  BeginProject,
  LogProjectSession,
  MakeProject,
  PlanVisit,
  Projects,
} from '@app/brokerage';
import { addDays } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import type { County } from './county.js';

const [QUARRY_LANE, ASHDENE, UPLANDS, MARLOWE] = ['990018', '990001', '990022', '990013'] as const;

/** Three schools that work on attendance together, and a fourth that is asked to join them. */
export async function seedProject(county: County): Promise<void> {
  const { rooms, area, today, yesterday } = county;
  const broker = await county.as('whitlock');
  const project = await rooms.get(MakeProject).execute(broker, area, {
    ...{ theme: 'att.strategy', purpose: 'Three schools follow up the first day of absence in one way.' },
    inclusion: 'What we agree fits pupils whose absence has to do with their needs.',
    exitRule: 'When all schools have kept to it for a term.',
    ...{ confidentiality: 'What a school says of itself stays between the schools.', cadenceDays: 15 },
    objectives: [
      {
        ...{ aim: 'A call home before ten on the first day', measure: 'Calls in a week of each half-term' },
        ...{ baseline: 'About half of them', target: 'Nine of ten', due: addDays(today, 200) },
      },
    ],
  });
  const version = async (): Promise<number> =>
    (await rooms.get(UnitOfWork).run(broker, area, (tx) => rooms.get(Projects).one(tx, project))).version;
  const ask = async (urn: string, part: string, halfDays: Record<string, number> = {}): Promise<void> => {
    const asked = { project, version: await version(), urn, part, halfDays };
    await rooms.get(AskSchool).execute(broker, area, asked);
  };
  await ask(QUARRY_LANE, 'supporter', { [county.halfTerm(1)]: 2 });
  await ask(ASHDENE, 'supported');
  await ask(UPLANDS, 'both');
  for (const [urn, key] of [
    [QUARRY_LANE, `head ${QUARRY_LANE}`],
    [ASHDENE, 'marsh'],
    [UPLANDS, 'hale'],
  ] as const) {
    const head = await county.as(key);
    await rooms.get(AnswerProject).execute(head, area, { project, urn, version: 1, yes: true });
  }
  await rooms.get(BeginProject).begin(broker, area, { project, version: await version() });
  await rooms.get(LogProjectSession).execute(await county.as('hale'), area, {
    ...{ project, heldOn: yesterday, mode: 'remote', given: {} },
    summary: 'We laid our three registers side by side and chose one set of words for the first call.',
  });
  await rooms.get(PlanVisit).execute(await county.as('hale'), area, {
    ...{ project, heldOn: addDays(today, 12), startsAt: '15:45', minutes: 60, mode: 'remote', anyway: true },
  });
  await ask(MARLOWE, 'supported');
}
