import { Client } from 'pg';
import { APairing } from '../../../../test/factories/a-closed-pairing.js';
import { NORTH, SOUTH } from '../../../../test/factories/an-area.js';
import { EASTMARSH, MARLOWE, type Persona } from '../../../../test/factories/a-brokerage-house.js';
import { CaseFiles } from '../case-file/case-files.query.js';
import { Findings } from '../finding/findings.query.js';
import { OpenFinding } from '../finding/open-finding.js';
import { BeginIntervention } from './begin-intervention.js';
import { ChangeIntervention } from './change-intervention.js';
import { EndIntervention } from './end-intervention.js';
import type { InterventionFilter, InterventionView } from './intervention.views.js';
import { Interventions } from './interventions.query.js';
import { RecordIntervention, type InterventionToRecord } from './record-intervention.js';
import { WithdrawIntervention } from './withdraw-intervention.js';

const NOTICE = {
  ...{ kind: 'warning_notice', basis: 'power', funder: 'Downland Council', pence: 125_050, halfDays: 3 },
  restsOn: 'Section 60, Education and Inspections Act 2006',
  startsOn: '2026-11-20',
} as const;
const LATER = { ...NOTICE, startsOn: '2027-01-11', endsOn: '2027-03-26' };

describe('what is done to a school by power or by agreement', () => {
  let the: APairing;

  const record = async (
    change: Partial<InterventionToRecord> = {},
    who: Persona = 'broker',
  ): Promise<string> =>
    the.house
      .get(RecordIntervention)
      .execute(await the.as(who), NORTH, { about: the.reference, ...NOTICE, ...change });
  const seen = async (named: string, who: Persona = 'officer'): Promise<InterventionView> =>
    the.house.askingAs(await the.as(who), (tx) => the.house.get(Interventions).one(tx, named));
  const listed = async (who: Persona = 'officer', filter: InterventionFilter = {}) =>
    the.house.askingAs(await the.as(who), (tx) =>
      the.house.get(Interventions).list(tx, filter, { limit: 25, offset: 0 }),
    );
  const names = async (who: Persona = 'officer', filter: InterventionFilter = {}): Promise<string[]> =>
    (await listed(who, filter)).lines.map(({ reference, state }) => `${reference} ${state}`);
  const held = async (intervention: string) => ({
    ...{ intervention, version: (await seen(intervention)).version },
  });
  const change = async (named: string, said: object, who: Persona = 'broker'): Promise<void> =>
    the.house
      .get(ChangeIntervention)
      .execute(await the.as(who), NORTH, { ...(await held(named)), ...NOTICE, ...said });
  const begin = async (named: string, begunOn = '2026-11-25', who: Persona = 'broker'): Promise<void> =>
    the.house.get(BeginIntervention).execute(await the.as(who), NORTH, { ...(await held(named)), begunOn });
  const end = async (named: string, said: object = {}, who: Persona = 'broker'): Promise<void> =>
    the.house.get(EndIntervention).execute(await the.as(who), NORTH, {
      ...{ ...(await held(named)), endedOn: '2026-11-24', outcome: 'met', cameOfIt: 'The plan is in place.' },
      ...said,
    });
  const withdraw = async (named: string, who: Persona = 'broker'): Promise<void> =>
    the.house
      .get(WithdrawIntervention)
      .execute(await the.as(who), NORTH, { ...(await held(named)), because: 'The school agreed meanwhile.' });
  const interest = (name: string, urn: string): Promise<void> =>
    the.house.raw(
      `set session_replication_role = replica; insert into identity.interest (id, area_id, person_id, kind, urn, from_on)
       select gen_random_uuid(), area_id, id, 'governor', '${urn}', '2026-01-01' from identity.person where name = '${name}'`,
    );
  const faults = async (said: Partial<InterventionToRecord>): Promise<string[]> => {
    const refusal = (await record(said).catch((error: unknown) => error)) as {
      readonly errors?: readonly { readonly path: string }[];
    };
    return (refusal.errors ?? []).map(({ path }) => path);
  };

  beforeEach(async () => {
    the = await APairing.open();
  });
  afterEach(() => the.close());

  it('says what it rests on, who funds it, what it costs, and what it led to', async () => {
    expect(await record()).toBe('I-2026-001');
    expect(await seen('I-2026-001')).toMatchObject({
      ...{ kind: 'warning_notice', basis: 'power', funder: 'Downland Council', pence: 125_050, halfDays: 3 },
      ...{ restsOn: NOTICE.restsOn, startsOn: '2026-11-20', endsOn: null, outcome: null, state: 'live' },
      about: { kind: 'pairing', reference: the.reference },
      school: { urn: EASTMARSH, name: 'Eastmarsh Academy' },
      pairings: [{ reference: the.reference, supporter: 'Marlowe School', outcome: null }],
      ...{ recorded: { by: 'The broker' }, begun: { by: 'The broker' }, changed: null, ended: null },
      can: { change: false, begin: false, end: false, withdraw: false },
    });
    expect((await seen('I-2026-001', 'broker')).can).toEqual({
      ...{ change: true, begin: false, end: true, withdraw: false },
    });
  });

  it('is planned until the day it begins, and ends with its outcome', async () => {
    const named = await record(LATER);
    expect(await names()).toEqual(['I-2026-001 planned']);
    await expect(end(named)).rejects.toMatchObject({ code: 'INTERVENTION_CANNOT_MOVE' });
    await expect(begin(named, '2026-11-26')).rejects.toMatchObject({ errors: [{ path: 'begunOn' }] });
    await begin(named, '2026-11-23');
    expect(await seen(named)).toMatchObject({ state: 'live', startsOn: '2026-11-23', endsOn: '2027-03-26' });
    for (const endedOn of ['2026-11-22', '2026-11-26', '2026-02-30'])
      await expect(end(named, { endedOn })).rejects.toMatchObject({ errors: [{ path: 'endedOn' }] });
    await expect(end(named, { outcome: 'won', cameOfIt: '' })).rejects.toMatchObject({
      errors: [{ path: 'outcome' }, { path: 'cameOfIt' }],
    });
    await end(named, { outcome: 'part_met' });
    expect(await seen(named)).toMatchObject({
      ...{ state: 'ended', endsOn: '2026-11-24', outcome: 'part_met' },
      ended: { by: 'The broker', cameOfIt: 'The plan is in place.' },
    });
    await expect(change(named, {})).rejects.toMatchObject({ code: 'INTERVENTION_CANNOT_MOVE' });
  });

  it('is withdrawn with a reason before it begins, and never after', async () => {
    const named = await record({ ...LATER, kind: 'agreed_support', basis: 'agreement' });
    await withdraw(named);
    expect(await seen(named)).toMatchObject({
      ...{ state: 'withdrawn', withdrawn: { by: 'The broker', because: 'The school agreed meanwhile.' } },
    });
    await expect(withdraw(await record())).rejects.toMatchObject({ code: 'INTERVENTION_CANNOT_MOVE' });
  });

  it('is put right while it goes on, by who saw it as it is; what it is about stands', async () => {
    const named = await record();
    await change(named, { pence: 90_000, endsOn: '2027-01-29' });
    expect(await seen(named)).toMatchObject({
      ...{ pence: 90_000, endsOn: '2027-01-29', changed: { by: 'The broker' }, version: 3 },
      about: { reference: the.reference },
    });
    await expect(change(named, { startsOn: '2026-12-01' })).rejects.toMatchObject({
      errors: [{ path: 'startsOn' }],
    });
    const stale = { intervention: named, version: 1, ...NOTICE };
    await expect(
      the.house.get(ChangeIntervention).execute(await the.as('broker'), NORTH, stale),
    ).rejects.toMatchObject({ code: 'STALE_VERSION' });
  });

  it('is refused with every field named that does not fit, and leaves nothing (V02)', async () => {
    for (const [said, fields] of [
      [{ restsOn: ' ' }, ['restsOn']],
      [{ pence: -1 }, ['pence']],
      [{ pence: 10.5, halfDays: 0.5 }, ['pence', 'halfDays']],
      [{ startsOn: '2026-11-20', endsOn: '2026-11-19' }, ['endsOn']],
      [{ kind: 'warning_notice', basis: 'agreement' }, ['basis']],
      [{ kind: 'agreed_support', basis: 'power' }, ['basis']],
      [{ kind: 'raid', funder: '' }, ['kind', 'funder']],
      [{ about: 'SP-2026-999' }, ['about']],
      [{ about: 'R-0001' }, ['about']],
      [{ about: '' }, ['about']],
    ] as const)
      expect([said, await faults(said)]).toEqual([said, fields]);
    expect((await listed()).total).toBe(0);
  });

  it('can begin from the need alone, and shows the pairing that it led to', async () => {
    const { need } = await the.seen();
    const named = await record({ about: ` ${need.toLowerCase()} `, kind: 'programme', basis: 'agreement' });
    expect(await seen(named)).toMatchObject({
      ...{ need, about: { kind: 'need', reference: need } },
      pairings: [{ reference: the.reference }],
    });
  });

  it('is listed last begun first, by state, kind, basis and funder, with what all cost together', async () => {
    await record();
    await record({
      ...LATER,
      kind: 'programme',
      basis: 'agreement',
      funder: 'The RISE programme',
      pence: 50,
    });
    expect(await names()).toEqual(['I-2026-002 planned', 'I-2026-001 live']);
    expect(await names('officer', { states: ['live'] })).toEqual(['I-2026-001 live']);
    expect(await names('officer', { kind: 'programme' })).toEqual(['I-2026-002 planned']);
    expect(await names('officer', { basis: 'power' })).toEqual(['I-2026-001 live']);
    expect(await names('officer', { funder: 'rise' })).toEqual(['I-2026-002 planned']);
    expect(await listed()).toMatchObject({ total: 2, pence: 125_100 });
  });

  describe('is for', () => {
    it('officers, who has the case in hand, and the head of the school it is for', async () => {
      await record();
      for (const who of ['officer', 'broker', 'asker'] as const) {
        expect(await names(who)).toEqual(['I-2026-001 live']);
        expect((await seen('I-2026-001', who)).reference).toBe('I-2026-001');
      }
    });

    it('nobody else: the supporting head, another broker or adviser; the chair reads none by name', async () => {
      await record();
      for (const who of ['head', 'interestedBroker', 'adviser'] as const) {
        expect(await names(who)).toEqual([]);
        await expect(seen('I-2026-001', who)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      }
      await expect(listed('chair')).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(seen('I-2026-001', 'chair')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('who has the case in hand alone to write: officers and heads read', async () => {
      await record();
      for (const who of ['officer', 'asker'] as const) {
        await expect(record({}, who)).rejects.toMatchObject({ code: 'NOT_GRANTED' });
        await expect(end('I-2026-001', {}, who)).rejects.toMatchObject({ code: 'NOT_GRANTED' });
        await expect(change('I-2026-001', {}, who)).rejects.toMatchObject({ code: 'NOT_GRANTED' });
      }
      // A reference that is not of their caseload is told apart from nothing by nobody.
      for (const who of ['interestedBroker', 'adviser', 'head'] as const)
        await expect(record({}, who)).rejects.toMatchObject({ errors: [{ path: 'about' }] });
    });

    it('nobody with an interest in either school, in raw SQL neither (I-4)', async () => {
      const named = await record();
      await interest('The broker', MARLOWE);
      expect(await names('broker')).toEqual([]);
      await expect(end(named)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(
        the.house.raw(
          `update assurance.intervention set state = 'ended', outcome = 'met', came_of_it = 'x',
           ends_on = starts_on, ended_by = recorded_by, ended_at = now()`,
        ),
      ).rejects.toMatchObject({ code: 'TR001' });
    });

    it('no other area, by row-level security alone', async () => {
      await record();
      const client = new Client({ connectionString: the.house.house.database.appUrl });
      await client.connect();
      const inArea = async (area: string): Promise<number> => {
        await client.query('begin');
        await client.query(`select set_config('app.area', $1, true)`, [area]);
        const { rowCount } = await client.query('select from assurance.intervention');
        await client.query('rollback');
        return rowCount ?? -1;
      };
      try {
        expect([await inArea(NORTH), await inArea(SOUTH)]).toEqual([1, 0]);
      } finally {
        await client.end();
      }
    });
  });

  it('stands in the database as it was written: moves, subject and what is over', async () => {
    const named = await record();
    const set = (to: string): Promise<void> =>
      the.house.raw(`update assurance.intervention set ${to}, changed_by = recorded_by, changed_at = now()`);
    await expect(set(`state = 'withdrawn'`)).rejects.toMatchObject({ code: 'TR007' });
    await expect(set(`school_urn = '${MARLOWE}'`)).rejects.toMatchObject({ code: 'TR004' });
    await expect(set(`pence = -1`)).rejects.toMatchObject({ code: '23514' });
    await end(named);
    await expect(set(`pence = 1`)).rejects.toMatchObject({ code: 'TR007' });
    await expect(the.house.raw('delete from assurance.intervention')).rejects.toMatchObject({
      code: 'TR004',
    });
  });

  it('leaves an entry in the log of the school with each step', async () => {
    const named = await record(LATER);
    await begin(named);
    await change(named, {});
    await end(named, { endedOn: '2026-11-25' });
    const acts = await the.house.house.asSuperuser<{ act: string; n: number; schools: string[] }>(
      `select act, count(*)::int as n, schools from audit.entry where act like 'intervention.%' group by act, schools order by act`,
    );
    expect(acts).toEqual([
      { act: 'intervention.end', n: 1, schools: [EASTMARSH] },
      { act: 'intervention.record', n: 3, schools: [EASTMARSH] },
    ]);
  });

  it('has its place in the case file, and an officer can ask about it', async () => {
    const named = await record();
    const { need } = await the.seen();
    const file = await the.house.askingAs(await the.as('officer'), (tx) =>
      the.house.get(CaseFiles).one(tx, need, 'Yearly audit of powers used'),
    );
    expect(file.interventions.map(({ reference }) => reference)).toEqual([named]);
    const asked = { sample: named, question: 'What was tried before the notice?' };
    const finding = await the.house.get(OpenFinding).execute(await the.as('officer'), NORTH, asked);
    for (const who of ['broker', 'asker'] as const) {
      const found = await the.house.askingAs(await the.as(who), (tx) =>
        the.house.get(Findings).one(tx, finding),
      );
      expect([found.sample, found.can.answer]).toEqual([{ kind: 'intervention', reference: named }, true]);
    }
  });
});
