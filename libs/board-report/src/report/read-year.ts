import {
  academicYearOf,
  localDateOf,
  officeDays,
  workingDaysBetween,
  type AcademicYearId,
  type Calendar,
  type NeedId,
  type SchoolUrn,
} from '@app/kernel';
import type { PairingOfYear, PairingsOfYear, SchoolsAndLinks } from '@app/brokerage';
import type { EvaluationsOf } from '@app/impact';
import type { Tx } from '@app/platform';
import type { NeedCases, NeedOfYear, NeedsOfYear } from '@app/profiles';
import type { AreaSettings, Themes } from '@app/schools';
import type { CountedNeed, CountedPairing, YearRecords } from './year-records.js';

/** Of a school that is closed, or that the register puts into none. */
const NOT_KNOWN = 'No district known';

/** A step of queries that decide for themselves: the records of one academic year, each under its goal. */
export class ReadYear {
  constructor(
    private readonly settings: AreaSettings,
    private readonly needs: NeedsOfYear,
    private readonly cases: NeedCases,
    private readonly pairings: PairingsOfYear,
    private readonly evaluations: EvaluationsOf,
    private readonly links: SchoolsAndLinks,
  ) {}

  /** @param goals keys; a theme of another goal, or of none, belongs to none. */
  async records(tx: Tx, year: AcademicYearId, goals: readonly string[]): Promise<YearRecords> {
    const themes = await this.settings.themes(tx);
    const goalOf = (theme: string): string | null => goalOfTheme(themes, theme, goals);
    const needs = await this.needs.ofArea(tx, year);
    const pairings = await this.pairings.ofArea(tx, year);
    const asked = await this.cases.read(
      tx,
      pairings.map(({ needId }) => needId),
    );
    const goalOfNeed = (id: NeedId): string | null => goalOf(asked.get(id)?.primaryTheme ?? '');
    const schools = (await this.links.ofArea(tx)).map(({ urn, linked, district }) => ({
      ...{ urn, linked, district: district ?? NOT_KNOWN },
    }));
    const districts = new Map(schools.map(({ urn, district }) => [urn, district]));
    const districtOf = (urn: SchoolUrn): string => districts.get(urn) ?? NOT_KNOWN;
    const byId = new Map(pairings.map((each) => [each.id, each]));
    const evaluations = await this.evaluations.pairings(tx, [...byId.keys()]);
    return {
      needs: await this.counted(tx, needs, goalOf, districtOf),
      pairings: pairings.map((each) => pairingOf(each, goalOfNeed(each.needId), districtOf(each.askerUrn))),
      evaluations: evaluations.flatMap(({ pairing, later }) => {
        const of = byId.get(pairing);
        return of ? [{ pairing: of.reference, urn: of.askerUrn, goal: goalOfNeed(of.needId), later }] : [];
      }),
      schools,
    };
  }

  /** Numbers of the schools that are open. */
  async schools(tx: Tx): Promise<string[]> {
    return (await this.links.ofArea(tx)).map(({ urn }) => urn);
  }

  private async counted(
    tx: Tx,
    needs: readonly NeedOfYear[],
    goalOf: (theme: string) => string | null,
    districtOf: (urn: SchoolUrn) => string,
  ): Promise<CountedNeed[]> {
    const { calendar } = await this.settings.clocks(tx);
    const decided = await this.pairings.decided(
      tx,
      needs.map(({ id }) => id),
    );
    return needs.map((need) => ({
      ...{ reference: need.reference, urn: need.urn, goal: goalOf(need.theme), stands: standsOf(need) },
      ...{ wanted: need.wanted, district: districtOf(need.urn) },
      waited: waitedOf(need.openedAt, decided.get(need.id), calendar),
    }));
  }
}

function goalOfTheme(themes: Themes, theme: string, goals: readonly string[]): string | null {
  const [first] = themes.theme(theme)?.goals ?? [];
  return first !== undefined && goals.includes(first) ? first : null;
}

function standsOf({ state, metFrom }: NeedOfYear): CountedNeed['stands'] {
  if (state === 'met') return metFrom === 'commissioned' ? 'met_outside' : 'met_inside';
  return state === 'not_pursued' || state === 'withdrawn' ? 'ended' : 'going_on';
}

/** Of the office, the day it was opened not counted. Days that the calendar does not hold are not guessed at. */
function waitedOf(openedAt: Date | null, decidedAt: Date | undefined, calendar: Calendar): number | null {
  if (openedAt === null || decidedAt === undefined || decidedAt < openedAt) return null;
  const [from, to] = [localDateOf(openedAt), localDateOf(decidedAt)];
  const held = [from, to].every((date) => calendar.years.some(({ id }) => id === academicYearOf(date)));
  return held ? workingDaysBetween(from, to, officeDays(calendar)) : null;
}

function pairingOf(pairing: PairingOfYear, goal: string | null, district: string): CountedPairing {
  const { reference, askerUrn: asker, supporterUrn: supporter, outcome, promised, delivered } = pairing;
  const counted = { reference, asker, supporter, goal, district, promised, delivered };
  return { ...counted, stands: outcome ?? 'going_on' };
}
