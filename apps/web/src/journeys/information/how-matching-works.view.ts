import { pointsInWords } from '../../layout/words.js';
import type { PublishedPolicy } from './published-policy.js';

export interface HowMatchingWorksView {
  readonly title: string;
  readonly parts: readonly { readonly name: string; readonly outOf: string; readonly how: string }[];
  readonly total: string;
}

/** One line a part, in the words of the person who is matched by it. */
const PARTS: Readonly<Record<string, { name: string; how: string }>> = {
  themeFit: {
    name: 'Theme fit',
    how: 'How closely the strength offered answers what was asked for, how it is known (a review or an adviser’s visit counts more than a school’s own word), and how recent that is.',
  },
  similarContext: {
    name: 'Similar context',
    how: 'How alike the two schools’ pupils are: prior attainment, disadvantage, special educational needs, English as an additional language, mobility and size. Where a figure is not published, the part says “not known”.',
  },
  keyStages: {
    name: 'Key stages and setting',
    how: 'The share of the key stages asked for that the supporting school teaches. Special schools and other settings are compared like with like.',
  },
  freeCapacity: {
    name: 'Free capacity',
    how: 'The days the supporting school would still have free afterwards.',
  },
  reach: {
    name: 'Reach',
    how: 'The distance in a straight line. Full points up to 10 kilometres, none at the furthest the school said it would travel.',
  },
  mode: {
    name: 'Way of working',
    how: 'Whether the way of working asked for (in person, remote, or both) is the one offered.',
  },
  fairShare: {
    name: 'Fair share',
    how: 'Schools that were asked little this year come before those that were asked often.',
  },
  trackRecord: {
    name: 'Track record',
    how: 'Nothing for anyone until five evaluated pairings can be looked at together. One pairing proves nothing.',
  },
};

/** Policy files may write `theme_fit`; both name the same part. */
const ALSO: Readonly<Record<string, string>> = {
  context: 'similarContext',
  keyStage: 'keyStages',
  keyStageAndSetting: 'keyStages',
  capacity: 'freeCapacity',
};

export function howMatchingWorks(policy: PublishedPolicy): HowMatchingWorksView {
  const weights = Object.entries(policy.weights);
  return {
    title: 'How matching works',
    parts: weights.map(([key, points]) => ({ ...wordsFor(key), outOf: pointsInWords(points) })),
    total: pointsInWords(weights.reduce((sum, [, points]) => sum + points, 0)),
  };
}

function wordsFor(key: string): { name: string; how: string } {
  const camel = key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const found = PARTS[ALSO[camel] ?? camel];
  // A part nobody can explain must not be used on schools: stop rather than print a key.
  if (!found) throw new Error(`The matching policy has a part that no page explains: ${key}`);
  return found;
}
