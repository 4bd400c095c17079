import {
  academicYearOf,
  decide,
  localDateOf,
  requireAllowed,
  type AcademicYearId,
  type Clock,
  type Matrix,
  type SchoolUrn,
} from '@app/kernel';
import type { GivenAndReceived, Spending } from '@app/brokerage';
import type { Tx } from '@app/platform';
import type { DaysOfYear } from '@app/profiles';
import type { AreaSchoolLine, AreaSettings, SchoolsOfArea } from '@app/schools';
import { daysByGroup, fewestForHalf, type CountedSchool, type GroupDays } from './days-by-group.js';

/** Whether help goes where it is asked for, and on how many shoulders: of one academic year, in half-days. */
export interface FairnessView {
  readonly year: AcademicYearId;
  readonly checkedAt: Date;
  /** Groups of fewer schools than this are not shown. */
  readonly smallest: number;
  /** Null where the area is too few schools. */
  readonly total: GroupDays['days'];
  readonly byDistrict: readonly GroupDays[];
  readonly byPhase: readonly GroupDays[];
  /** Schools that give, and how few of them give half of it; null where nothing is given. */
  readonly shoulders: { readonly givers: number; readonly forHalf: number } | null;
  /** Schools that say they could help and have not been asked this year, by name. */
  readonly neverAsked: readonly {
    readonly urn: SchoolUrn;
    readonly name: string;
    readonly declared: number;
  }[];
  /** Null where fewer pairings than a group may be small stand behind it. */
  readonly spending: Spending | null;
}

interface YearOfSchool extends CountedSchool {
  readonly school: AreaSchoolLine;
  readonly available: boolean;
}

const UNKNOWN = 'Not on the register';
/** More than any area has. */
const ALL = { limit: 20_000, offset: 0 };

export class Fairness {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly settings: AreaSettings,
    private readonly schools: SchoolsOfArea,
    private readonly days: DaysOfYear,
    private readonly help: GivenAndReceived,
  ) {}

  /** @param year this academic year where none is given. */
  async ofYear(tx: Tx, year: AcademicYearId | null = null): Promise<FairnessView> {
    const checkedAt = this.clock.now();
    const asked = decide(this.matrix, tx.actor, 'fairness.read', { area: tx.area }, { now: checkedAt });
    requireAllowed(asked);
    const of = year ?? academicYearOf(localDateOf(checkedAt));
    const smallest = (await this.settings.inForce(tx, 'thresholds')).body.smallestSchoolGroup;
    const all = await this.schoolsIn(tx, of);
    const given = all.map((each) => each.given).filter((each) => each > 0);
    const byDistrict = daysByGroup(
      grouped(all, ({ district }) => district),
      smallest,
    );
    const byPhase = daysByGroup(
      grouped(all, ({ phase }) => phase),
      smallest,
    );
    const forHalf = fewestForHalf(given);
    const spending = await this.help.spending(tx, of);
    return {
      ...{ year: of, checkedAt, smallest, total: byPhase.total === null ? null : byDistrict.total },
      ...{ byDistrict: byDistrict.rows, byPhase: byPhase.rows },
      shoulders: forHalf === null ? null : { givers: given.length, forHalf },
      neverAsked: await this.neverAsked(tx, of, all),
      spending: spending.pairings < smallest ? null : spending,
    };
  }

  /** Every school that is open, what it asked for, was promised, declared and promised. */
  private async schoolsIn(tx: Tx, year: AcademicYearId): Promise<YearOfSchool[]> {
    const [{ schools }, days, promised] = [
      await this.schools.page(tx, {}, ALL),
      new Map((await this.days.ofArea(tx, year)).map((each) => [each.urn, each])),
      await this.help.promised(tx, year),
    ];
    const [given, received] = [new Map<SchoolUrn, number>(), new Map<SchoolUrn, number>()];
    for (const { supporter, asker, halfDays } of promised) {
      given.set(supporter, (given.get(supporter) ?? 0) + halfDays);
      received.set(asker, (received.get(asker) ?? 0) + halfDays);
    }
    return schools
      .filter(({ status }) => status !== 'closed' && status !== 'proposed_to_open')
      .map((school) => {
        const { asked = 0, declared = 0, available = false } = days.get(school.urn) ?? {};
        return {
          ...{ school, group: '', asked, declared, available },
          ...{ given: given.get(school.urn) ?? 0, received: received.get(school.urn) ?? 0 },
        };
      });
  }

  private async neverAsked(
    tx: Tx,
    year: AcademicYearId,
    all: readonly YearOfSchool[],
  ): Promise<FairnessView['neverAsked']> {
    const asked = await this.help.asked(tx, year);
    return all
      .filter(({ school, available, given }) => available && given === 0 && !asked.has(school.urn))
      .map(({ school: { urn, name }, declared }) => ({ urn, name, declared }));
  }
}

function grouped(
  all: readonly YearOfSchool[],
  by: (school: AreaSchoolLine) => string | null,
): CountedSchool[] {
  return all.map(({ school, asked, received, declared, given }) => ({
    ...{ group: by(school) ?? UNKNOWN, asked, received, declared, given },
  }));
}
