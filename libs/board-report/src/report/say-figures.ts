import { isHidden, type Figure, type FigureKind, type FigureOrHidden } from './figure.js';

/** A sentence: words, and figures where its numbers stand. The words hold no number of their own (I-31). */
export type Sentence = readonly (string | Figure)[];

type Asked = (kind: FigureKind) => FigureOrHidden | undefined;

/** What a hidden figure reads as, in the middle of a sentence. */
const HIDDEN = 'a number that is not shown';

/** What was asked for and done, of one goal, of no goal, or of all together. */
export function sayHelp(figures: ReadonlyMap<string, FigureOrHidden>, group: string): Sentence[] {
  const asked: Asked = (kind) => figures.get(`${kind}-${group}`);
  if (isNothing(asked('asked')) && isNothing(asked('begun')))
    return [['No request was made and no pairing began.']];
  return [
    requests(asked),
    ...whereAny(asked, 'met', ['Met with help from inside the area: ', 'met_inside', ' of ', 'met', '.']),
    ...whereAny(asked, 'waited', ['From open to decided, half of them within ', 'waited', ' working days.']),
    pairings(asked),
    ...whereAny(asked, 'closed', [
      ...(['Of those closed, met: ', 'closed_met', ', met in part: ', 'closed_part_met'] as const),
      ...([', not met: ', 'closed_not_met', ', ended early: ', 'closed_early', '.'] as const),
    ]),
    ...whereAny(asked, 'promised', ['Days promised: ', 'promised', ', given so far: ', 'delivered', '.']),
    ...whereAny(asked, 'measured', [
      ...(['Objectives with a measure fixed: ', 'measured'] as const),
      ...([', with a later figure: ', 'measured_later', '.'] as const),
    ]),
  ];
}

/** Who takes part. */
export function sayTakingPart(figures: ReadonlyMap<string, FigureOrHidden>): Sentence {
  const asked: Asked = (kind) => figures.get(`${kind}-all`);
  return said(asked, ['Schools with no current link: ', 'unlinked', ' of ', 'schools', '.']);
}

function requests(asked: Asked): Sentence {
  if (isNothing(asked('asked'))) return ['No request was made.'];
  return said(asked, [
    ...(['Requests: ', 'asked', '; going on ', 'going_on', ', met ', 'met'] as const),
    ...([', ended without help ', 'ended', '.'] as const),
  ]);
}

function pairings(asked: Asked): Sentence {
  if (isNothing(asked('begun'))) return ['No pairing began.'];
  return said(asked, ['Pairings begun: ', 'begun', '; at work ', 'working', ', closed ', 'closed', '.']);
}

/** Nothing at all where the figure is nought or there is none; one that is hidden is said to be. */
function whereAny(asked: Asked, kind: FigureKind, parts: readonly string[]): Sentence[] {
  const figure = asked(kind);
  return figure === undefined || isNothing(figure) ? [] : [said(asked, parts)];
}

function isNothing(figure: FigureOrHidden | undefined): boolean {
  return figure === undefined || (!isHidden(figure) && figure.value === 0 && figure.unit !== 'working_days');
}

/** Words at even places, kinds of figures at odd ones. A sentence of which nothing may be shown says only that. */
function said(asked: Asked, parts: readonly string[]): Sentence {
  const sentence = parts.map((part, at) => {
    if (at % 2 === 0) return part;
    const figure = asked(part as FigureKind);
    return figure === undefined || isHidden(figure) ? HIDDEN : figure;
  });
  return sentence.reduce<(string | Figure)[]>((joined, part) => {
    const last = joined.at(-1);
    return typeof part === 'string' && typeof last === 'string'
      ? [...joined.slice(0, -1), last + part]
      : [...joined, part];
  }, []);
}
