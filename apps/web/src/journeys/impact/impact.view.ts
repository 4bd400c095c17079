import { LEVELS, STILL_IN_USE, type EvaluationView, type ImpactView } from '@app/impact';
import { localDateOf } from '@app/kernel';
import type { SheetToWrite } from '@app/schools';
import { downloadsOf } from '../../layout/list-file.js';
import { halfDaysInWords } from '../../layout/words.js';
import { changeFigure } from './change-figure.js';
import { signedInWords } from './sign-off-words.js';
import {
  CANNOT_TELL,
  figureInWords,
  IN_USE_WORDS,
  LEVEL_QUESTIONS,
  LEVEL_WORDS,
  SIDES,
  WHICH_WORDS,
} from './impact-words.js';

/** Words first, level by level; then the figure; process counts apart. */
export function impactPage(impact: ImpactView): object {
  const { said, evaluations, sustain, process, can, closedAt, signOff } = impact;
  const own = said.find(({ side }) => side === can.sayAs);
  return {
    ...impact,
    title: `What changed at ${impact.asker.name}`,
    downloads: downloadsOf(`/pairings/${impact.reference}/impact`, {}),
    cannotTell: CANNOT_TELL,
    levels: LEVELS.map((level) => ({
      name: LEVEL_WORDS[level],
      said: said.flatMap(({ school, words }) =>
        words[level] === null ? [] : [{ school, text: words[level] }],
      ),
    })),
    silent: (['school', 'supporter'] as const)
      .filter((side) => !said.some((each) => each.side === side))
      .map((side) => SIDES[side]),
    questions: LEVELS.map((level) => ({ level, text: LEVEL_QUESTIONS[level] })),
    signed: closedAt === null || evaluations.length === 0 ? null : signedInWords(signOff),
    own: own ? { version: own.version, words: own.words } : null,
    evaluations: evaluations.map((each) => ({
      ...each,
      figure: changeFigure(
        each,
        `objective-${String(each.objective)}-${each.replaced ? `old-${String(each.agenda.number)}` : 'now'}`,
      ),
      baselineSaid: each.baseline ? figureInWords(each.baseline, each.unit) : each.baselineWords,
    })),
    current: evaluations
      .filter(({ replaced }) => !replaced)
      .map(({ id, measure }) => ({ value: id, text: measure })),
    looks: sustain.map((each) => ({
      ...{ which: each.which, name: WHICH_WORDS[each.which], dueOn: each.dueOn, state: each.state },
      ...{ words: each.words, fadeOut: each.fadeOut },
      inUse: each.stillInUse === null ? null : IN_USE_WORDS[each.stillInUse],
    })),
    inUseChoices: STILL_IN_USE.map((value) => ({ value, text: IN_USE_WORDS[value] })),
    given: `${halfDaysInWords(process.given)} of ${halfDaysInWords(process.promised)}`,
  };
}

/** Which agenda fixed it, where a change took its place. */
const replacedIn = ({ measure, replaced, agenda }: EvaluationView): string =>
  replaced
    ? `${measure} (agenda ${String(agenda.number)}, until ${localDateOf(agenda.until ?? agenda.from)})`
    : measure;

/** What the page says, line by line, for a spreadsheet. */
export function impactList(impact: ImpactView): SheetToWrite {
  const words = impact.said.flatMap(({ school, words: said }) =>
    LEVELS.flatMap((level) =>
      said[level] === null ? [] : [['Words', school, LEVEL_WORDS[level], '', '', said[level]]],
    ),
  );
  const figures = impact.evaluations.flatMap((each) =>
    changeFigure(each, 'csv').table.map(({ period, figure, of, source }) => [
      ...['Figure', replacedIn(each), period, figure, of, source],
    ]),
  );
  return {
    name: `Impact ${impact.reference}`,
    headings: ['Kind', 'Of', 'Level or period', 'Figure', 'Of how many', 'Words or source'],
    rows: [...words, ...figures],
  };
}
