import { AgreeAgenda, ClosePairing, DraftAgenda, LogVisit, Pairings, ReplyToVisit } from '@app/brokerage';
import { Impacts, RecordLaterValue, RegisterEvaluation, SayWhatChanged } from '@app/impact';
import { addDays } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import { agree, type DemoAgreement, type PairingPeople } from './agreements.js';
import type { County } from './county.js';
import type { DemoNeed } from './downland-needs.js';
import { finishedRun } from './finished-run.js';
import { seedNeed } from './needs.js';

const NEED: DemoNeed = {
  ...{ urn: '990010', theme: 'att.strategy', priority: 'now', state: 'open', days: [43, 41, 40] },
  ...{ outcome: 'Every family hears from us by the second day of an absence.', halfDays: 2, from: 0, to: 1 },
  send: 'Pupils with SEND support are away twice as often, and their families are called last.',
  approach: { kind: 'anyone', urns: [] },
  ...{ owner: 'whitlock', adviser: 'birch' },
};

const AGREEMENT: DemoAgreement = {
  ...{ urn: NEED.urn, theme: NEED.theme, supporter: { urn: '990018' }, supporterSays: 'yes' },
  ...{ why: 'Their calls are made by tutors, as these would be.', schoolSays: 'accept' },
  decided: { outcome: 'agreed', reason: 'Their calls are made by tutors, as these would be.' },
  since: work,
};

/** Five weeks of work that are over, with both heads' words and what was counted before and after. */
export async function seedLookedBack(county: County): Promise<void> {
  await seedNeed(county, NEED);
  county.goTo(39, 16);
  const { id } = await finishedRun(county.rooms, await county.as('osei'), county.area);
  county.goTo(38, 11);
  await agree(county, id, AGREEMENT);
}

async function work(county: County, pairing: string, { supporter, head, broker }: PairingPeople) {
  const { rooms, area, today } = county;
  const seen = () => rooms.get(UnitOfWork).run(broker, area, (tx) => rooms.get(Pairings).one(tx, pairing));
  await rooms.get(DraftAgenda).execute(supporter, area, {
    ...{ pairing, version: null, purpose: 'Tutors ring families of pupils who are away, the same week.' },
    inclusion: 'Families of pupils with SEND are rung first, by somebody who knows the pupil.',
    exitRule: 'When tutors make the calls without a list from us.',
    confidentiality: 'What families say stays with the school that rang them.',
    cadenceDays: 10,
    objectives: [
      {
        ...{ aim: 'Families hear from us by the second day', measure: 'Absences with a call by day two' },
        ...{ baseline: 'Fewer than half', target: '70 to 80%', due: addDays(today, 60) },
        ...{ figure: '42.7', of: '96', period: 'week 1', source: 'The school’s call log' },
      },
      {
        ...{ aim: 'Fewer pupils are away often', measure: 'Pupils who miss one session in ten' },
        ...{ baseline: 'More than a quarter', target: '22 to 25%', due: addDays(today, 60) },
        ...{ figure: '27.9', of: '762', period: 'week 1', source: 'The school’s register' },
      },
    ],
  });
  for (const [at, actor] of [supporter, head, broker].entries())
    await rooms.get(AgreeAgenda).execute(actor, area, { pairing, version: at + 1 });
  await rooms.get(RegisterEvaluation).execute(area, pairing);
  await visit(county, pairing, { supporter, head, broker });
  county.goTo(6, 15);
  await rooms.get(ClosePairing).execute(broker, area, {
    ...{ pairing, version: (await seen()).version, outcome: 'met' },
    ...{ summary: 'Tutors ring, and nobody prints a list any more.', thanks: 'Thank you both.' },
  });
  await speak(county, pairing, { supporter, head, broker });
}

async function visit(county: County, pairing: string, { supporter, head, broker }: PairingPeople) {
  const { rooms, area } = county;
  const heldOn = county.goTo(24, 15);
  await rooms.get(LogVisit).execute(supporter, area, {
    ...{ pairing, heldOn, mode: 'in_person', halfDays: 1 },
    summary: 'Sat beside three tutors while they rang. The first sentence is what they find hard.',
    actions: 'We send the sentences that our tutors begin with.',
  });
  county.goTo(22, 9);
  const { visits } = await rooms
    .get(UnitOfWork)
    .run(broker, area, (tx) => rooms.get(Pairings).one(tx, pairing));
  const [held] = visits;
  if (held)
    await rooms.get(ReplyToVisit).execute(head, area, {
      ...{ visit: held.id, version: held.version, accurate: true, reply: null },
    });
}

/** Both heads in their own words, and what was counted by then. */
async function speak(county: County, pairing: string, { supporter, head, broker }: PairingPeople) {
  const { rooms, area } = county;
  county.goTo(4, 10);
  const { evaluations } = await rooms
    .get(UnitOfWork)
    .run(broker, area, (tx) => rooms.get(Impacts).one(tx, pairing));
  const later = [
    { figure: '71.4', of: '84', source: 'The school’s call log' },
    { figure: '26.1', of: '759', source: 'The school’s register' },
  ];
  for (const [at, value] of later.entries())
    await rooms.get(RecordLaterValue).execute(head, area, {
      ...{ pairing, evaluation: evaluations[at]?.id ?? '', period: 'week 5', ...value },
    });
  await rooms.get(SayWhatChanged).execute(head, area, {
    ...{
      pairing,
      version: null,
      pupils: 'Some who were away every Monday now come, because somebody asked.',
    },
    people: 'Tutors say that they know families whom they had never spoken to.',
    ...{ schools: 'The calls are in the tutors’ week and on nobody’s list.', partnership: null },
  });
  county.goTo(2, 10);
  await rooms.get(SayWhatChanged).execute(supporter, area, {
    ...{
      pairing,
      version: null,
      pupils: null,
      people: 'Our tutors wrote down how they begin, for the first time.',
    },
    schools: null,
    partnership: 'We ring each other when a family moves between us.',
  });
}
