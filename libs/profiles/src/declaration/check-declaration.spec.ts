import { BadInput, NotAllowed, NotFound, RuleBroken, StaleVersion } from '@app/kernel';
import { NORTH } from '../../../../test/factories/an-area.js';
import { aNeed, EASTMARSH, ProfilesHouse, type Persona } from '../a-profiles-house.fixture.js';
import { RaiseNeed } from '../need/raise-need.js';
import { TriageNeed } from '../need/triage-need.js';
import { CheckDeclaration, type WordToCheck } from './check-declaration.js';
import { ConfirmUnchanged } from './confirm-unchanged.js';
import { Declarations } from './declarations.query.js';
import { OwedWords } from './owed-word.query.js';
import { StaleDeclarations } from './stale-declarations.js';
import { SubmitDeclaration } from './submit-declaration.js';

const YEAR = '2026/27' as never;
const WORDS = 'Is the reading lead still with you?';

describe('checking what a school declared', () => {
  let house: ProfilesHouse;

  beforeEach(async () => {
    house = await ProfilesHouse.open();
    await submit(null);
  });
  afterEach(() => house.close());

  const submit = async (version: number | null): Promise<number> =>
    house.get(SubmitDeclaration).execute(await house.as('asker'), NORTH, {
      ...{ urn: EASTMARSH, year: YEAR, version, appetite: 'actively_offering' },
      strengths: [{ theme: 'att.persistent', depth: 'can_host', howWeKnow: 'Our own figures' }],
    });
  const check = async (change: Partial<WordToCheck> = {}, who: Persona = 'broker'): Promise<number> =>
    house.get(CheckDeclaration).execute(await house.as(who), NORTH, {
      ...{ urn: EASTMARSH, year: YEAR, version: 1, outcome: 'confirmed' },
      ...change,
    });
  const read = (who: Persona = 'asker') =>
    house.asking(who, (tx) => house.get(Declarations).whole(tx, EASTMARSH, YEAR));
  /** A request of the school: whoever has it in hand looks after the school. */
  const lookedAfter = async (): Promise<void> => {
    const { reference } = await house.get(RaiseNeed).execute(await house.as('asker'), NORTH, aNeed());
    await house.get(TriageNeed).execute(await house.as('broker'), NORTH, {
      ...{ need: reference, version: 1, priority: 'this_term', nextDate: '2026-11-27', diagnosed: false },
    });
  };

  it('is for who looks after the school and has no interest in it, and for nobody else', async () => {
    await expect(check()).rejects.toThrow(NotFound);
    await lookedAfter();
    for (const who of ['asker', 'askersStaff'] as const)
      await expect(check({}, who)).rejects.toThrow(NotAllowed);
    for (const who of ['interestedBroker', 'adviser', 'officer', 'chair', 'helper'] as const)
      await expect(check({}, who)).rejects.toThrow();
    expect(await read()).toMatchObject({ state: 'submitted', check: null, version: 1 });
    expect(await check()).toBe(2);
  });

  it('confirms the word that was read, says by whom and when, and tells other heads nothing', async () => {
    await lookedAfter();
    await check();
    expect(await read()).toMatchObject({
      state: 'confirmed',
      check: { by: 'The broker', at: house.clock.now(), question: null },
    });
    const [known] = await house.asking('helper', (tx) => house.get(Declarations).strengths(tx, EASTMARSH));
    expect(Object.keys(known ?? {}).sort()).toEqual(['available', 'strengths', 'urn', 'year']);
    expect(await house.asking('helper', (tx) => house.get(Declarations).standing(tx, EASTMARSH))).toBeNull();
    const confirmed = await house.asking('broker', (tx) =>
      house.get(Declarations).confirmed(tx, [EASTMARSH]),
    );
    expect([...confirmed]).toEqual([[EASTMARSH, house.clock.now()]]);
    const [act] = await house.house.asSuperuser<{ schools: string[] }>(
      `select schools from audit.entry where act = 'declaration.check' and kind = 'act'`,
    );
    expect(act?.schools).toEqual([EASTMARSH]);
  });

  it('asks in words, which the school answers by sending its word again, changed or as it is', async () => {
    await lookedAfter();
    await expect(check({ outcome: 'queried', question: ' ' })).rejects.toThrow(BadInput);
    await expect(check({ outcome: 'perhaps' })).rejects.toThrow(BadInput);
    const asked = await check({ outcome: 'queried', question: WORDS });
    expect(await read()).toMatchObject({ state: 'queried', check: { question: WORDS } });
    await expect(check({ version: asked })).rejects.toThrow(RuleBroken);
    const same = { urn: EASTMARSH, year: YEAR, version: asked };
    await house.get(ConfirmUnchanged).execute(await house.as('asker'), NORTH, same);
    expect(await read()).toMatchObject({ state: 'submitted', check: null });
    const again = await check({ version: asked + 1, outcome: 'queried', question: WORDS });
    expect(await submit(again)).toBe(again + 1);
    expect(await read()).toMatchObject({ state: 'submitted', check: null });
  });

  it('waits on the list of who looks after the school, as an answer where it was asked about before', async () => {
    const waits = (who: Persona = 'broker') =>
      house.asking(who, async (tx) =>
        (await house.get(OwedWords).toLookAt(tx)).map(({ urn, answers, since }) => [urn, answers, since]),
      );
    expect(await waits()).toEqual([]);
    await lookedAfter();
    const at = house.clock.now();
    expect(await waits()).toEqual([[EASTMARSH, false, at]]);
    expect(await waits('adviser')).toEqual([]);
    const asked = await check({ outcome: 'queried', question: WORDS });
    expect(await waits()).toEqual([]);
    house.clock.set(new Date('2026-11-27T10:00:00Z'));
    const same = { urn: EASTMARSH, year: YEAR, version: asked };
    await house.get(ConfirmUnchanged).execute(await house.as('asker'), NORTH, same);
    expect(await waits()).toEqual([[EASTMARSH, true, new Date('2026-11-27T00:00:00Z')]]);
    // Said otherwise before anybody looked: still the answer.
    const again = await submit(asked + 1);
    expect(await waits()).toEqual([[EASTMARSH, true, house.clock.now()]]);
    await check({ version: again });
    expect(await waits()).toEqual([]);
    await submit(again + 1);
    expect(await waits()).toEqual([[EASTMARSH, false, house.clock.now()]]);
    // Whoever came to have an interest in the school looks after it by name alone.
    await house.beyond(
      `set session_replication_role = replica; insert into identity.interest (id, area_id, person_id, kind, urn, from_on)
       select gen_random_uuid(), area_id, id, 'family', '${EASTMARSH}', '2026-11-01' from identity.person where name = 'The broker'`,
      null,
    );
    expect(await waits()).toEqual([]);
  });

  it('tells the head by a mail of its own that there is a question, and nothing of it', async () => {
    await lookedAfter();
    const mails = () =>
      house.house.asSuperuser<Record<string, unknown>>(
        `select p.name, m.kind, m.tasks, m.path, m.about, m.link_id, m.quiet, m.not_before from platform.mail m
         join identity.person p on p.id = m.person_id where m.kind = 'urgent' order by m.put_at`,
      );
    await check();
    expect(await mails()).toEqual([]);
    // Sent on Wednesday evening: nobody's telephone rings before Thursday morning.
    house.clock.set(new Date('2026-11-25T20:30:00Z'));
    const version = await check({ version: await submit(2), outcome: 'queried', question: WORDS });
    const task = { reference: 'Declaration 2026/27', due: null, why: 'declaration_asked' };
    expect(await mails()).toEqual([
      {
        ...{ name: 'The asker', kind: 'urgent', tasks: [task], path: `/my-school?school=${EASTMARSH}` },
        ...{ about: [`Declaration 2026/27 of ${EASTMARSH}`], link_id: null, quiet: 'school' },
        not_before: new Date('2026-11-26T07:00:00Z'),
      },
    ]);
    expect(JSON.stringify(await mails())).not.toContain('reading lead');
    await submit(version);
    await check({ version: version + 1, outcome: 'queried', question: WORDS });
    expect(await mails()).toHaveLength(2);
  });

  it('holds for that word alone: not for one sent since, and not past its year', async () => {
    await lookedAfter();
    await check();
    await submit(2);
    await expect(check({ version: 2 })).rejects.toThrow(StaleVersion);
    expect(await read()).toMatchObject({ state: 'submitted', check: null });
    await check({ version: 3 });
    house.clock.set(new Date('2027-09-02T09:00:00Z'));
    expect(await house.get(StaleDeclarations).execute(NORTH)).toBe(1);
    const confirmed = await house.asking('broker', (tx) =>
      house.get(Declarations).confirmed(tx, [EASTMARSH]),
    );
    expect([...confirmed]).toEqual([]);
    await expect(check({ version: 5 })).rejects.toThrow(RuleBroken);
  });

  it('is refused by the database to who has an interest in the school, and without a name (I-4)', async () => {
    const by = (who: Persona): Promise<unknown> =>
      house.raw(
        `update profiles.declaration set state = 'confirmed', checked_at = now(), checked_by = '${house.ids.get(who) ?? ''}' returning 1`,
      );
    await expect(by('interestedBroker')).rejects.toMatchObject({ code: 'TR001' });
    await expect(
      house.raw(`update profiles.declaration set state = 'confirmed' returning 1`),
    ).rejects.toMatchObject({ code: '23514' });
  });
});
