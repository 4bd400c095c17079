import type { SchoolUrn } from '@app/kernel';
import {
  BrokerageHouse,
  EASTMARSH,
  MARLOWE,
  QUARRY,
  SILENT,
  type Persona,
} from '../../../../test/factories/a-brokerage-house.js';
import { NORTH } from '../../../../test/factories/an-area.js';
import { AnswerQuestion } from './answer-question.js';
import { AskQuestion } from './ask-question.js';
import { CloseQuestion } from './close-question.js';
import type { QuestionView } from './question.views.js';
import { Questions } from './questions.query.js';
import { RouteQuestions } from './route-questions.js';
import { WithdrawQuestion } from './withdraw-question.js';

jest.setTimeout(60_000);

const TEXT = 'Who has tutors call home on the first morning of an absence?';
const strongIn =
  (...urns: SchoolUrn[]) =>
  () =>
    Promise.resolve(urns);

describe('a question about practice', () => {
  let house: BrokerageHouse;

  const ask = async (who: Persona = 'asker', theme = 'att.persistent', text = TEXT): Promise<string> =>
    house.get(AskQuestion).execute(await house.as(who), NORTH, { theme, text });
  const answer = async (who: Persona, question: string, text = 'We do, in pairs.'): Promise<void> =>
    house.get(AnswerQuestion).execute(await house.as(who), NORTH, { question, text });
  const seen = (who: Persona, question: string): Promise<QuestionView> =>
    house.asking(who, (tx) => house.get(Questions).one(tx, question));
  const list = (who: Persona, filter: Parameters<Questions['list']>[1] = {}) =>
    house.asking(who, (tx) => house.get(Questions).list(tx, filter, { limit: 25, offset: 0 }));
  const tasks = (who: Persona) => house.asking(who, (tx) => house.get(Questions).tasks(tx));
  const late = () => house.asking('officer', (tx) => house.get(Questions).late(tx));
  const route = (...urns: SchoolUrn[]): Promise<number> =>
    house.get(RouteQuestions).execute(NORTH, strongIn(...urns));
  const mails = () =>
    house.house.asSuperuser<{ path: string; tasks: unknown }>(
      `select path, tasks from platform.mail where kind = 'question' order by put_at`,
    );

  beforeEach(async () => {
    house = await BrokerageHouse.open();
  });
  afterEach(() => house.close());

  it('is asked on a theme, read by the area with its asker’s name, and answered by anybody who may ask', async () => {
    const question = await ask();
    expect(question).toBe('K-2026-001');
    expect(await seen('officer', question)).toMatchObject({
      ...{ text: TEXT, askedBy: 'The asker', state: 'asked', dueOn: '2026-12-02', mine: false },
      can: { answer: false, close: false, withdraw: false },
    });
    await answer('broker', question);
    await answer('head', question, 'So do we.');
    expect(await seen('asker', question)).toMatchObject({
      ...{ state: 'answered', dueOn: null, mine: true, can: { answer: false, close: true, withdraw: false } },
      all: [
        { number: 1, by: 'The broker', text: 'We do, in pairs.', helped: false },
        { number: 2, by: 'Head of 990013', text: 'So do we.', helped: false },
      ],
    });
  });

  it('is asked and answered by nobody who only reads', async () => {
    for (const who of ['officer', 'chair', 'board'] as const)
      await expect(ask(who)).rejects.toMatchObject({ code: 'NOT_GRANTED' });
    const question = await ask();
    await expect(answer('officer', question)).rejects.toMatchObject({ code: 'NOT_GRANTED' });
    await expect(answer('asker', question)).rejects.toMatchObject({ code: 'OWN_QUESTION' });
    await expect(answer('broker', 'K-2026-009')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('needs a theme of the area and words', async () => {
    await expect(ask('asker', 'att.none')).rejects.toMatchObject({ errors: [{ path: 'theme' }] });
    await expect(ask('asker', 'att.persistent', ' ')).rejects.toMatchObject({ errors: [{ path: 'text' }] });
    const question = await ask();
    await expect(answer('broker', question, 'x'.repeat(2_001))).rejects.toMatchObject({
      errors: [{ path: 'answer' }],
    });
  });

  it('is found by its theme, and by the area of its theme', async () => {
    await ask();
    const other = await ask('adviser', 'lea.wellbeing');
    expect((await list('board')).total).toBe(2);
    expect((await list('head', { theme: 'att' })).questions).toMatchObject([{ theme: 'att.persistent' }]);
    expect((await list('head', { theme: 'lea.wellbeing' })).questions).toMatchObject([{ reference: other }]);
    expect((await list('head', { states: ['closed'] })).total).toBe(0);
  });

  it('is closed by who asked, who says what helped; it stays, and takes no answer any more', async () => {
    const question = await ask();
    await answer('broker', question);
    const close = async (who: Persona, version: number, helped: number | null): Promise<void> =>
      house.get(CloseQuestion).execute(await house.as(who), NORTH, { question, version, helped });
    await expect(close('broker', 2, 1)).rejects.toMatchObject({ code: 'NOT_YOUR_QUESTION' });
    await expect(close('asker', 1, 1)).rejects.toMatchObject({ code: 'STALE_VERSION' });
    await expect(close('asker', 2, 7)).rejects.toMatchObject({ errors: [{ path: 'helped' }] });
    await close('asker', 2, 1);
    expect(await seen('head', question)).toMatchObject({ state: 'closed', all: [{ helped: true }] });
    await expect(answer('adviser', question)).rejects.toMatchObject({ code: 'QUESTION_CANNOT_MOVE' });
  });

  it('is taken back by who asked while nobody has answered, and then stands in no list', async () => {
    const question = await ask();
    const withdraw = async (who: Persona): Promise<void> =>
      house.get(WithdrawQuestion).execute(await house.as(who), NORTH, { question, version: 1 });
    await expect(withdraw('head')).rejects.toMatchObject({ code: 'NOT_YOUR_QUESTION' });
    await withdraw('asker');
    expect((await list('asker')).total).toBe(0);
    const answered = await ask();
    await answer('broker', answered);
    await expect(
      house.get(WithdrawQuestion).execute(await house.as('asker'), NORTH, { question: answered, version: 2 }),
    ).rejects.toMatchObject({ code: 'QUESTION_CANNOT_MOVE' });
  });

  it('C-16: after five working days of the office it is put to the head of the school that fits best', async () => {
    const question = await ask();
    house.clock.set(new Date('2026-12-02T23:59:00Z'));
    expect(await route(MARLOWE, QUARRY)).toBe(0);
    house.clock.set(new Date('2026-12-03T00:01:00Z'));
    // The asker’s own school is passed over, and so is one that nobody leads.
    expect(await route(EASTMARSH, SILENT, MARLOWE, QUARRY)).toBe(1);
    expect(await route(MARLOWE)).toBe(0);
    expect(await seen('asker', question)).toMatchObject({
      ...{ state: 'routed', dueOn: '2026-12-10' },
      routed: { to: 'Head of 990013', school: 'Marlowe School' },
    });
    expect(await tasks('head')).toMatchObject([{ reference: question, dueOn: '2026-12-10' }]);
    expect(await tasks('broker')).toEqual([]);
    expect(await mails()).toEqual([
      { path: `/practice/${question}`, tasks: [{ reference: question, due: '2026-12-10' }] },
    ]);
    await answer('adviser', question, 'Anybody else may answer too.');
    expect(await tasks('head')).toEqual([]);
  });

  it('is put to the adviser where no school declared a strength in it', async () => {
    const question = await ask();
    house.clock.set(new Date('2026-12-03T09:00:00Z'));
    expect(await route()).toBe(1);
    expect(await tasks('adviser')).toMatchObject([{ reference: question }]);
    expect((await seen('asker', question)).routed).toMatchObject({ to: 'The adviser', school: null });
  });

  it('stands among the exceptions once also the person asked by name is late', async () => {
    const question = await ask();
    house.clock.set(new Date('2026-12-03T09:00:00Z'));
    await route(MARLOWE);
    house.clock.set(new Date('2026-12-10T23:00:00Z'));
    expect(await late()).toEqual([]);
    house.clock.set(new Date('2026-12-11T00:01:00Z'));
    expect(await late()).toEqual([
      {
        reference: question,
        theme: 'att.persistent',
        to: 'Head of 990013',
        school: MARLOWE,
        dueOn: '2026-12-10',
      },
    ]);
    await answer('head', question);
    expect(await late()).toEqual([]);
  });

  it('makes only its table’s moves, by raw SQL too', async () => {
    await ask();
    for (const change of [`text = 'another'`, `state = 'closed', ended_at = now()`])
      await expect(house.raw(`update network.question set ${change}`)).rejects.toMatchObject({
        code: 'TR004',
      });
  });
});
