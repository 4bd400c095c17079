import type { AcademicYearId, LocalDate, SchoolUrn } from '@app/kernel';
import type { Themes } from '@app/schools';
import type { OwnDeclaration } from '../declaration/declarations.query.js';
import type { AskedDeclaredNeed } from '../declaration/read-declaration.js';
import type { DeclarationToSubmit } from '../declaration/submit-declaration.js';
import { said, themeIdOf, wordOf } from '../file/sheet-cells.js';
import type { OfferedTheme } from '../offer/offered-theme.js';
import type { AskedTheme } from '../offer/read-offered-themes.js';
import type { DeclarationCells, DeclarationColumn } from './declaration-sheet.js';
import type { WordLines } from './read-lines.js';

/** One theme of which a file says something else than is stored; null where it is not there. */
export interface Difference<Said> {
  readonly was: Said | null;
  readonly now: Said | null;
}

export interface WordChange {
  readonly urn: SchoolUrn;
  readonly year: AcademicYearId;
  /** How many lines of the file say something else than is stored. */
  readonly lines: number;
  readonly answer: { readonly was: string | null; readonly now: string };
  readonly strengths: readonly Difference<AskedTheme>[];
  readonly needs: readonly Difference<AskedDeclaredNeed>[];
  readonly asked: DeclarationToSubmit;
}

export interface StoredWord {
  /** Of that year; null where it is still to come. */
  readonly now: OwnDeclaration | null;
  /** The same, or the year before, with which the template is filled in. */
  readonly last: Pick<OwnDeclaration, 'strengths' | 'needs'>;
}

/**
 * What a file would change of a school's word: null where it says what is stored. Strengths that it leaves out altogether
 * stand as they are, and so do needs; those of which it has some are all that there are to be.
 */
export function changeOfWord(
  { urn, year, answer, strengths, needs }: WordLines,
  { now, last }: StoredWord,
  world: { readonly themes: Themes; readonly today: LocalDate },
): WordChange | null {
  const asked = {
    strengths: strengths.map(({ cells }) => strengthIn(cells, last.strengths, world)),
    needs: needs.map(({ cells }) => needIn(cells, world.themes)),
  };
  const appetite = wordOf(answer.cells.Answer);
  const change = {
    answer: { was: now?.appetite ?? null, now: appetite },
    strengths: strengths.length === 0 ? [] : differences(last.strengths, asked.strengths, sameStrength),
    needs: needs.length === 0 ? [] : differences(last.needs, asked.needs, sameNeed),
  };
  if (appetite === (now?.appetite ?? '') && change.strengths.length + change.needs.length === 0) return null;
  return {
    ...{ urn, year, lines: linesOf(change), ...change },
    asked: {
      ...{ urn, year, version: now?.version ?? null, appetite },
      ...(strengths.length === 0 ? {} : { strengths: asked.strengths }),
      ...(needs.length === 0 ? {} : { needs: asked.needs }),
    },
  };
}

function linesOf({ answer, strengths, needs }: Pick<WordChange, 'answer' | 'strengths' | 'needs'>): number {
  const said = [...strengths, ...needs].filter(({ now }) => now !== null).length;
  return said + (answer.was === answer.now ? 0 : 1);
}

function strengthIn(
  cells: DeclarationCells,
  stored: readonly OfferedTheme[],
  { themes, today }: { readonly themes: Themes; readonly today: LocalDate },
): AskedTheme {
  const asked = {
    theme: themeIdOf(cells.Theme, themes),
    depth: wordOf(cells['How deep']),
    evidence: cells['Known from'] === '' ? 'declared' : wordOf(cells['Known from']),
    howWeKnow: cells['How you know'] === '' ? null : cells['How you know'],
  };
  if (cells.Date !== '' || asked.evidence !== 'declared') return { ...asked, on: cells.Date };
  // A word of one's own without its day was said on the day that is stored, or else today.
  const known = stored.find((each) => sameStrength({ ...asked, on: each.on }, each));
  return { ...asked, on: known?.on ?? today };
}

function needIn(cells: DeclarationCells, themes: Themes): AskedDeclaredNeed {
  const reason = cells.Reason === '' ? null : cells.Reason;
  return { theme: themeIdOf(cells.Theme, themes), urgency: wordOf(cells['How soon']), reason };
}

const sameStrength = (one: AskedTheme, other: AskedTheme): boolean =>
  one.theme === other.theme &&
  one.depth === other.depth &&
  one.evidence === other.evidence &&
  said(one.howWeKnow ?? '') === said(other.howWeKnow ?? '') &&
  one.on === other.on;

const sameNeed = (one: AskedDeclaredNeed, other: AskedDeclaredNeed): boolean =>
  one.theme === other.theme &&
  one.urgency === other.urgency &&
  said(one.reason ?? '') === said(other.reason ?? '');

function differences<Said extends { readonly theme: string }>(
  was: readonly Said[],
  now: readonly Said[],
  same: (one: Said, other: Said) => boolean,
): Difference<Said>[] {
  const [before, after] = [was, now].map((all) => new Map(all.map((each) => [each.theme, each])));
  const themes = [...new Set([...now, ...was].map(({ theme }) => theme))];
  return themes
    .map((theme) => ({ was: before?.get(theme) ?? null, now: after?.get(theme) ?? null }))
    .filter((each) => each.was === null || each.now === null || !same(each.was, each.now));
}

const CELL_OF: Readonly<Record<string, DeclarationColumn>> = {
  ...{ theme: 'Theme', depth: 'How deep', evidence: 'Known from', howWeKnow: 'How you know', on: 'Date' },
  ...{ urgency: 'How soon', reason: 'Reason' },
};

/** Where in the file stands what the verb calls a field. */
export function placeOfWord(lines: WordLines, path: string): { row: number; column: DeclarationColumn } {
  const [of = '', at = '0', field = 'theme'] = path.split('.');
  const line = of === 'strengths' || of === 'needs' ? lines[of][Number(at)] : undefined;
  if (line !== undefined) return { row: line.row, column: CELL_OF[field] ?? 'Theme' };
  return { row: lines.answer.row, column: of === 'urn' ? 'URN' : 'Answer' };
}
