import type {
  Appetite,
  AskedDeclaredNeed,
  AskedTheme,
  DaysChange,
  DeclarationFilePreview,
  Depth,
  Difference,
  EvidenceKind,
  SaidDays,
  Urgency,
  WordChange,
} from '@app/profiles';
import { isResting } from '@app/profiles';
import type { SchoolUrn } from '@app/kernel';
import type { Themes } from '@app/schools';
import { APPETITE_WORDS, BAND_WORDS, DEPTH_WORDS, EVIDENCE_WORDS } from '../declare/declare-words.js';
import { halfTermInWords } from '../needs/need-words.js';

const URGENCY_WORDS: Readonly<Record<Urgency, string>> = {
  watch: 'to watch',
  this_year: 'this year',
  now: 'now',
};

export interface DeclarationFileWorld {
  readonly themes: Themes;
  readonly names: ReadonlyMap<string, string>;
  /** Schools of which the conditions of their help are known. */
  readonly offering: ReadonlySet<string>;
}

export function declarationsView(): object {
  return {
    title: 'Your declaration in a spreadsheet',
    back: { href: '/my-school', text: 'Back to my school' },
  };
}

export function declarationPreview(
  { hash, words, days, same }: DeclarationFilePreview,
  world: DeclarationFileWorld,
): object {
  const schools = [...new Set([...words, ...days].map(({ urn }) => urn))].sort();
  const ofSchool = schools.map((urn) => ({
    name: world.names.get(urn) ?? urn,
    words: words.filter((each) => each.urn === urn).map((each) => wordView(each, world)),
    days: days.filter((each) => each.urn === urn).map(daysView),
  }));
  return {
    title: 'What this file would change',
    ...{ hash, same, schools: ofSchool },
    changes: ofSchool.reduce((sum, { words: own, days: half }) => sum + linesOf(own) + half.length, 0),
  };
}

const linesOf = (words: readonly { readonly lines: readonly string[] }[]): number =>
  words.reduce((sum, { lines }) => sum + lines.length, 0);

// The preview was read by the verbs: every word in it is one of theirs.
function wordView({ urn, year, answer, strengths, needs }: WordChange, world: DeclarationFileWorld) {
  const rests = isResting(answer.now as Appetite);
  const mayBeAsked = rests || world.offering.has(urn) || !strengths.some(({ now }) => now !== null);
  return {
    year,
    lines: [
      ...(answer.was === answer.now ? [] : [answerLine(answer)]),
      ...strengths.map((each) => difference('Strength', each, (one) => strengthText(one, world.themes))),
      ...needs.map((each) => difference('Need', each, (one) => needText(one, world.themes))),
    ],
    rests,
    declareHref: mayBeAsked ? null : `/declare/${year.replace('/', '-')}?school=${urn}`,
  };
}

function answerLine({ was, now }: WordChange['answer']): string {
  const words = (each: string): string => APPETITE_WORDS[each as Appetite];
  return `Can your school support others? ${words(now)}${was === null ? '' : ` (was: ${words(was)})`}`;
}

function difference<Said>(
  what: string,
  { was, now }: Difference<Said>,
  text: (said: Said) => string,
): string {
  if (now === null) return was === null ? what : `${what} taken away: ${text(was)}`;
  return was === null ? `${what} added: ${text(now)}` : `${what} changed: ${text(now)} (was: ${text(was)})`;
}

function strengthText({ theme, depth, evidence, howWeKnow, on }: AskedTheme, themes: Themes): string {
  const known = EVIDENCE_WORDS[evidence as EvidenceKind] + (howWeKnow ? `: ${howWeKnow}` : '');
  return `${themes.nameOf(theme)}. ${DEPTH_WORDS[depth as Depth]}. ${known}${on ? `, ${on}` : ''}`;
}

function needText({ theme, urgency, reason }: AskedDeclaredNeed, themes: Themes): string {
  return `${themes.nameOf(theme)}, ${URGENCY_WORDS[urgency as Urgency]}${reason ? `. ${reason}` : ''}`;
}

function daysView({ halfTerm, was, now }: DaysChange): string {
  return `${halfTermInWords(halfTerm)}: ${daysText(now)}${was === null ? '' : ` (was: ${daysText(was)})`}`;
}

function daysText({ band, halfDays }: SaidDays): string {
  if (halfDays === null) return BAND_WORDS[band];
  return halfDays === 2 ? 'exactly 1 day' : `exactly ${String(halfDays / 2)} days`;
}

export function declarationReceipt(
  schools: readonly SchoolUrn[],
  names: ReadonlyMap<string, string>,
): object {
  return {
    title: 'Sent',
    back: { href: '/files/declarations', text: 'Back to files' },
    lines: schools.map((urn) => ({ text: names.get(urn) ?? urn, href: `/my-school?school=${urn}` })),
  };
}
