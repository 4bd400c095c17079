import type { SchoolUrn } from '@app/kernel';
import type { Tx } from '@app/platform';
import type { Symbol } from '../csv/measured.js';
import type { MeasureId } from '../measures/definitions.js';
import type { PublishedFigure, PublishedMeasures } from '../measures/published-measures.query.js';
import type { KeyStage } from '../register/key-stages.js';
import { contextNames, isSecondary } from './context-names.js';

/** What is published of a school's pupils, by the name a policy uses: a number, or the symbol in its place. */
export interface PublishedContextValue {
  readonly name: string;
  readonly value: number | null;
  readonly symbol: Symbol | null;
  /** The school year it speaks of, like `2023/24`. */
  readonly period: string;
  readonly source: string;
}

interface Asked {
  readonly urn: SchoolUrn;
  readonly keyStages: readonly KeyStage[];
}

/**
 * A step of verbs that decide for themselves. Of each measure the latest year that any of these schools publishes: a
 * school without a figure of that year has none, so that nobody's earlier pupils are compared with others' of today.
 */
export class PublishedContext {
  constructor(private readonly measures: PublishedMeasures) {}

  async of(tx: Tx, schools: readonly Asked[]): Promise<Map<SchoolUrn, readonly PublishedContextValue[]>> {
    const [primaries, secondaries] = [
      schools.filter(({ keyStages }) => !isSecondary(keyStages)),
      schools.filter(({ keyStages }) => isSecondary(keyStages)),
    ];
    return new Map([
      ...(await this.named(tx, primaries, false)),
      ...(await this.named(tx, secondaries, true)),
    ]);
  }

  private async named(
    tx: Tx,
    schools: readonly Asked[],
    ofSecondary: boolean,
  ): Promise<Map<SchoolUrn, PublishedContextValue[]>> {
    const names = new Map(
      Object.entries(contextNames(ofSecondary)).map(([name, measure]) => [measure, name]),
    );
    const found = new Map<SchoolUrn, PublishedContextValue[]>();
    if (schools.length === 0) return found;
    const urns = schools.map(({ urn }) => urn);
    const figures = await this.measures.of(tx, { urns, measures: [...names.keys()] });
    const latest = latestYears(figures);
    for (const { urn, measure, period, value, symbol, source } of figures) {
      const name = names.get(measure);
      if (name === undefined || latest.get(measure) !== period) continue;
      const values = found.get(urn) ?? [];
      values.push({ name, value, symbol, period, source });
      found.set(urn, values);
    }
    return found;
  }
}

/** Of each measure the latest year in which anybody has a number. */
function latestYears(figures: readonly PublishedFigure[]): ReadonlyMap<MeasureId, string> {
  const latest = new Map<MeasureId, string>();
  for (const { measure, period, value } of figures)
    if (value !== null && period > (latest.get(measure) ?? '')) latest.set(measure, period);
  return latest;
}
