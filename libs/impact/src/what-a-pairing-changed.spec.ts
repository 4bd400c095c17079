import { APairing, COUNTED } from '../../../test/factories/a-closed-pairing.js';
import { NORTH } from '../../../test/factories/an-area.js';
import { QUARRY, type Persona } from '../../../test/factories/a-brokerage-house.js';
import { EvaluationsOf } from './evaluation/evaluations-of.query.js';
import { RecordLaterValue, type ValueToRecord } from './evaluation/record-later-value.js';
import { RegisterEvaluation } from './evaluation/register-evaluation.js';
import type { ImpactView } from './impact.views.js';
import { Impacts } from './impacts.query.js';
import { RecordSustainCheck } from './sustain/record-sustain-check.js';
import { SayWhatChanged, type WordsToSay } from './words/say-what-changed.js';

describe('what a pairing changed', () => {
  let the: APairing;

  const seen = async (who: Persona = 'officer'): Promise<ImpactView> =>
    the.house.askingAs(await the.as(who), (tx) => the.house.get(Impacts).one(tx, the.reference));
  const register = async (): Promise<number> =>
    the.house.get(RegisterEvaluation).execute(NORTH, (await the.seen()).id);
  const record = async (change: Partial<ValueToRecord> = {}, who: Persona = 'asker'): Promise<void> => {
    const evaluation = (await seen()).evaluations[0]?.id ?? '';
    await the.house.get(RecordLaterValue).execute(await the.as(who), NORTH, {
      ...{ pairing: the.reference, evaluation, figure: '28.4', of: '352' },
      ...{ period: 'summer 2027', source: 'Our register', ...change },
    });
  };
  const say = async (who: Persona, words: Partial<WordsToSay> = {}): Promise<void> =>
    the.house.get(SayWhatChanged).execute(await the.as(who), NORTH, {
      ...{ pairing: the.reference, version: null, pupils: 'More of them come on Mondays.', ...words },
    });
  const tasks = async (who: Persona): Promise<string[]> =>
    (await the.house.askingAs(await the.as(who), (tx) => the.house.get(Impacts).tasks(tx))).map(
      ({ kind, dueOn }) => `${kind} ${dueOn}`,
    );

  beforeEach(async () => {
    the = await APairing.open();
  });
  afterEach(() => the.close());

  it('is measured by what the agenda fixed: measure, baseline, window and comparison rule, once (I-11)', async () => {
    await the.agree([COUNTED, { ...COUNTED, figure: '', of: '', period: '', source: '' }]);
    expect([await register(), await register()]).toEqual([2, 0]);
    expect((await seen()).evaluations).toMatchObject([
      {
        ...{ measure: 'Persistent absence', baseline: { value: 31.2, denominator: 340 }, replaced: false },
        ...{ baselinePeriod: 'autumn 2026', window: { from: '2026-11-25', to: '2027-07-16' } },
        comparison: { with: 'similar_schools', counted: 'median', fewest: 5 },
      },
      { baseline: null, baselineWords: '31.2% in autumn 2026', says: { change: { because: 'NO_BASELINE' } } },
    ]);
  });

  it('stands as it was agreed in raw SQL too (I-11), and no symbol becomes a number (I-12) (M06)', async () => {
    await the.agree();
    await register();
    for (const change of [
      'baseline_value = 40',
      `measure = 'Another'`,
      `comparison = '{}'`,
      `window_to = '2030-01-01'`,
    ])
      await expect(the.house.raw(`update impact.evaluation set ${change}`)).rejects.toMatchObject({
        code: 'TR004',
      });
    await expect(the.house.raw('delete from impact.evaluation')).rejects.toMatchObject({ code: 'TR004' });
    await expect(
      the.house.raw(
        `insert into impact.later_value (id, area_id, evaluation_id, period, value, symbol, source, recorded_by, recorded_at)
         select gen_random_uuid(), area_id, id, '2027', 3, 'c', 'x', id, now() from impact.evaluation`,
      ),
    ).rejects.toMatchObject({ code: '23514' });
  });

  it('is measured anew by a change of what was agreed: the old measure stays, readable, with the days on which it held (I-11)', async () => {
    await the.agree();
    expect(await register()).toBe(1);
    const [old] = (await seen()).evaluations;
    the.house.clock.set(new Date('2026-12-03T09:00:00Z'));
    await the.vary([{ ...COUNTED, aim: 'Fewer are late', measure: 'Late marks', figure: '12' }]);
    expect([await register(), await register()]).toEqual([1, 0]);
    const [now, before] = (await seen()).evaluations;
    expect(now).toMatchObject({
      ...{ measure: 'Late marks', baseline: { value: 12 }, replaced: false, window: { from: '2026-12-03' } },
      agenda: { number: 2, from: new Date('2026-12-03T09:00:00Z'), until: null },
    });
    expect(before).toEqual({
      ...old,
      replaced: true,
      agenda: { ...old?.agenda, until: new Date('2026-12-03T09:00:00Z') },
    });
    await expect(record({ evaluation: before?.id ?? '' })).rejects.toMatchObject({
      code: 'EVALUATION_REPLACED',
    });
    // What a Board counts is what was in force when the work ended, once.
    await record();
    await the.end();
    const { id } = await the.seen();
    expect(await the.house.asking('broker', (tx) => the.house.get(EvaluationsOf).pairings(tx, [id]))).toEqual(
      [{ pairing: id, later: true }],
    );
  });

  it('is measured by each agenda that was agreed, one that was replaced before this was told of it too', async () => {
    await the.agree();
    await the.vary([{ ...COUNTED, target: '20 to 22%' }]);
    expect(await register()).toBe(2);
    expect((await seen()).evaluations.map(({ agenda, target }) => [agenda.number, target])).toEqual([
      ...[
        [2, '20 to 22%'],
        [1, '24 to 27%'],
      ],
    ]);
  });

  it('takes later values from heads of both sides, and says the change with its interval and no verdict (I-28) (M10)', async () => {
    await the.agree();
    await register();
    await expect(record({ figure: 'about 28' })).rejects.toMatchObject({ errors: [{ path: 'figure' }] });
    await expect(record({ figure: 'c' })).rejects.toMatchObject({ errors: [{ path: 'of' }] });
    await expect(record({}, 'officer')).rejects.toMatchObject({ code: 'NOT_GRANTED' });
    await record({ figure: 'c', of: '', period: 'spring 2027' }, 'head');
    expect((await seen()).evaluations[0]?.says.change).toEqual({
      ...{ kind: 'none', because: 'LATER_VALUE_IS_A_SYMBOL' },
    });
    the.house.clock.set(new Date('2026-11-25T10:00:00Z'));
    await record();
    const [evaluation] = (await seen('asker')).evaluations;
    expect(evaluation).toMatchObject({
      later: [{ period: 'spring 2027' }, { period: 'summer 2027', by: 'The asker' }],
      says: { change: { change: -2.8 }, moved: 'fell', interval: { kind: 'interval' }, difference: null },
    });
    expect(JSON.stringify(evaluation)).not.toMatch(/verdict|decline/);
  });

  describe('beside similar schools', () => {
    const OTHERS = ['990020', '990022', '990030', '990040', '990051', '990052', '990053', '990054'];
    const BY_MEASURE = {
      ...COUNTED,
      figure: '',
      of: '',
      period: '',
      source: '',
      measureId: 'absence.persistent',
    };
    const absence = (years: string, own: string, others: readonly string[]): Promise<void> =>
      the.publish(`absence_${years}.csv`, 'URN,PERCTOT,PPERSABS10', [
        ...[`990005,8.1,${own}`, '990013,5.0,12.0'],
        ...others.map((value, at) => `${OTHERS[at] ?? ''},8.0,${value}`),
      ]);
    const publishPupils = async (): Promise<void> => {
      for (const urn of OTHERS.slice(4)) await the.house.house.school(urn, `School ${urn}`);
      await the.publish(
        'ks4.csv',
        'time_period,school_urn,avg_ks2_scaledscore,pt_disadvantaged,pt_language_not_english,pt_sen_with_ehcp,pt_sen_no_ehcp',
        ['990005', '990013', ...OTHERS].map((urn, at) => `202526,${urn},10${String(at)},20,5,2,10`),
      );
    };

    it('says their middle change and the difference; who they are is fixed with the agenda, and a hidden figure is left out', async () => {
      await publishPupils();
      await absence('2025-2026', '31.2', ['30', '30', '30', '30', '30', '30', '30', '30']);
      await the.agree([BY_MEASURE]);
      await register();
      const [fixed] = (await seen()).evaluations;
      expect(fixed).toMatchObject({
        ...{ measureId: 'absence.persistent', unit: '%', betterWhen: 'lower', baselinePeriod: '2025/26' },
        ...{ baseline: { value: 31.2 }, comparison: { fewest: 5, urns: OTHERS } },
        says: { change: { because: 'NO_LATER_VALUE' } },
      });
      await absence('2026-2027', '28.4', ['29', '28', '28.9', '30', '27', '28.9', 'SUPP', '28.9']);
      const [told] = (await seen()).evaluations;
      expect(told?.comparison).toEqual(fixed?.comparison);
      expect(told).toMatchObject({
        later: [{ period: '2026/27', source: 'Department for Education, pupil absence in schools' }],
        says: {
          ...{ change: { change: -2.8 }, difference: { points: -1.7, side: 'better' } },
          similar: {
            median: -1.1,
            leftOut: [{ urn: '990053', because: 'LATER_VALUE_IS_A_SYMBOL' }],
          },
        },
      });
      // What a school counted itself in another season is not what is published of the others.
      the.house.clock.set(new Date('2027-12-01T09:00:00Z'));
      await record({ figure: '20', period: 'summer 2027' });
      expect((await seen()).evaluations[0]?.says).toMatchObject({
        similar: { median: null },
        difference: null,
      });
    });

    it('adds nothing to what a change of the agenda replaced: it says what it said on that day (I-11)', async () => {
      await absence('2025-2026', '31.2', []);
      await the.agree([BY_MEASURE]);
      await register();
      await the.vary([{ ...BY_MEASURE, target: '20 to 22%' }]);
      await register();
      the.house.clock.set(new Date('2027-12-01T09:00:00Z'));
      await absence('2026-2027', '28.4', []);
      expect((await seen()).evaluations.map(({ replaced, later }) => [replaced, later.length])).toEqual([
        [false, 1],
        [true, 0],
      ]);
    });

    it('says nothing of them where too little is published of the school', async () => {
      await the.agree([BY_MEASURE]);
      await register();
      expect((await seen()).evaluations).toMatchObject([
        { measureId: 'absence.persistent', baseline: null, comparison: { urns: [] } },
      ]);
    });
  });

  it('is said by both heads on four levels once the work is closed, and then C-14 is met (R54)', async () => {
    await the.agree();
    await expect(say('asker')).rejects.toMatchObject({ code: 'NOT_CLOSED' });
    await the.end();
    expect(await tasks('asker')).toEqual(['say_what_changed 2026-12-16']);
    await expect(say('asker', { pupils: ' ' })).rejects.toMatchObject({ errors: [{ path: 'pupils' }] });
    await expect(say('broker')).rejects.toMatchObject({ code: 'NOT_GRANTED' });
    await say('asker', { partnership: 'We ring each other now.' });
    expect([await tasks('asker'), await tasks('head')]).toEqual([[], ['say_what_changed 2026-12-16']]);
    expect((await the.seen()).state).toBe('closed');
    await say('head', { people: 'Two tutors lead it.' });
    expect(await the.seen()).toMatchObject({
      ...{ state: 'sustain_checking', clocks: [{ clock: 'C-15.first' }, { clock: 'C-15.second' }] },
    });
    expect((await seen('asker')).said).toMatchObject([
      { side: 'school', school: 'Eastmarsh Academy', words: { partnership: 'We ring each other now.' } },
      { side: 'supporter', words: { people: 'Two tutors lead it.', schools: null } },
    ]);
    await expect(say('asker', { version: 7 })).rejects.toMatchObject({ code: 'STALE_VERSION' });
    await say('asker', { version: 1, pupils: 'More of them come every day.' });
    expect((await seen()).said[0]?.words.pupils).toBe('More of them come every day.');
  });

  it('is looked at again two and three terms later; a look that was missed shows and may be caught up (R65, N20)', async () => {
    await the.agree();
    await the.end();
    for (const who of ['asker', 'head'] as const) await say(who);
    const [first, second] = (await seen()).sustain;
    const missed = (): Promise<number> => the.house.get(RecordSustainCheck).missed(NORTH);
    expect(await missed()).toBe(0);
    the.house.clock.set(new Date(`${first!.dueOn}T09:00:00Z`));
    const look = async (which: string): Promise<void> =>
      the.house.get(RecordSustainCheck).execute(await the.as('asker'), NORTH, {
        ...{ pairing: the.reference, which, stillInUse: 'some', fadeOut: 'Tutors train each other.' },
      });
    expect(await tasks('asker')).toEqual([`look_back ${first!.dueOn}`]);
    the.house.clock.set(new Date(`${second!.dueOn}T09:00:00Z`));
    expect([await missed(), await missed()]).toEqual([1, 0]);
    expect((await seen()).sustain).toMatchObject([{ state: 'missed' }, { state: 'due' }]);
    await look('first');
    await look('second');
    await expect(look('second')).rejects.toMatchObject({ code: 'ALREADY_CHECKED' });
    expect((await seen()).sustain).toMatchObject([{ state: 'done' }, { state: 'done', stillInUse: 'some' }]);
    expect((await the.seen()).state).toBe('evaluated');
  });

  it('is nobody’s business who is not of the pairing, and of a coaching pairing nothing is shown (I-34)', async () => {
    await the.agree();
    await register();
    await expect(
      the.house.askingAs(await the.house.as('head', QUARRY), (tx) =>
        the.house.get(Impacts).one(tx, the.reference),
      ),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await the.end();
    await say('asker');
    await the.house.raw(
      `set session_replication_role = replica; update brokerage.pairing set kind = 'coaching' where reference = '${the.reference}'`,
    );
    expect(await seen('asker')).toMatchObject({ said: [], evaluations: [], sustain: [] });
  });
});
