import type { InformationTask } from '@app/assurance';
import { waitingOf, type Clockwork, type TodayItem } from './today.view.js';

const SAY: Readonly<Record<InformationTask['kind'], string>> = {
  prepare: 'Prepare the answer to an information request',
  comment: 'Say what you think before information that touches your school is released',
  release: 'Release or refuse what an information request asked for',
};

/** Somebody outside waits for an answer that the law dates; what they asked is read on its page. */
export function informationItems(tasks: readonly InformationTask[], at: Clockwork): TodayItem[] {
  return tasks.map((task) => ({
    ...{ href: `/foi/${task.reference}`, text: SAY[task.kind] },
    ...waitingOf(task, at, 1),
  }));
}
