import type { ChangeView, NobodyView, WhyNotSchoolView, WhyNotView } from '@app/brokerage';
import type { SchoolUrn } from '@app/kernel';
import { PART_WORDS } from '@app/matching';
import { countInWords, pointsInWords } from '../../layout/words.js';

/** Changes whose sentence begins with the school itself: after them it is "it". */
const ITS_OWN: readonly ChangeView['kind'][] = [
  'days',
  'supporter_travel',
  'supporter_mode',
  'depth',
  'evidence',
];

/** `If Quarry Lane School had 2 days more in spring 1, it would be listed first.` */
export function changeInWords({ kind, if: condition }: ChangeView, name: string, then: string): string {
  const who = ITS_OWN.includes(kind) ? 'it' : name;
  return `${condition.charAt(0).toUpperCase()}${condition.slice(1)}, ${who} would be ${then}.`;
}

/** One line for each of the next ones: the first of its changes, which is the nearest to what schools decide themselves. */
export function nextInWords(next: readonly WhyNotView[]): string[] {
  return next.map(({ name, toBeFirst, behindBy, because }) => {
    const [change] = toBeFirst;
    if (change) return changeInWords(change, name, 'listed first');
    if (because.length > 0) return `${name}: ${because.map(({ sentence }) => sentence).join(' ')}`;
    const points = behindBy === null ? '' : ` It is ${pointsInWords(behindBy)} points of 100 behind.`;
    return `No single change would list ${name} first.${points}`;
  });
}

/** Why nobody, or too few, in the plan of the run. */
export function nobodyInWords({ sentence, without }: NobodyView): string[] {
  return [sentence, ...(without === null ? [] : [without])];
}

export interface WhyNotAnswer {
  readonly heading: string;
  readonly facts: readonly string[];
  readonly reasons: readonly string[];
  readonly apart: readonly { readonly part: string; readonly points: string }[];
  /** What one change alone would do, each tried. */
  readonly changes: readonly string[];
  readonly href: string;
}

const HEADINGS: Readonly<Record<WhyNotView['standing'], (name: string) => string>> = {
  first: (name) => `${name} is listed first`,
  behind: (name) => `${name} is listed, and not first`,
  held: (name) => `${name} is listed, and may not be proposed yet`,
  refused: (name) => `${name} is not listed`,
};

export function whyNotAnswer(why: WhyNotView): WhyNotAnswer {
  const { urn, name, standing, place, points, behindBy, because, apart, toBeFirst, toBeListed } = why;
  return {
    heading: HEADINGS[standing](name),
    facts: [
      ...(place === null || standing === 'held' ? [] : [`Place ${String(place)}`]),
      ...(points === null ? [] : [`${pointsInWords(points)} of 100`]),
      ...(behindBy === null || standing === 'first' || behindBy === 0
        ? []
        : [`${pointsInWords(behindBy)} behind the first`]),
    ],
    reasons: because.map(({ sentence }) => sentence),
    apart: standing === 'first' ? [] : apart.map(apartInWords),
    changes: [
      ...toBeListed.map((change) => changeInWords(change, name, 'listed')),
      ...toBeFirst.map((change) => changeInWords(change, name, 'listed first')),
    ],
    href: `/schools/${urn}`,
  };
}

function apartInWords({ part, points }: WhyNotView['apart'][number]): WhyNotAnswer['apart'][number] {
  const words = pointsInWords(Math.abs(points));
  return { part: PART_WORDS[part], points: points > 0 ? `${words} fewer` : `${words} more` };
}

export interface WhyNotPage {
  readonly title: string;
  readonly reference: string;
  readonly here: string;
  readonly back: { readonly href: string; readonly text: string };
  readonly schools: readonly { readonly value: string; readonly text: string; readonly selected: boolean }[];
  readonly count: string;
  readonly run: string | null;
  readonly answer: WhyNotAnswer | null;
}

export function whyNotPage(
  need: { readonly reference: string; readonly urn: SchoolUrn },
  names: ReadonlyMap<SchoolUrn, string>,
  why: WhyNotSchoolView | null,
): WhyNotPage {
  const above = `/needs/${need.reference}/candidates`;
  const schools = [...names]
    .filter(([urn]) => urn !== need.urn)
    .map(([value, text]) => ({ value, text, selected: value === why?.urn }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
  return {
    title: `Why not another school for ${names.get(need.urn) ?? `School ${need.urn}`}`,
    reference: need.reference,
    here: `${above}/why-not`,
    back: { href: above, text: 'Back to who could help' },
    schools,
    count: countInWords(schools.length, 'school', 'schools'),
    run: why?.run ?? null,
    answer: why && whyNotAnswer(why),
  };
}
