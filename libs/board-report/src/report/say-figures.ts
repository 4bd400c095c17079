import { isHidden, type Figure, type FigureKind, type FigureOrHidden } from './figure.js';

/** A sentence: words, and figures where its numbers stand. The words hold no number of their own (I-31). */
export type Sentence = readonly (string | Figure)[];

type Asked = (kind: FigureKind) => FigureOrHidden | undefined;

/** What a hidden figure reads as. */
const HIDDEN = 'not shown';

/** What was asked for and done, of one goal, of no goal, or of all together. */
export function sayHelp(figures: ReadonlyMap<string, FigureOrHidden>, group: string): Sentence[] {
  const asked: Asked = (kind) => figures.get(`${kind}-${group}`);
  if (isNothing(asked('asked')) && isNothing(asked('begun')))
    return [['No request was made and no pairing began.']];
  return [
    requests(asked),
    ...whereAny(asked, 'met', 'Met with help from inside the area', [
      ...(['Met with help from inside the area: ', 'met_inside', ' of ', 'met', '.'] as const),
    ]),
    ...whereAny(asked, 'waited', 'Time from open to decided', [
      ...(['From open to decided, half of them within ', 'waited', ' working days.'] as const),
    ]),
    pairings(asked),
    ...whereAny(asked, 'closed', 'How they closed', [
      ...(['Of those closed, met: ', 'closed_met', ', met in part: ', 'closed_part_met'] as const),
      ...([', not met: ', 'closed_not_met', ', ended early: ', 'closed_early', '.'] as const),
    ]),
    ...whereAny(asked, 'promised', 'Days promised and given', [
      ...(['Days promised: ', 'promised', ', given so far: ', 'delivered', '.'] as const),
    ]),
    ...whereAny(asked, 'measured', 'Objectives with a measure fixed', [
      ...(['Objectives with a measure fixed: ', 'measured'] as const),
      ...([', with a later figure: ', 'measured_later', '.'] as const),
    ]),
  ];
}

/** Who takes part. */
export function sayTakingPart(figures: ReadonlyMap<string, FigureOrHidden>): Sentence {
  const asked: Asked = (kind) => figures.get(`${kind}-all`);
  const parts = ['Schools with no current link: ', 'unlinked', ' of ', 'schools', '.'];
  return said(asked, 'Schools with no current link', parts);
}

function requests(asked: Asked): Sentence {
  if (isNothing(asked('asked'))) return ['No request was made.'];
  return said(asked, 'Requests', [
    ...(['Requests: ', 'asked', '; going on: ', 'going_on', '; met: ', 'met'] as const),
    ...(['; ended without help: ', 'ended', '.'] as const),
  ]);
}

function pairings(asked: Asked): Sentence {
  if (isNothing(asked('begun'))) return ['No pairing began.'];
  const parts = ['Pairings begun: ', 'begun', '; at work: ', 'working', '; closed: ', 'closed', '.'];
  return said(asked, 'Pairings', parts);
}

/** Nothing at all where the figure is nought or there is none; one that is hidden is said to be. */
function whereAny(asked: Asked, kind: FigureKind, name: string, parts: readonly string[]): Sentence[] {
  const figure = asked(kind);
  return figure === undefined || isNothing(figure) ? [] : [said(asked, name, parts)];
}

function isNothing(figure: FigureOrHidden | undefined): boolean {
  return figure === undefined || (!isHidden(figure) && figure.value === 0 && figure.unit !== 'working_days');
}

function isShown(figure: FigureOrHidden | undefined): figure is Figure {
  return figure !== undefined && !isHidden(figure);
}

/** Words at even places, kinds of figures at odd ones. A sentence of which nothing may be shown says only that. */
function said(asked: Asked, name: string, parts: readonly string[]): Sentence {
  const kinds = parts.filter((_, at) => at % 2 === 1) as FigureKind[];
  const shown = kinds.map(asked).filter(isShown);
  if (shown.length < kinds.length && shown.every(({ value }) => value === 0)) return [`${name}: ${HIDDEN}.`];
  const sentence = parts.map((part, at) => {
    if (at % 2 === 0) return part;
    const figure = asked(part as FigureKind);
    return isShown(figure) ? figure : HIDDEN;
  });
  return sentence.reduce<(string | Figure)[]>((joined, part) => {
    const last = joined.at(-1);
    return typeof part === 'string' && typeof last === 'string'
      ? [...joined.slice(0, -1), last + part]
      : [...joined, part];
  }, []);
}
