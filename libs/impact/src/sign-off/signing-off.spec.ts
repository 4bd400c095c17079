import { TasksOfPerson } from '@app/brokerage';
import { AuditTrail } from '@app/audit';
import { Actors, AppointPerson, systemActor } from '@app/identity';
import type { Actor, LocalDate, PersonId, Role } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import { APairing, COUNTED } from '../../../../test/factories/a-closed-pairing.js';
import { NORTH } from '../../../../test/factories/an-area.js';
import { MARLOWE, NOW, QUARRY, type Persona } from '../../../../test/factories/a-brokerage-house.js';
import { EstimateEvaluations } from '../evaluation/estimate-evaluations.js';
import { RecordLaterValue } from '../evaluation/record-later-value.js';
import { RegisterEvaluation } from '../evaluation/register-evaluation.js';
import type { ImpactView, SignOffCase, SignOffLine } from '../impact.views.js';
import { Impacts } from '../impacts.query.js';
import { SayWhatChanged } from '../words/say-what-changed.js';
import { SignOffEvaluation, type EvaluationToSignOff } from './sign-off-evaluation.js';
import { SignOffs } from './sign-offs.query.js';

describe('signing off what a pairing changed', () => {
  let the: APairing;
  let adviser: Actor;
  let chair: Actor;

  const asking = <Answer>(who: Actor, body: (tx: never) => Promise<Answer>): Promise<Answer> =>
    the.house.askingAs(who, body);
  const seen = async (who: Persona = 'officer'): Promise<ImpactView> =>
    asking(await the.as(who), (tx) => the.house.get(Impacts).one(tx, the.reference));
  const states = async (): Promise<string[]> => (await seen()).evaluations.map(({ state }) => state);
  const waiting = (who: Actor): Promise<SignOffLine[]> =>
    asking(who, (tx) => the.house.get(SignOffs).waiting(tx));
  const brief = (who: Actor): Promise<SignOffCase> =>
    asking(who, (tx) => the.house.get(SignOffs).one(tx, the.reference));
  const tasks = async (who: Actor): Promise<string[]> =>
    (await asking(who, (tx) => the.house.get(Impacts).tasks(tx))).map(({ kind }) => kind);
  const inMail = async (who: Actor): Promise<unknown> =>
    asking(who, (tx) => the.house.get(TasksOfPerson).find(tx, [the.house.get(Impacts)]));

  const answer = async (
    who: Actor,
    told: Partial<EvaluationToSignOff> = {},
    read: Actor = who,
  ): Promise<void> => {
    const version = told.version ?? (await brief(read)).version;
    await the.house.get(SignOffEvaluation).execute(who, NORTH, {
      ...{ pairing: the.reference, version, answer: 'sign', words: null },
      ...told,
    });
  };
  const say = async (who: Persona, pupils = 'More of them come on Mondays.'): Promise<void> => {
    const side = who === 'asker' ? 'school' : 'supporter';
    const version = (await seen()).said.find((each) => each.side === side)?.version ?? null;
    const words = { pairing: the.reference, version, pupils };
    await the.house.get(SayWhatChanged).execute(await the.as(who), NORTH, words);
  };
  const record = async (figure = '28.4', who?: Actor): Promise<void> => {
    const evaluation = (await seen()).evaluations[0]?.id ?? '';
    await the.house.get(RecordLaterValue).execute(who ?? (await the.as('asker')), NORTH, {
      ...{ pairing: the.reference, evaluation, figure, of: '352' },
      ...{ period: 'summer 2027', source: 'Our register' },
    });
  };
  const person = async (name: string, role: Exclude<Role, 'api'>): Promise<Actor> => {
    const { id } = await the.house.house.person({ name, posts: [{ role }] });
    const came = { area: NORTH, door: 'web', requestId: 'spec', signedInAt: NOW } as const;
    return (await the.house.get(Actors).of({ ...came, person: id })) as Actor;
  };
  const assign = async (id: string): Promise<void> =>
    the.house.raw(
      `set session_replication_role = replica; update profiles.need set adviser_person_id = '${id}'`,
    );

  beforeEach(async () => {
    the = await APairing.open();
    [adviser, chair] = [await the.as('adviser'), await the.as('chair')];
    await assign(adviser.id);
    await the.agree([COUNTED, { ...COUNTED, figure: '', of: '', period: '', source: '' }]);
    await the.house.get(RegisterEvaluation).execute(NORTH, (await the.seen()).id);
    await the.end();
  });
  afterEach(() => the.close());

  const told = async (): Promise<void> => {
    await say('asker');
    await say('head');
    await record();
  };

  it('waits once both heads have spoken and the later figure is in, and not before', async () => {
    expect([await states(), (await seen()).signOff.state]).toEqual([
      ['baseline_locked', 'registered'],
      'not_yet',
    ]);
    await say('asker');
    await say('head');
    expect([await states(), await waiting(adviser)]).toEqual([['waiting_for_data', 'registered'], []]);
    await expect(brief(adviser)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await record();
    expect([await states(), (await seen()).signOff.state]).toEqual([['estimated', 'registered'], 'waits']);
    expect(await waiting(adviser)).toMatchObject([
      { reference: the.reference, asker: 'Eastmarsh Academy', supporter: 'Marlowe School', first: null },
    ]);
    expect([await tasks(adviser), await inMail(adviser)]).toEqual([
      ['sign_off'],
      [{ reference: the.reference, due: null }],
    ]);
    const { impact } = await brief(adviser);
    expect([impact.said.length, impact.evaluations[0]?.says.moved]).toEqual([2, 'fell']);
  });

  it('waits too once the time that was agreed is over without any figure', async () => {
    await say('asker');
    await say('head');
    const estimate = (): Promise<number> => the.house.get(EstimateEvaluations).execute(NORTH);
    the.house.clock.set(new Date('2027-07-16T20:00:00Z'));
    expect(await estimate()).toBe(0);
    the.house.clock.set(new Date('2027-07-17T09:00:00Z'));
    expect([await estimate(), await estimate()]).toEqual([1, 0]);
    expect(await waiting(adviser)).toHaveLength(1);
  });

  it('takes the assigned adviser alone, and is published to both heads as it was read', async () => {
    await told();
    await answer(adviser);
    expect(await states()).toEqual(['published', 'void']);
    for (const who of ['asker', 'head'] as const)
      expect(await seen(who)).toMatchObject({
        signOff: { state: 'signed', by: 'The adviser', words: null, second: null },
        evaluations: [{ later: [{ period: 'summer 2027' }], says: { change: { change: -2.8 } } }, {}],
        can: { sayAs: null, record: false, signOff: false },
      });
    expect([await waiting(adviser), await tasks(adviser)]).toEqual([[], []]);
    await expect(brief(adviser)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(answer(adviser, { version: 1 })).rejects.toMatchObject({ code: 'NOTHING_TO_SIGN_OFF' });
    for (const more of [() => record('20'), () => say('asker', 'None of it.')])
      await expect(more()).rejects.toMatchObject({ code: 'SIGNED_OFF' });
  });

  it('keeps beside it what the reader sees differently', async () => {
    await told();
    await expect(answer(adviser, { answer: 'sign_noting' })).rejects.toMatchObject({
      errors: [{ path: 'words', message: 'Enter what you see differently' }],
    });
    await expect(answer(adviser, { words: 'But …' })).rejects.toMatchObject({ errors: [{ path: 'words' }] });
    await expect(answer(adviser, { answer: 'publish' })).rejects.toMatchObject({
      errors: [{ path: 'answer' }],
    });
    await answer(adviser, { answer: 'sign_noting', words: 'The tutors had begun a term before.' });
    expect((await seen('head')).signOff).toMatchObject({
      ...{ state: 'signed', by: 'The adviser', words: 'The tutors had begun a term before.' },
    });
  });

  it('can be sent back with a reason; a head’s next word or figure brings it back to be read anew', async () => {
    await told();
    await expect(answer(adviser, { answer: 'send_back' })).rejects.toMatchObject({
      errors: [{ path: 'words', message: 'Enter what the schools should look at again' }],
    });
    const stale = (await brief(adviser)).version;
    await answer(adviser, { answer: 'send_back', words: 'Which register is it from?' });
    expect((await seen('asker')).signOff).toMatchObject({
      state: 'sent_back',
      words: 'Which register is it from?',
    });
    for (const who of ['asker', 'head'] as const) {
      expect(await tasks(await the.as(who))).toEqual(['look_again']);
      expect(JSON.stringify(await inMail(await the.as(who)))).not.toContain('register');
    }
    expect(await waiting(adviser)).toEqual([]);
    await record('28.1');
    expect([await tasks(await the.as('head')), (await seen()).signOff.state]).toEqual([[], 'waits']);
    await expect(answer(adviser, { version: stale })).rejects.toMatchObject({ code: 'STALE_VERSION' });
    await answer(adviser);
    expect((await seen()).evaluations[0]?.later).toHaveLength(2);
  });

  describe('by the chair', () => {
    let deputy: Actor;
    beforeEach(async () => {
      deputy = await person('The deputy', 'chair');
      await assign(deputy.id);
      await told();
    });

    it('takes effect when a second person confirms it, never the same one', async () => {
      const { needsSecond, version } = await brief(chair);
      expect(needsSecond).toBe(true);
      await answer(chair, { answer: 'sign_noting', words: 'One class alone.' });
      expect([await states(), (await seen('head')).signOff.state]).toEqual([
        ['estimated', 'registered'],
        'waits_for_second',
      ]);
      expect(await waiting(chair)).toEqual([]);
      await expect(brief(chair)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(answer(chair, { version: version + 1 })).rejects.toMatchObject({
        code: 'SECOND_PERSON_REQUIRED',
      });
      expect([(await waiting(deputy))[0]?.first, await tasks(deputy)]).toEqual([
        'The chair',
        ['confirm_sign_off'],
      ]);
      expect((await brief(deputy)).first).toMatchObject({ by: 'The chair', words: 'One class alone.' });
      await answer(deputy);
      expect(await states()).toEqual(['published', 'void']);
      expect((await seen('asker')).signOff).toMatchObject({
        ...{ state: 'signed', by: 'The chair', second: { by: 'The deputy', words: null } },
      });
    });

    it('is sent back by the second person, and is read anew once a head recorded something meanwhile', async () => {
      await answer(chair);
      await record('28.1');
      expect([(await seen()).signOff.state, (await waiting(chair)).length]).toEqual(['waits', 1]);
      await answer(chair);
      await answer(deputy, { answer: 'send_back', words: 'Where is the second figure from?' });
      expect((await seen('head')).signOff).toMatchObject({ state: 'sent_back', by: 'The deputy' });
    });
  });

  it('is refused to who recorded, proposed or decided it, to both schools and to everybody without the part', async () => {
    await told();
    const { version } = await brief(adviser);
    const known = ['asker', 'head', 'broker', 'interestedBroker', 'officer'] as const;
    for (const other of [
      ...(await Promise.all(known.map((who) => the.as(who)))),
      await person('A member', 'board'),
    ]) {
      await expect(answer(other, { version })).rejects.toMatchObject({ code: 'NOT_GRANTED' });
      await expect(brief(other)).rejects.toMatchObject({ code: 'NOT_GRANTED' });
      await expect(waiting(other)).rejects.toMatchObject({ code: 'NOT_GRANTED' });
      expect((await tasks(other)).filter((kind) => kind.includes('sign'))).toEqual([]);
    }
    const unknown = [await the.house.as('head', QUARRY), await person('The clerk', 'sysadmin')];
    for (const other of unknown) {
      await expect(answer(other, { version })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(brief(other)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    const elsewhere = await person('Another adviser', 'adviser');
    await expect(answer(elsewhere, { version })).rejects.toMatchObject({ code: 'NOT_GRANTED' });
    expect(await waiting(elsewhere)).toEqual([]);
  });

  it('is refused to the adviser who recorded a figure, who proposed or decided, or has an interest; by raw SQL too', async () => {
    await told();
    const { version } = await brief(adviser);
    const inPlace = async (sql: string): Promise<void> =>
      the.house.raw(`set session_replication_role = replica; ${sql}`);
    const refused = async (code: string): Promise<void> => {
      await expect(answer(adviser, { version })).rejects.toMatchObject({ code });
      const who = await the.as('adviser');
      expect([await waiting(who), await tasks(who)]).toEqual([[], []]);
      const byHand = the.house.get(UnitOfWork).run(who, NORTH, async (tx) => {
        await the.house.get(AuditTrail).record(tx, { act: 'impact.signoff', entity: 'impact.sign_off:x' });
        await tx.query(
          `insert into impact.sign_off (id, area_id, pairing_id, asker_urn, supporter_urn, outcome, figures, made_by, made_at, needs_second)
           select gen_random_uuid(), g.area_id, g.id, g.asker_urn, g.supporter_urn, 'signed', '[]', $1, now(), false
           from brokerage.pairing g`,
          [who.id],
        );
      });
      await expect(byHand).rejects.toMatchObject({ code: expect.stringMatching(/^TR00[16]$/) as string });
    };
    for (const [table, column] of [
      ['impact.later_value', 'recorded_by'],
      ['brokerage.proposal', 'made_by'],
      ['brokerage.decision', 'made_by'],
    ] as const) {
      const [row] = await the.house.house.asSuperuser<{ was: string }>(
        `select ${column} as was from ${table}`,
      );
      await inPlace(`update ${table} set ${column} = '${adviser.id}'`);
      await refused('SAME_PERSON');
      await inPlace(`update ${table} set ${column} = '${row?.was ?? ''}'`);
    }
    await the.house.get(UnitOfWork).run(systemActor('ops', NORTH), NORTH, (tx) =>
      the.house.get(AppointPerson).inside(tx, {
        ...{ role: 'staff', urn: MARLOWE, person: adviser.id as PersonId, from: '2025-09-01' as LocalDate },
      }),
    );
    await refused('NOT_FOUND');
  });
});
