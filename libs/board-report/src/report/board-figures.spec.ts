import { NORTH } from '../../../../test/factories/an-area.js';
import { BrokerageHouse, type Persona } from '../../../../test/factories/a-brokerage-house.js';
import { UnitOfWork } from '@app/platform';
import type { AcademicYearId } from '@app/kernel';
import { BoardFigures } from './board-figures.query.js';
import type { BoardPage } from './compose-page.js';
import type { Sentence } from './say-figures.js';

const YEAR = '2026/27' as AcademicYearId;
const textOf = (sentences: readonly Sentence[]): string =>
  sentences
    .flat()
    .map((part) => (typeof part === 'string' ? part : String(part.value)))
    .join('');

describe('the Board’s four goals, counted from what stands', () => {
  let house: BrokerageHouse;
  beforeEach(async () => {
    house = await BrokerageHouse.open();
  });
  afterEach(() => house.close());

  const asking = async <Answer>(
    who: Persona,
    body: (figures: BoardFigures, tx: never) => Promise<Answer>,
  ): Promise<Answer> => {
    const actor = await house.as(who);
    return house.get(UnitOfWork).run(actor, NORTH, (tx) => body(house.get(BoardFigures), tx as never));
  };
  const read = (who: Persona): Promise<BoardPage> => asking(who, (figures, tx) => figures.ofYear(tx, YEAR));
  const goal = async (key: string): Promise<string> => {
    const { goals } = await read('officer');
    return textOf(goals.find((each) => each.goal.key === key)?.said ?? []);
  };
  /** As many requests of as many schools; an area of six has no more. */
  const needs = (schools: number): Promise<void> =>
    house.raw(
      `set session_replication_role = replica;
       insert into profiles.need select (jsonb_populate_record(n, jsonb_build_object('id', gen_random_uuid(), 'reference', 'N-2026-9' || a.place, 'urn', a.urn))).*
       from profiles.need n, (select urn, lpad((row_number() over (order by urn))::text, 2, '0') as place from schools.area_school limit ${String(schools)}) a
       where n.reference = (select min(reference) from profiles.need)`,
    );

  it('say that nothing was asked for, where nothing was', async () => {
    expect(await goal('1')).toBe('No request was made and no pairing began.');
  });

  it('count nothing that would name the one school that asked', async () => {
    await house.openNeed();
    expect(await goal('1')).toContain('Requests: not shown.');
    expect(await goal('1')).not.toMatch(/[1-9]/);
  });

  it('count requests once enough schools asked, each with its records', async () => {
    await house.openNeed();
    await needs(6);
    expect(await goal('1')).toContain('Requests: 7; going on: 7; met: 0; ended without help: 0.');
    const { figure, open } = await asking('officer', (figures, tx) => figures.records(tx, YEAR, 'asked-1'));
    expect(figure.records).toHaveLength(7);
    expect(open).toEqual(figure.records);
  });

  it('leave out for a broker those of a school that the broker has an interest in', async () => {
    await house.openNeed();
    await needs(6);
    const { id } = await house.as('broker');
    await house.raw(
      `set session_replication_role = replica;
       insert into identity.interest (id, area_id, person_id, kind, urn, from_on)
       select gen_random_uuid(), area_id, id, 'governor', '990005', '2026-01-01' from identity.person where id = '${id}'`,
    );
    const { figure, open } = await asking('broker', (figures, tx) => figures.records(tx, YEAR, 'asked-1'));
    expect(figure.records).toHaveLength(7);
    // Two of that school, and one of the other school of its trust.
    expect(open).toHaveLength(4);
  });

  it('open no records of a number that is hidden', async () => {
    await house.openNeed();
    await expect(asking('officer', (figures, tx) => figures.records(tx, YEAR, 'asked-1'))).rejects.toThrow();
  });

  it('say how many schools have no current link', async () => {
    expect(textOf([(await read('officer')).takingPart])).toBe('Schools with no current link: 6 of 6.');
  });

  it('show the middle school here beside all that is published, and say where nothing is', async () => {
    const measured = async (): Promise<object> => (await read('officer')).goals[0]?.measures[0]?.here ?? {};
    expect(await measured()).toEqual({});
    await house.raw(
      `set session_replication_role = replica;
       insert into schools.published_measure (urn, measure, period, value, as_published, import_id)
       select urn, 'absence.overall', '2024/25', row_number() over (order by urn), '-', gen_random_uuid() from schools.school`,
    );
    expect(await measured()).toEqual({ period: '2024/25', median: 3.5, schools: 6 });
    const behind = await asking('chair', (figures, tx) => figures.published(tx, 'absence.overall'));
    expect([behind.period, behind.schools.map(({ value }) => value)]).toEqual([
      '2024/25',
      [1, 2, 3, 4, 5, 6],
    ]);
    await expect(
      asking('chair', (figures, tx) => figures.published(tx, 'absence.persistent')),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are for who may know the records by name; heads, the Board and its chair read what is issued', async () => {
    for (const who of ['asker', 'board', 'chair'] as const) {
      await expect(read(who)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      const behind = asking(who, (figures, tx) => figures.records(tx, YEAR, 'schools-all'));
      await expect(behind).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  });
});
