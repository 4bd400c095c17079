import {
  isResting,
  APPETITES,
  BANDS,
  bandOf,
  DEPTHS,
  EVIDENCE_KINDS,
  KEY_STAGES,
  MODES,
  PAUSE_KINDS,
  type Appetite,
} from '@app/profiles';
import { parseLocalDate, type FieldError } from '@app/kernel';
import type { FormValues } from '../../layout/answers.js';
import { halfDaysTyped } from '../needs/need-words.js';
import { listOf, textOf } from '../needs/questions.js';
import { BAND_WORDS } from './declare-words.js';
import { STRENGTH_ROWS } from './declare.form.js';
import type { DeclareWorld } from './declare.world.js';

type Say = (path: string, message: string) => void;

const LONGEST = { pauseWords: 1_000, how: 1_000, people: 500, conditions: 2_000 } as const;

/** What is wrong with the answers, in the order of the pages. A school that rests is asked nothing further. */
export function declareFaults(values: FormValues, world: DeclareWorld): FieldError[] {
  const faults: FieldError[] = [];
  const say: Say = (path, message) => void faults.push({ path, message });
  helpFaults(values, say);
  if (rests(values)) return faults;
  strengthFaults(values, world, say);
  daysFaults(values, world, say);
  conditionFaults(values, world, say);
  return faults;
}

/** `true` of an answer that says no for now. */
export function rests(values: FormValues): boolean {
  const appetite = APPETITES.find((each) => each === textOf(values, 'appetite'));
  return appetite !== undefined && isResting(appetite satisfies Appetite);
}

function helpFaults(values: FormValues, say: Say): void {
  const [appetite, kind, words] = ['appetite', 'pauseKind', 'pauseWords'].map((name) => textOf(values, name));
  if (!isOneOf(APPETITES, appetite)) say('appetite', 'Choose whether your school can support others');
  if (!rests(values)) return;
  if (kind !== undefined && !isOneOf(PAUSE_KINDS, kind)) say('pauseKind', 'Choose a reason from the list');
  else if (kind === undefined && words !== undefined) say('pauseKind', 'Choose which reason it is');
  if (kind === 'other' && words === undefined) say('pauseWords', 'Enter the reason');
  tooLong(values, 'pauseWords', 'the reason', LONGEST.pauseWords, say);
}

/** Rows that the school has written something into. */
export function filledRows(values: FormValues): number[] {
  return STRENGTH_ROWS.filter((row) =>
    ['theme', 'depth', 'how', 'on'].some((field) => textOf(values, `${field}${String(row)}`) !== undefined),
  );
}

function strengthFaults(values: FormValues, { themes, today }: DeclareWorld, say: Say): void {
  const rows = filledRows(values);
  if (rows.length === 0) say('theme1', 'Choose at least one strength');
  const before = new Set<string>();
  for (const row of rows) {
    const n = String(row);
    const [theme, depth, evidence, how, on] = ['theme', 'depth', 'evidence', 'how', 'on'].map((field) => ({
      path: `${field}${String(row)}`,
      text: textOf(values, `${field}${String(row)}`),
    })) as [Typed, Typed, Typed, Typed, Typed];
    if (theme.text === undefined || !themes.has(theme.text))
      say(theme.path, `Choose the theme of strength ${n}`);
    else if (before.has(theme.text)) say(theme.path, `Choose each theme once: strength ${n} repeats one`);
    before.add(theme.text ?? '');
    if (!isOneOf(DEPTHS, depth.text))
      say(depth.path, `Choose what you can do for another school with strength ${n}`);
    if (!isOneOf(EVIDENCE_KINDS, evidence.text ?? 'declared'))
      say(evidence.path, `Choose how you know of strength ${n} from the list`);
    const isOwnWord = (evidence.text ?? 'declared') === 'declared';
    if (!isOwnWord && how.text === undefined)
      say(how.path, `Enter which visit, review or data shows strength ${n}`);
    tooLong(values, how.path, `how you know of strength ${n}`, LONGEST.how, say);
    const day = on.text === undefined ? null : parseLocalDate(on.text);
    if (on.text === undefined && !isOwnWord)
      say(on.path, `Enter the date of what shows strength ${n}, like 2026-06-30`);
    else if (on.text !== undefined && day === null)
      say(on.path, `Write the date of strength ${n} like 2026-06-30`);
    else if (day !== null && day > today) say(on.path, `The date of strength ${n} has not come yet`);
  }
}

interface Typed {
  readonly path: string;
  readonly text: string | undefined;
}

function daysFaults(values: FormValues, { halfTerms }: DeclareWorld, say: Say): void {
  for (const { n, name } of halfTerms) {
    const band = textOf(values, `band${String(n)}`);
    const exact = textOf(values, `exact${String(n)}`);
    const halfDays = halfDaysTyped(exact);
    if (!isOneOf(BANDS, band)) say(`band${String(n)}`, `Choose how many days you have in ${name}`);
    if (exact === undefined) continue;
    if (halfDays === null || halfDays > 400)
      say(`exact${String(n)}`, `Days in ${name} must be between 0 and 200, in whole or half days, like 2.5`);
    else if (band === 'ask_me')
      say(`exact${String(n)}`, `Leave the exact days of ${name} empty where you want to be asked`);
    else if (isOneOf(BANDS, band) && bandOf(halfDays) !== band)
      say(
        `exact${String(n)}`,
        `${exact} in ${name} belongs to “${BAND_WORDS[bandOf(halfDays)]}”: change one of the two`,
      );
  }
}

function conditionFaults(values: FormValues, { others }: DeclareWorld, say: Say): void {
  tooLong(values, 'people', 'who would do it', LONGEST.people, say);
  const stages = listOf(values, 'keyStages');
  if (stages.length === 0 || !stages.every((each) => isOneOf(KEY_STAGES, each)))
    say('keyStages', 'Choose at least one key stage');
  const modes = listOf(values, 'modes');
  if (modes.length === 0 || !modes.every((each) => isOneOf(MODES, each)))
    say('modes', 'Choose how you would like to work together');
  const [travel, partners] = ['travel', 'partners'].map((name) => textOf(values, name));
  if (travel !== undefined && !isWhole(travel, 1, 500))
    say('travel', 'Furthest travel must be a whole number of kilometres between 1 and 500');
  if (partners === undefined || !isWhole(partners, 1, 20))
    say('partners', 'Schools at once must be a whole number between 1 and 20');
  if (listOf(values, 'notWith').some((urn) => !others.some(({ value }) => value === urn)))
    say('notWith', 'Choose schools from the list');
  else if (listOf(values, 'notWith').length > 50) say('notWith', 'Choose 50 schools or fewer');
  tooLong(values, 'conditions', 'your conditions', LONGEST.conditions, say);
}

function isOneOf<Word extends string>(words: readonly Word[], text: string | undefined): text is Word {
  return words.some((word) => word === text);
}

function isWhole(text: string, least: number, most: number): boolean {
  return /^[0-9]{1,4}$/.test(text) && Number(text) >= least && Number(text) <= most;
}

function tooLong(values: FormValues, name: string, what: string, most: number, say: Say): void {
  if ([...(textOf(values, name) ?? '')].length > most)
    say(
      name,
      `Keep ${what} to ${most === 500 ? '500' : most === 1_000 ? '1,000' : '2,000'} characters or fewer`,
    );
}
