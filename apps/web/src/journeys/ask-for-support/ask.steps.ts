import type { FieldError } from '@app/kernel';
import type { FormValues } from '../../layout/answers.js';

/** The questions in their order, each with its fields. `check` asks nothing itself. */
export const STEPS = {
  what: ['school', 'theme', 'theme2', 'theme3', 'keyStages'],
  words: ['outcome', 'send', 'tried'],
  time: ['soon', 'days', 'from', 'to', 'modes', 'travel'],
  who: ['approach', 'schools'],
  check: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Step = keyof typeof STEPS;

const ORDER = Object.keys(STEPS) as Step[];

export function asStep(text: string): Step | null {
  return ORDER.find((step) => step === text) ?? null;
}

export function stepBefore(step: Step): Step | null {
  return ORDER[ORDER.indexOf(step) - 1] ?? null;
}

export function faultsOf(step: Step, faults: readonly FieldError[]): FieldError[] {
  const fields: readonly string[] = STEPS[step];
  return faults.filter(({ path }) => fields.includes(path));
}

export interface NextStep {
  readonly step: Step;
  /** Faults of answers already given, which the page shows; none where the question is simply still open. */
  readonly faults: readonly FieldError[];
}

/** Where somebody goes who has just answered a question: to the first that is not answered well, else to check. */
export function nextStep(answered: Step, faults: readonly FieldError[]): NextStep {
  const step = ORDER.find((each) => faultsOf(each, faults).length > 0) ?? 'check';
  const wasAsked = ORDER.indexOf(step) <= ORDER.indexOf(answered);
  return { step, faults: wasAsked ? faultsOf(step, faults) : [] };
}

/** The answers to every other question, as hidden fields. */
export function carried(step: Step, values: FormValues): { name: string; value: string }[] {
  const own: readonly string[] = STEPS[step];
  return Object.entries(values).flatMap(([name, value]) => {
    if (own.includes(name) || value === undefined) return [];
    const texts: readonly string[] = typeof value === 'string' ? [value] : value;
    return texts.map((text) => ({ name, value: text }));
  });
}
