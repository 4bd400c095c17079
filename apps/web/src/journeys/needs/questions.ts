import type { FieldError } from '@app/kernel';
import type { FormValues } from '../../layout/answers.js';

export interface NextStep<Step extends string> {
  readonly step: Step;
  /** Faults of answers already given, which the page shows; none where the question is simply still open. */
  readonly faults: readonly FieldError[];
}

/**
 * Questions in their order, each a page with its fields; the last page checks the answers and asks nothing itself. Every
 * page carries the answers to the others, so that nothing is stored before it is sent.
 */
export class Questions<Step extends string> {
  private readonly order: readonly Step[];

  constructor(private readonly fields: Readonly<Record<Step, readonly string[]>>) {
    this.order = Object.keys(fields) as Step[];
  }

  find(text: string): Step | null {
    return this.order.find((step) => step === text) ?? null;
  }

  before(step: Step): Step | null {
    return this.order[this.order.indexOf(step) - 1] ?? null;
  }

  /** Where somebody goes who has just answered a question: to the first that is not answered well, else to check. */
  next(answered: Step, faults: readonly FieldError[]): NextStep<Step> {
    const open = this.order.find((each) => this.faultsOf(each, faults).length > 0);
    if (open === undefined) return { step: this.order[this.order.length - 1] as Step, faults: [] };
    const wasAsked = this.order.indexOf(open) <= this.order.indexOf(answered);
    return { step: open, faults: wasAsked ? this.faultsOf(open, faults) : [] };
  }

  /** The answers to every other question, as hidden fields. */
  carried(step: Step, values: FormValues): { name: string; value: string }[] {
    return Object.entries(values).flatMap(([name, value]) => {
      if (this.fields[step].includes(name) || value === undefined) return [];
      const texts: readonly string[] = typeof value === 'string' ? [value] : value;
      return texts.map((text) => ({ name, value: text }));
    });
  }

  private faultsOf(step: Step, faults: readonly FieldError[]): FieldError[] {
    return faults.filter(({ path }) => this.fields[step].includes(path));
  }
}

/** One answer as text; undefined where it is empty or a list. */
export function textOf(values: FormValues, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

export function listOf(values: FormValues, name: string): readonly string[] {
  const value = values[name];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}
