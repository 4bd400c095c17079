import { ApproveBoardReport, CheckBoardReport, DraftBoardReport, IssueBoardReport } from '@app/board-report';
import { academicYearOf } from '@app/kernel';
import type { County } from './county.js';

/** One report of this year, counted by an adviser and issued by the chair. */
export async function seedBoardReport(county: County): Promise<void> {
  const { rooms, area } = county;
  const [adviser, chair] = [await county.as('osei'), await county.as('chair')];
  const year = academicYearOf(county.today);
  const report = await rooms.get(DraftBoardReport).execute(adviser, area, { year });
  await rooms.get(CheckBoardReport).execute(adviser, area, { report, version: 1 });
  await rooms.get(ApproveBoardReport).execute(chair, area, { report, version: 2 });
  await rooms.get(IssueBoardReport).execute(chair, area, { report, version: 3 });
}
