import type { PairingFacts } from '@app/brokerage';
import type { LocalDate, SchoolUrn } from '@app/kernel';
import { onePairing, type Measured, type ValueSymbol } from '@app/measurement';
import { inArea, type Tx } from '@app/platform';
import { asMeasured, type ComparedMeasure, type PublishedFigure, type PublishedMeasures } from '@app/schools';
import type { EvaluationView, LaterValue } from '../impact.views.js';
import { isOfTheWork, schoolYearIn } from './published-side.js';

interface Row extends Omit<EvaluationView, 'baseline' | 'later' | 'says' | 'window' | 'replaced' | 'agenda'> {
  readonly agendaVersion: number;
  readonly value: number | null;
  readonly symbol: ValueSymbol | null;
  readonly of: number | null;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

interface LaterRow {
  readonly evaluation: string;
  readonly period: string;
  readonly value: number | null;
  readonly symbol: ValueSymbol | null;
  readonly of: number | null;
  readonly source: string;
  readonly by: string;
  readonly at: Date;
}

/**
 * Each objective of each agreed agenda, the newest agenda first, with the values that came later and what they may say.
 * What is published is looked up each time: similar schools are fixed, their figures come when they come.
 */
export async function readEvaluations(
  tx: Tx,
  pairing: PairingFacts,
  measures: PublishedMeasures,
): Promise<EvaluationView[]> {
  const rows = await tx.query<Row>(
    `select id, objective, agenda_version as "agendaVersion", outcome, measure, measure_id as "measureId",
       better_when as "betterWhen", unit, baseline_words as "baselineWords", baseline_value::float8 as value,
       baseline_symbol as symbol, baseline_of as of, baseline_period as "baselinePeriod", baseline_source as "baselineSource",
       target, to_char(window_from, 'YYYY-MM-DD') as from, to_char(window_to, 'YYYY-MM-DD') as to, comparison,
       locked_at as "lockedAt", state, version
     from impact.evaluation where ${inArea(tx)} and pairing_id = $1 order by agenda_version desc, objective`,
    [pairing.id],
  );
  const values = await tx.query<LaterRow>(
    `select l.evaluation_id as evaluation, l.period, l.value::float8 as value, l.symbol, l.denominator as of, l.source,
       coalesce(i.name, '') as by, l.recorded_at as at
     from impact.later_value l left join identity.person i on i.area_id = l.area_id and i.id = l.recorded_by
     where ${inArea(tx, 'l')} and l.evaluation_id = any ($1) order by l.number`,
    [rows.map(({ id }) => id)],
  );
  const published = await measures.of(tx, {
    urns: [pairing.askerUrn, ...rows.flatMap(({ comparison }) => comparison.urns)],
    measures: rows.flatMap(({ measureId }) => (measureId === null ? [] : [measureId as ComparedMeasure])),
  });
  return rows.map(({ agendaVersion, value, symbol, of, from, to, ...row }) => {
    const baseline = measuredOf(value, symbol, of);
    const agenda = pairing.agendas.find(({ version }) => version === agendaVersion);
    const until = agenda?.ended?.at ?? null;
    // What another agenda replaced says what it said on that day.
    const told = published.filter(
      ({ measure, loadedOn }) => measure === row.measureId && (until === null || loadedOn <= until),
    );
    const recorded = values.filter(({ evaluation }) => evaluation === row.id).map(laterOf);
    const later = [...recorded, ...laterPublished(told, pairing.askerUrn, from, recorded)].sort(
      (a, b) => a.at.getTime() - b.at.getTime(),
    );
    const last = later.at(-1);
    return {
      ...{ ...row, baseline, later, window: { from, to } },
      agenda: {
        ...{ number: agenda?.number ?? 1, from: agenda?.inForceFrom ?? row.lockedAt },
        until,
      },
      replaced: agendaVersion !== pairing.agenda?.version,
      says: onePairing({
        ...{ baseline, later: last?.measured ?? null, betterWhen: row.betterWhen },
        ...{ isRate: row.unit === null || row.unit === '%', fewest: row.comparison.fewest },
        comparators: row.comparison.urns.map((urn) => ({
          urn,
          baseline: figureOf(told, urn, row.baselinePeriod),
          later: figureOf(told, urn, last?.period ?? null),
        })),
      }),
    };
  });
}

/** Of a school year that the work reached into, unless somebody recorded that year already. */
function laterPublished(
  told: readonly PublishedFigure[],
  urn: SchoolUrn,
  from: LocalDate,
  recorded: readonly LaterValue[],
): LaterValue[] {
  const years = new Set(recorded.map(({ period }) => schoolYearIn(period)));
  return told.flatMap((figure): LaterValue[] => {
    const { period, source, loadedOn: at } = figure;
    const measured = asMeasured(figure);
    if (figure.urn !== urn || !measured || years.has(period) || !isOfTheWork(period, from)) return [];
    return [{ period, source, at, by: '', measured }];
  });
}

/** Only the same school year is held against the school's own figure. */
function figureOf(told: readonly PublishedFigure[], urn: SchoolUrn, period: string | null): Measured | null {
  const year = schoolYearIn(period);
  return year === null ? null : asMeasured(told.find((each) => each.urn === urn && each.period === year));
}

function laterOf({ period, value, symbol, of, source, by, at }: LaterRow): LaterValue {
  // The database keeps that there is one of the two.
  return { period, source, by, at, measured: measuredOf(value, symbol, of) as Measured };
}

function measuredOf(value: number | null, symbol: ValueSymbol | null, of: number | null): Measured | null {
  if (symbol !== null) return { kind: 'symbol', symbol };
  return value === null ? null : { kind: 'number', value, denominator: of };
}
