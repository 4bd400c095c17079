import { AdoptBoardGoal, DraftBoardGoal, ReviewBoardGoal, type GoalWords } from '@app/board-report';
import { academicYearOf, addDays, type LocalDate } from '@app/kernel';
import type { County } from './county.js';

type Told = Pick<GoalWords, 'name' | 'wording' | 'aim' | 'owner' | 'measures'> & { readonly goal: string };

const LAST_YEAR: Told = {
  ...{ goal: '1', name: 'All students benefit', owner: 'The chair', measures: ['absence.overall'] },
  ...{ wording: 'Every pupil comes to school', aim: 'Absence lower than the year before' },
};

const THIS_YEAR: readonly Told[] = [
  {
    ...{ goal: '1', name: 'All students benefit', owner: 'The chair' },
    ...{ wording: 'Every pupil is in school, and few are sent out of it' },
    ...{ aim: 'persistent absence lower each year', measures: ['absence.overall', 'absence.persistent'] },
  },
  {
    ...{ goal: '2', name: 'Closing gaps', owner: 'The deputy chair' },
    ...{ wording: 'Disadvantaged pupils and pupils with SEND do as well as others' },
    ...{ aim: 'the gap smaller, and nobody’s results lower' },
    measures: ['ks4.gap_attainment_8', 'ks4.basics_95'],
  },
  {
    ...{ goal: '3', name: 'Teaching and leadership', owner: 'The member for primary schools' },
    ...{ wording: 'Good people come, stay and learn from each other', measures: [] },
    aim: 'no school without a link to another',
  },
  {
    ...{ goal: '4', name: 'Rich, consistent curriculum', owner: 'The member for secondary schools' },
    ...{ wording: 'A pupil’s subject or set does not decide how well they are taught', measures: [] },
    aim: 'less spread between the subjects of a school',
  },
];

/** The administrator writes them for the Board, the chair records what it adopted; last year’s first goal is looked back on. */
export async function seedBoardGoals(county: County): Promise<void> {
  const { rooms, area, today } = county;
  county.goTo(48);
  await adopted(county, LAST_YEAR, 'Autumn meeting of the year before', addDays(today, -410));
  for (const told of THIS_YEAR)
    await adopted(county, told, 'Autumn meeting of the Board', addDays(today, -48));
  const note = 'Absence fell, persistent absence did not: the new wording names both.';
  const chair = await county.as('chair');
  await rooms.get(ReviewBoardGoal).execute(chair, area, { goal: 'G1-001', version: 2, note });
}

async function adopted(county: County, told: Told, meeting: string, on: LocalDate): Promise<void> {
  const { rooms, area } = county;
  const year = academicYearOf(on);
  const words = { ...told, fromYear: year, toYear: year };
  const goal = await rooms.get(DraftBoardGoal).execute(await county.as('administrator'), area, words);
  const chair = await county.as('chair');
  await rooms.get(AdoptBoardGoal).execute(chair, area, { goal, version: 1, meeting, on });
}
