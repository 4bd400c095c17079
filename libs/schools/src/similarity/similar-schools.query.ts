import { unitWeight, type SchoolUrn } from '@app/kernel';
import type { Tx } from '@app/platform';
import type { AreaSettings } from '../area/area-settings.query.js';
import type { MeasureId } from '../measures/definitions.js';
import type { KeyStage } from '../register/key-stages.js';
import type { PublishedMeasures } from '../measures/published-measures.query.js';
import { contextNames, isSecondary } from './context-names.js';
import { nearestTo, type Nearest, type Profile } from './nearest.js';

const LISTED = 20;
/** Fewer than this many measures tell nothing of how alike two schools are, whatever a policy says. */
const LEAST = 5;

type Weights = Readonly<Record<string, { readonly weight: number; readonly sd: number }>>;
interface Policy {
  readonly similar_context: {
    readonly least_measures: number;
    readonly primary: Weights;
    readonly secondary: Weights;
  };
}

/** A step of verbs and queries that decide for themselves: schools whose pupils are alike, by the area's own weights. */
export class SimilarSchools {
  constructor(
    private readonly settings: AreaSettings,
    private readonly measures: PublishedMeasures,
  ) {}

  /** @returns the twenty nearest; null where the school is unknown or too little is published of it. */
  async of(tx: Tx, urn: SchoolUrn): Promise<Nearest | null> {
    const policy = (await this.settings.inForce(tx, 'policy')).body as Policy;
    const [school] = await tx.query<{ keyStages: KeyStage[]; setting: string }>(
      `select key_stages as "keyStages", setting from schools.school where urn = $1`,
      [urn],
    );
    if (!school) return null;
    const { least_measures: least, primary, secondary } = policy.similar_context;
    const ofSecondary = isSecondary(school.keyStages);
    const published = contextNames(ofSecondary);
    const weights = Object.entries(ofSecondary ? secondary : primary).flatMap(([name, given]) => {
      const measure = published[name];
      return measure && given.weight > 0 ? [{ measure, weight: unitWeight(given) }] : [];
    });
    const years = await this.latestYears(tx, urn, Object.values(published));
    const own = { urn, figures: new Map([...years].map(([measure, { value }]) => [measure, value])) };
    const atLeast = Math.max(LEAST, least);
    if (own.figures.size < atLeast) return null;
    return nearestTo(own, await this.others(tx, school.setting, years), weights, atLeast, LISTED);
  }

  /** Of each measure the latest year in which the school has a number. */
  private async latestYears(tx: Tx, urn: SchoolUrn, measures: readonly MeasureId[]) {
    const figures = await this.measures.of(tx, { urns: [urn], measures });
    const years = new Map<MeasureId, { period: string; value: number }>();
    for (const { measure, period, value } of figures)
      if (value !== null) years.set(measure, { period, value });
    return years;
  }

  /** Open schools of the same setting, with their figures of the same years. */
  private async others(
    tx: Tx,
    setting: string,
    years: ReadonlyMap<MeasureId, { readonly period: string }>,
  ): Promise<Profile[]> {
    const open = await tx.query<{ urn: SchoolUrn }>(
      `select urn from schools.school where status in ('open', 'proposed_to_close') and setting = $1`,
      [setting],
    );
    const profiles = new Map<SchoolUrn, Map<MeasureId, number>>(open.map(({ urn }) => [urn, new Map()]));
    const urns = [...profiles.keys()];
    for (const figure of await this.measures.of(tx, { urns, measures: [...years.keys()] })) {
      if (figure.value === null || years.get(figure.measure)?.period !== figure.period) continue;
      profiles.get(figure.urn)?.set(figure.measure, figure.value);
    }
    return [...profiles].map(([urn, figures]) => ({ urn, figures }));
  }
}
