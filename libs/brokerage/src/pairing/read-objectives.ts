import { addDays, type LocalDate } from '@app/kernel';
import { FieldReader } from '@app/profiles';
import { COMPARED_MEASURES, type ComparedMeasure } from '@app/schools';
import { MOST_OBJECTIVES, type Objective, type ObjectiveFigure } from './pairing.views.js';
import { readFigure } from './read-figure.js';

export interface AskedObjective {
  readonly aim?: string | null;
  readonly measure?: string | null;
  readonly baseline?: string | null;
  readonly target?: string | null;
  readonly due?: string | null;
  /** One of the published measures that can get better. */
  readonly measureId?: string | null;
  /** A number or a symbol; then period and source are asked for too. */
  readonly figure?: string | null;
  readonly of?: string | null;
  readonly period?: string | null;
  readonly source?: string | null;
}

const YEARS = 3;

/** An objective of which nothing was filled in is none. */
export function readObjectives(
  reader: FieldReader,
  asked: readonly AskedObjective[],
  today: LocalDate,
): Objective[] {
  const filled = asked
    .map((each, at) => ({ each, path: `objectives.${String(at + 1)}` }))
    .filter(({ each }) =>
      Object.values(each).some((value) => typeof value === 'string' && value.trim() !== ''),
    );
  if (filled.length === 0) reader.say('objectives.1.aim', 'Enter at least one thing that is to change');
  if (filled.length > MOST_OBJECTIVES) reader.say('objectives', 'Keep to three objectives or fewer');
  return filled.slice(0, MOST_OBJECTIVES).map(({ each, path }) => {
    const due = reader.date(`${path}.due`, each.due, 'the day by which');
    if (due <= today || due > addDays(today, YEARS * 366))
      reader.say(`${path}.due`, 'Enter a day after today and within three years, like 2027-07-16');
    return {
      aim: reader.text(`${path}.aim`, each.aim, 'what is to change', 300),
      measure: reader.text(`${path}.measure`, each.measure, 'how you will see it', 300),
      baseline: reader.text(`${path}.baseline`, each.baseline, 'where it stands now', 200),
      target: reader.text(`${path}.target`, each.target, 'where you want it to be', 200),
      due,
      measureId: readMeasureId(reader, path, each),
      figure: readObjectiveFigure(reader, path, each),
    };
  });
}

function readMeasureId(
  reader: FieldReader,
  path: string,
  { measureId }: AskedObjective,
): ComparedMeasure | null {
  const told = (measureId ?? '').trim();
  const found = COMPARED_MEASURES.find((each) => each === told);
  if (told !== '' && !found)
    reader.say(`${path}.measureId`, 'Choose one of the published measures, or none of them');
  return found ?? null;
}

/** None is no fault: not everything that two schools work on is counted. */
function readObjectiveFigure(
  reader: FieldReader,
  path: string,
  { figure, of, period, source }: AskedObjective,
): ObjectiveFigure | null {
  const told = [figure, of, period, source].some((text) => typeof text === 'string' && text.trim() !== '');
  return told ? readMeasured(reader, `${path}.`, { figure, of, period, source }) : null;
}

/** A figure as a head writes it down: number or symbol, of how many, for when, from where. */
export function readMeasured(
  reader: FieldReader,
  path: string,
  { figure, of, period, source }: Pick<AskedObjective, 'figure' | 'of' | 'period' | 'source'>,
): ObjectiveFigure {
  const read = readFigure(figure ?? '');
  if (read === null) reader.say(`${path}figure`, 'Enter a figure like 24.1, or a symbol: z, x, c, low or u');
  const many = (of ?? '').trim();
  const counted = /^[1-9]\d{0,5}$/.test(many) ? Number(many) : null;
  if (many !== '' && counted === null)
    reader.say(`${path}of`, 'Enter of how many as a whole number, like 180');
  if (read !== null && read.symbol !== null && counted !== null)
    reader.say(`${path}of`, 'Leave of how many empty: a symbol is of nobody');
  return {
    ...(read ?? { value: null, symbol: null }),
    of: counted,
    period: reader.text(`${path}period`, period, 'when it was counted, like autumn 2026', 40),
    source: reader.text(`${path}source`, source, 'where the figure is from', 200),
  };
}
