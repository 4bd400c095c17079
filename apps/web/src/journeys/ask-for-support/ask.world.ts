import {
  halfTermsBetween,
  type Calendar,
  type FieldError,
  type HalfTermId,
  type LocalDate,
} from '@app/kernel';
import type { NeedToRaise } from '@app/profiles';
import type { Themes } from '@app/schools';
import type { FormValues } from '../../layout/answers.js';
import {
  halfDaysTyped,
  halfTermChoices,
  themeGroups,
  type Choice,
  type ThemeGroup,
} from '../needs/need-words.js';
import { listOf, textOf } from '../needs/questions.js';
import type { AskForm } from './ask.form.js';

/** What can be chosen, as it stands at this request. */
export interface AskWorld {
  readonly themes: Themes;
  readonly groups: readonly ThemeGroup[];
  readonly halfTerms: readonly Choice[];
  /** The asker's own. */
  readonly own: readonly Choice[];
  /** Those that can be named, by name. */
  readonly others: readonly Choice[];
}

export function askWorld(
  themes: Themes,
  calendar: Calendar,
  today: LocalDate,
  names: ReadonlyMap<string, string>,
  own: readonly string[],
): AskWorld {
  const all = [...names].map(([value, text]) => ({ value, text }));
  return {
    themes,
    groups: themeGroups(themes),
    halfTerms: halfTermChoices(calendar, today),
    own: own.map((value) => ({ value, text: names.get(value) ?? value })),
    others: all.filter(({ value }) => !own.includes(value)).sort((a, b) => (a.text < b.text ? -1 : 1)),
  };
}

const LONGEST_WINDOW = 12;

/** What only the area's own settings can tell of the answers; an empty answer is the form's own matter. */
export function worldFaults(values: FormValues, world: AskWorld): FieldError[] {
  const faults: FieldError[] = [];
  const say = (path: string, message: string): void => void faults.push({ path, message });
  const text = (name: string): string | undefined => textOf(values, name);
  const offered = (choices: readonly Choice[], value: string): boolean =>
    choices.some((choice) => choice.value === value);
  const school = text('school');
  if (school !== undefined && !offered(world.own, school)) say('school', 'Choose one of your own schools');
  const themes = ['theme', 'theme2', 'theme3'].map((name) => [name, text(name)] as const);
  themes.forEach(([name, id], at) => {
    if (id === undefined) return;
    const now = world.themes.successorOf(id);
    if (now) say(name, `The theme you chose is no longer in use. “${now.name}” took its place: choose again`);
    else if (!world.themes.has(id)) say(name, 'Choose a theme from the list');
    else if (themes.slice(0, at).some(([, before]) => before === id)) say(name, 'Choose each theme once');
  });
  const [from, to] = [text('from'), text('to')];
  if (from !== undefined && !offered(world.halfTerms, from)) say('from', 'Choose a half-term from the list');
  if (to !== undefined && !offered(world.halfTerms, to)) say('to', 'Choose a half-term from the list');
  else if (from !== undefined && to !== undefined && to < from)
    say('to', 'The last half-term must not be before the first');
  else if (from !== undefined && to !== undefined && isTooLong(from, to))
    say('to', 'Ask for 12 half-terms at most');
  const approach = text('approach');
  const named = listOf(values, 'schools');
  if (named.some((urn) => !offered(world.others, urn))) say('schools', 'Choose schools from the list');
  else if (approach === 'anyone' && named.length > 0)
    say('schools', 'Untick the schools, or choose “Any school but” or “Only”');
  else if ((approach === 'anyone_but' || approach === 'only') && named.length === 0)
    say('schools', 'Choose at least one school');
  return faults;
}

/** Something that was on the list when it was chosen, and is no longer. */
export function hasChanged(values: FormValues, { themes }: AskWorld): boolean {
  return ['theme', 'theme2', 'theme3'].some((name) => {
    const id = textOf(values, name);
    return id !== undefined && themes.successorOf(id) !== null;
  });
}

function isTooLong(from: string, to: string): boolean {
  return halfTermsBetween(from as HalfTermId, to as HalfTermId).length > LONGEST_WINDOW;
}

/** For the verb, which reads every field once more. */
export function asNeed(form: AskForm, school: string): NeedToRaise {
  return {
    urn: school,
    primaryTheme: form.theme ?? '',
    secondaryThemes: [form.theme2, form.theme3].filter((id) => id !== undefined),
    keyStages: form.keyStages,
    sendThread: form.send ?? '',
    priority: form.soon ?? '',
    wantedOutcome: form.outcome ?? '',
    tried: form.tried ?? null,
    halfDaysWanted: halfDaysTyped(form.days) ?? 0,
    windowFrom: form.from ?? '',
    windowTo: form.to ?? '',
    modes: form.modes,
    travelKm: form.travel === undefined ? null : Number(form.travel),
    approach: { kind: form.approach ?? '', urns: form.schools },
  };
}

/** What the verb calls a field, by what the page calls it. */
export const FIELD_NAMES: Readonly<Record<string, string>> = {
  urn: 'school',
  primaryTheme: 'theme',
  secondaryThemes: 'theme2',
  sendThread: 'send',
  priority: 'soon',
  wantedOutcome: 'outcome',
  halfDaysWanted: 'days',
  windowFrom: 'from',
  windowTo: 'to',
  travelKm: 'travel',
  'approach.kind': 'approach',
  'approach.urns': 'schools',
};
