import type { SchoolUrn } from '@app/kernel';
import type { OwnDeclaration } from '@app/profiles';
import { dateInWords } from '../../layout/words.js';
import { APPETITE_WORDS, DEPTH_WORDS, EVIDENCE_WORDS } from '../declare/declare-words.js';
import { schoolName, type DatedWorld } from '../needs/need.view.js';
import { DECLARATION_TAGS, URGENCY_WORDS } from './check-words.js';

interface WordShown {
  readonly urn: SchoolUrn;
  readonly word: OwnDeclaration;
  readonly world: DatedWorld;
  /** What the address says was just done; believed only as far as it is stored. */
  readonly done: boolean;
}

export function checkPage({ urn, word, world, done }: WordShown): object {
  const school = schoolName(urn, world);
  const { state, check, version } = word;
  return {
    title: `What ${school} declared for ${word.year}`,
    ...{ urn, school, version, tag: DECLARATION_TAGS[state], check },
    backHref: `/schools/${urn}`,
    action: `/schools/${urn}/declaration`,
    sent: dateInWords(word.submittedAt),
    done: doneInWords(done, word, school),
    appetite: APPETITE_WORDS[word.appetite],
    strengths: word.strengths.map(({ theme, depth, evidence, howWeKnow, on }) => ({
      theme: world.themes.nameOf(theme),
      depth: DEPTH_WORDS[depth],
      known: EVIDENCE_WORDS[evidence],
      ...{ howWeKnow, on },
    })),
    needs: word.needs.map(({ theme, urgency, reason }) => ({
      theme: world.themes.nameOf(theme),
      urgency: URGENCY_WORDS[urgency],
      reason,
    })),
    waits: state === 'submitted',
    choices: [
      { value: 'confirmed', text: 'It holds, as far as I know the school' },
      { value: 'queried', text: 'I have a question about it' },
    ],
  };
}

function doneInWords(done: boolean, { state }: OwnDeclaration, school: string): string | null {
  if (!done) return null;
  if (state === 'confirmed') return `What ${school} declared is confirmed.`;
  return state === 'queried' ? `The head of ${school} is asked.` : null;
}
