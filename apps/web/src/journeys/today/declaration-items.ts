import { recordOfWord, type WordToLookAt } from '@app/profiles';
import { schoolName, type NeedWorld } from '../needs/need.view.js';
import { waitingOf, type Clockwork, type TodayItem } from './today.view.js';

/** What schools declared, for who looks after them. No day presses; behind an answer a head waits to hear whether it will do. */
export function declarationItems(
  words: readonly WordToLookAt[],
  world: NeedWorld,
  at: Clockwork,
): TodayItem[] {
  return words.map(({ urn, year, since, answers }) => {
    const school = schoolName(urn, world);
    const waits = { reference: recordOfWord(urn, year), since, dueOn: at.today };
    return {
      href: `/schools/${urn}/declaration`,
      text: answers
        ? `Read what ${school} answered about its declaration for ${year}`
        : `Look at what ${school} declared for ${year}`,
      ...waitingOf(waits, at, answers ? 1 : 0, 'when_possible'),
      noDay: true as const,
    };
  });
}
