import { UnitOfWork } from '@app/platform';
import type { Actor } from '@app/kernel';
import { EASTMARSH, MARLOWE } from '../../../../test/factories/a-brokerage-house.js';
import { NORTH } from '../../../../test/factories/an-area.js';
import { InformationDesk, WHO_ASKS } from './an-information-desk.fixture.js';
import { CommentInformation } from './comment-information.js';
import { Disclosures } from './disclosures.query.js';
import { InformationRequests } from './information-requests.query.js';
import { ReleaseInformation } from './release-information.js';

describe('releasing what was asked for', () => {
  let desk: InformationDesk;
  let reference: string;
  beforeAll(async () => {
    desk = await InformationDesk.open();
    await desk.house.openNeed();
    reference = await desk.register();
    await desk.touch(reference);
  });
  afterAll(() => desk.close());

  const release = async (by: Actor, named = reference): Promise<void> =>
    desk.house.get(ReleaseInformation).execute(by, NORTH, await desk.held(named));
  const comment = async (by: Actor, said = 'Our half-days were given freely.'): Promise<void> =>
    desk.house.get(CommentInformation).execute(by, NORTH, { ...(await desk.held(reference)), comment: said });
  const tasks = (by: Actor) => desk.house.askingAs(by, (tx) => desk.house.get(InformationRequests).tasks(tx));
  const log = (by: Actor) => desk.house.askingAs(by, (tx) => desk.house.get(Disclosures).list(tx));
  const code = (expected: string) => ({ code: expected });

  it('names the step that comes first: kinds, then words, then heads (F01)', async () => {
    const deputy = await desk.as('deputy');
    await expect(desk.tell(reference)).rejects.toMatchObject(code('PROMPT_UNANSWERED'));
    await expect(release(deputy)).rejects.toMatchObject(code('PROMPT_UNANSWERED'));
    await expect(comment(await desk.house.as('asker'))).rejects.toMatchObject(code('NOT_TOLD_YET'));
    await desk.sayAll(reference);
    await expect(release(deputy)).rejects.toMatchObject(code('NOT_DRAFTED'));
    await desk.draft(reference);
    await expect(release(deputy)).rejects.toMatchObject(code('HEADS_NOT_TOLD'));
  });

  it.each(['need_detail', 'concern', 'coaching_note', 'review_text', 'staff_name'])(
    'withholds %s by kind, with its section, whatever is asked (F02)',
    async (kind) => {
      const because = 'It would help the reader.';
      for (const said of [{ say: 'release' }, { say: 'part', exemption: 'section_41', because }])
        await expect(desk.say(reference, { kind, ...said })).rejects.toMatchObject({
          errors: [{ path: 'say' }],
        });
      await expect(desk.say(reference, { kind, say: 'withhold' })).rejects.toMatchObject({
        errors: [{ path: 'exemption' }, { path: 'because' }],
      });
      const raw = `update assurance.information_holding set say = 'release', exemption = null, because = null where kind = '${kind}' returning 1`;
      const by = await desk.as('dpo');
      await expect(desk.house.get(UnitOfWork).run(by, NORTH, (tx) => tx.query(raw))).rejects.toMatchObject(
        code('23514'),
      );
    },
  );

  it('refuses a draft that names who asked or somebody of the area, or says what a school said in need (F02)', async () => {
    for (const [answer, words] of [
      [`As ${WHO_ASKS} asked, nothing.`, 'name of who asks'],
      ['The broker agreed to it.', 'names a person'],
      ['It said: pupils with SEN support miss twice as many sessions!', 'request for support'],
    ] as const)
      await expect(desk.draft(reference, { answer })).rejects.toMatchObject({
        errors: [{ path: 'answer', message: expect.stringContaining(words) as string }],
      });
  });

  it('tells each touched head first, by a mail that says nothing of it, and gives five school days (I-40)', async () => {
    await desk.tell(reference);
    const asker = await desk.house.as('asker');
    expect(await tasks(asker)).toMatchObject([{ kind: 'comment', reference, dueOn: '2026-12-02' }]);
    const mails = await desk.house.house.asSuperuser<{ all: string }>(
      `select row_to_json(m)::text as all from platform.mail m where m.key like 'foi_told.%'`,
    );
    expect(mails).toHaveLength(1);
    expect(mails[0]?.all).not.toMatch(/attendance|half-days|Quorn/);
    await expect(release(await desk.as('deputy'))).rejects.toMatchObject(code('TIME_TO_COMMENT'));
    await expect(desk.touch(reference, EASTMARSH, false)).rejects.toMatchObject(code('HEAD_WAS_TOLD'));
    await expect(desk.tell(reference)).rejects.toMatchObject(code('HEADS_TOLD'));
  });

  it('takes one comment of a head whose school it touches, and of nobody else', async () => {
    for (const who of [await desk.house.as('head', MARLOWE), await desk.house.as('officer')])
      await expect(comment(who)).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(comment(await desk.as('dpo'))).rejects.toMatchObject(code('NOT_GRANTED'));
    const asker = await desk.house.as('asker');
    await comment(asker);
    await expect(comment(asker, 'Once more.')).rejects.toMatchObject(code('COMMENT_STANDS'));
    expect((await desk.see(await desk.house.as('chair'), reference)).told).toMatchObject([
      { urn: EASTMARSH, comment: { text: 'Our half-days were given freely.', by: 'The asker' } },
    ]);
  });

  it('tells heads again where more is let out, or another school is touched (F01)', async () => {
    await desk.say(reference, { kind: 'decision', say: 'release' });
    const deputy = await desk.as('deputy');
    await expect(release(deputy)).rejects.toMatchObject(code('HEADS_NOT_TOLD'));
    await desk.tell(reference);
    await desk.touch(reference, MARLOWE);
    await expect(release(deputy)).rejects.toMatchObject(code('HEADS_NOT_TOLD'));
    await desk.tell(reference);
    desk.goTo('2026-12-03');
  });

  it('is for somebody who prepared nothing of it and signed in just now: officer or chair (F01)', async () => {
    await expect(release(await desk.as('dpo'))).rejects.toMatchObject(code('SAME_PERSON'));
    await expect(release(await desk.as('deputy', 11))).rejects.toMatchObject(code('STEP_UP_REQUIRED'));
    await expect(release(await desk.as('clerk'))).rejects.toMatchObject(code('NOT_GRANTED'));
    expect(await tasks(await desk.as('deputy'))).toMatchObject([{ kind: 'release', reference }]);
    expect(await tasks(await desk.as('dpo'))).toEqual([]);
    const dpo = await desk.as('dpo');
    for (const [sql, expected] of [
      [
        `update assurance.information_request set state = 'released', answered_by = '${dpo.id}', answered_at = now() returning 1`,
        '23514',
      ],
      [
        `insert into assurance.disclosure (id, area_id, request_id, reference, received_on, answered_on, outcome, asked, answer, withheld)
        select gen_random_uuid(), area_id, id, reference, received_on, received_on, 'released', 'By xanthe quorn', 'Yes', '{}' from assurance.information_request`,
        'TR004',
      ],
    ] as const)
      await expect(desk.house.get(UnitOfWork).run(dpo, NORTH, (tx) => tx.query(sql))).rejects.toMatchObject(
        code(expected),
      );
  });

  it('writes the log that everybody of the area may read, without who asked, and meets its clock', async () => {
    await release(await desk.as('deputy'));
    for (const who of ['asker', 'head', 'broker', 'adviser', 'officer', 'board', 'chair'] as const)
      expect(await log(await desk.house.as(who))).toMatchObject([
        {
          ...{ reference, outcome: 'in_part', asked: 'Who was supported in attendance?' },
          ...{ answer: 'One school, for 4 half-days.', answeredOn: '2026-12-03' },
          withheld: expect.arrayContaining([{ kind: 'concern', by: 'section_41' }]) as object[],
        },
      ]);
    const [clock] = await desk.house.house.asSuperuser<{ state: string }>(
      `select state from brokerage.deadline where clock = 'C-22'`,
    );
    expect(clock?.state).toBe('met');
    await expect(desk.draft(reference)).rejects.toMatchObject(code('INFORMATION_ANSWERED'));
    await expect(release(await desk.as('deputy'))).rejects.toMatchObject(code('INFORMATION_ANSWERED'));
  });

  it('may refuse all of it, which the log tells too, and goes with all that belongs to it once its time is over', async () => {
    const other = await desk.register({ receivedOn: '2026-12-01' });
    const refuse = async (
      by: Actor,
      because = 'It would take more than 18 hours (section 12).',
    ): Promise<void> =>
      desk.house.get(ReleaseInformation).refuse(by, NORTH, { ...(await desk.held(other)), because });
    await desk.draft(other);
    await expect(refuse(await desk.as('dpo'))).rejects.toMatchObject(code('SAME_PERSON'));
    const chair = { ...(await desk.house.as('chair')), signedInAt: desk.house.clock.now() };
    await expect(refuse(chair, `${WHO_ASKS} asks too much.`)).rejects.toMatchObject({
      errors: [{ path: 'because' }],
    });
    await refuse(chair);
    expect((await log(chair)).map(({ outcome }) => outcome)).toEqual(['refused', 'in_part']);
    await desk.house.raw(
      `begin; select set_config('app.area', '${NORTH}', true); select records.sweep('pairing', '2040-01-01', 100); commit`,
    );
    for (const table of ['request', 'requester', 'school', 'holding'])
      expect(await desk.house.house.asSuperuser(`select 1 from assurance.information_${table}`)).toEqual([]);
    expect(await desk.house.house.asSuperuser(`select 1 from assurance.disclosure`)).toEqual([]);
  });
});
