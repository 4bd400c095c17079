import type { AgendaToDraft, AgendaToVary, AskedObjective } from '@app/brokerage';
import { BadInput, type FieldError } from '@app/kernel';
import { COMPARED_MEASURES } from '@app/schools';
import { faultsOf, maybe, number, oneOf, readBody, text, type Field } from '../door/fields.js';

/** Read on their own, so that a fault names the field inside. */
const apart: Field = () => null;
const list: Field = (value) =>
  Array.isArray(value) && value.length <= 20 ? null : 'Send a list of at most three objectives';

export const AGENDA_SHAPE = {
  ...{ purpose: text, inclusion: text, exitRule: text, confidentiality: text },
  ...{ cadenceDays: number, objectives: list },
};

export const OBJECTIVE_SHAPE = {
  ...{ aim: text, measure: text, baseline: text, target: text, due: text },
  ...{ measureId: maybe(oneOf(COMPARED_MEASURES)), figure: apart },
};

/** A number or a symbol, of how many, when and from where: as an agenda is given. */
export const FIGURE_SHAPE = {
  ...{ value: maybe(number), symbol: maybe(text), of: maybe(number), period: text, source: text },
};

/** A figure as the API takes it: number or symbol, of how many, for when, from where. */
export interface AskedFigure {
  readonly value?: number | null;
  readonly symbol?: string | null;
  readonly of?: number | null;
  readonly period: string;
  readonly source: string;
}

export type ObjectiveSent = Omit<AskedObjective, 'figure' | 'of' | 'period' | 'source'> & {
  readonly figure?: AskedFigure | null;
};

export type AskedAgenda = Omit<AgendaToDraft, 'pairing' | 'version'>;

/** An agenda in place of the one in force, and why. */
export const CHANGE_SHAPE = { ...AGENDA_SHAPE, reason: text };

export type AskedChange = AskedAgenda & Pick<AgendaToVary, 'reason'>;

export function readChange(body: unknown): AskedChange {
  const { objectives, ...asked } = readBody<
    Omit<AskedChange, 'objectives'> & { objectives: ObjectiveSent[] }
  >(body, CHANGE_SHAPE);
  return { ...asked, objectives: objectivesAsWritten(objectives) };
}

export const DECLINE_SHAPE = { words: text };

export function readAgenda(body: unknown): AskedAgenda {
  const { objectives, ...asked } = readBody<
    Omit<AskedAgenda, 'objectives'> & { objectives: ObjectiveSent[] }
  >(body, AGENDA_SHAPE);
  return { ...asked, objectives: objectivesAsWritten(objectives) };
}

/** @throws BadInput naming each fault inside. */
export function objectivesAsWritten(objectives: readonly ObjectiveSent[]): AskedObjective[] {
  const errors = objectives.flatMap((each, at) => faultsInside(each, `objectives.${String(at)}`));
  if (errors.length > 0) throw new BadInput(errors.slice(0, 20));
  return objectives.map(asWritten);
}

function faultsInside(objective: ObjectiveSent, path: string): FieldError[] {
  const faults = faultsOf(objective, OBJECTIVE_SHAPE, path);
  if (faults.length > 0) return faults;
  const { figure } = objective;
  return figure === undefined || figure === null ? [] : faultsOf(figure, FIGURE_SHAPE, `${path}.figure`);
}

/** The verb reads figures as heads write them. */
function asWritten({ figure, ...objective }: ObjectiveSent): AskedObjective {
  if (figure === undefined || figure === null) return objective;
  return { ...objective, ...figureAsWritten(figure) };
}

export function figureAsWritten({
  value = null,
  symbol = null,
  of = null,
  period,
  source,
}: AskedFigure): Readonly<Record<'figure' | 'period' | 'source', string> & { of: string | null }> {
  const told = [value === null ? null : String(value), symbol].filter((each) => each !== null).join(' ');
  return { figure: told, of: of === null ? null : String(of), period, source };
}

/** Where a figure's property stands in the body: a page has one box for number and symbol. */
export function insideFigure(path: string): string {
  return path.replace(
    /^(objectives[.]\d+)[.](figure|of|period|source)$/,
    (_, objective: string, box: string) => [objective, 'figure', box === 'figure' ? 'value' : box].join('.'),
  );
}
