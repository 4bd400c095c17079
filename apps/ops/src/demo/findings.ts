import { AnswerFinding, CloseFinding, GiveOpinion, OpenFinding } from '@app/assurance';
import { Pairings } from '@app/brokerage';
import { UnitOfWork } from '@app/platform';
import type { County } from './county.js';

/** One question that waits for its answer, about work that goes on; one about work that is over, closed. */
export async function seedFindings(county: County): Promise<void> {
  const { rooms, area } = county;
  const [officer, chair] = [await county.as('officer'), await county.as('chair')];
  const lines = await rooms
    .get(UnitOfWork)
    .run(officer, area, (tx) => rooms.get(Pairings).list(tx, { over: true }));
  const pairing = (number: string): string =>
    lines.find(({ reference }) => reference.endsWith(number))?.reference ?? '';
  const ended = await rooms.get(OpenFinding).execute(officer, area, {
    sample: pairing('-001'),
    question: 'Five weeks of calls by tutors: which of the promised half-days were spent on it?',
  });
  await rooms.get(AnswerFinding).execute(chair, area, {
    ...{ finding: ended, version: 1 },
    answer: 'All that were promised. The ledger shows them beside the visit that was recorded.',
  });
  await rooms.get(GiveOpinion).execute(officer, area, {
    ...{ finding: ended, version: 2 },
    opinion: 'The ledger and the record of the visit agree. Nothing further is asked.',
  });
  await rooms.get(CloseFinding).execute(officer, area, { finding: ended, version: 3 });
  await rooms.get(OpenFinding).execute(officer, area, {
    sample: pairing('-003'),
    question: 'What was weighed when this school was asked to support, and who else could have been?',
  });
}
