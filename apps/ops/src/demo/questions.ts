import { AnswerQuestion, AskQuestion, CloseQuestion } from '@app/network';
import type { County } from './county.js';

/** One question that was answered, and one that waits. */
export async function seedQuestions(county: County): Promise<void> {
  const { rooms, area } = county;
  const [asks, answers] = [rooms.get(AskQuestion), rooms.get(AnswerQuestion)];
  const helper = await county.as('helper');
  const answered = await asks.execute(helper, area, {
    theme: 'att.persistent',
    text: 'Who has tutors call home on the first morning of an absence, and kept it going past half-term?',
  });
  await answers.execute(await county.headOf('990016'), area, {
    question: answered,
    text: 'We do, in pairs of tutors, ten minutes before registration. It held because the office makes the list and nobody calls twice in a week.',
  });
  await rooms.get(CloseQuestion).execute(helper, area, { question: answered, version: 2, helped: 1 });
  await asks.execute(await county.as('asker'), area, {
    theme: 'lea.wellbeing',
    text: 'How do you keep one meeting-free afternoon a week for heads of year?',
  });
}
