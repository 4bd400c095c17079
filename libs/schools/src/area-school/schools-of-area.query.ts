import type { Clock, Matrix, SchoolUrn } from '@app/kernel';
import { inArea, totalOf, type Tx } from '@app/platform';
import type { SchoolStatus } from '../register/establishment-codes.js';
import type { KeyStage, Setting } from '../register/key-stages.js';
import { SCHOOL_NAMES } from './school-names.js';
import { mayReadSchools } from './may-read-schools.js';

export interface AreaSchoolLine {
  readonly urn: SchoolUrn;
  readonly name: string;
  readonly status: SchoolStatus;
  /** As published: "Not applicable" for special schools, alternative provision and PRUs. */
  readonly phase: string | null;
  readonly keyStages: readonly KeyStage[];
  readonly setting: Setting;
  readonly district: string | null;
  readonly town: string | null;
  readonly trust: string | null;
  /** False where an academy's trust is not on record. */
  readonly trustKnown: boolean;
}

/** A school with its place in metres of the British National Grid; null where the register does not know it. */
export interface AreaSchoolPlace extends AreaSchoolLine {
  readonly easting: number | null;
  readonly northing: number | null;
}

export interface SchoolFilter {
  /** A part of the name, town or postcode, or a whole URN. */
  readonly text?: string;
  readonly phase?: string;
  readonly district?: string;
}

export interface SchoolsPage {
  readonly total: number;
  readonly schools: readonly AreaSchoolLine[];
}

const LINE = `s.urn, s.name, s.status, s.phase, s.key_stages as "keyStages", s.setting,
  coalesce(l.district, s.district_name) as district, s.town, coalesce(l.trust_name, s.trust_name) as trust,
  l.trust_name is not null or s.trust_known as "trustKnown"`;
/** Total and the same on every server, whatever its locale. */
const ORDER = `lower(s.name) collate "C", s.urn collate "C"`;

const fromArea = (tx: Tx): string =>
  `from schools.area_school l join schools.school s on s.urn = l.urn where ${inArea(tx, 'l')} and l.state = 'live'`;

/** The schools of the area, closed ones too, as the register and the area's own word have them. */
export class SchoolsOfArea {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
  ) {}

  /** By name. */
  async page(
    tx: Tx,
    filter: SchoolFilter,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<SchoolsPage> {
    mayReadSchools(tx, this.matrix, this.clock);
    const where = `${fromArea(tx)} and ($1::text is null or s.name ilike $2 or s.town ilike $2 or s.postcode ilike $2
        or s.urn = $1) and ($3::text is null or s.phase = $3)
      and ($4::text is null or coalesce(l.district, s.district_name) = $4)`;
    const text = filter.text?.trim() ?? '';
    const params = [
      text === '' ? null : text,
      `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`,
      filter.phase ?? null,
      filter.district ?? null,
    ];
    const count = async (): Promise<number> => {
      const [counted] = await tx.query<{ n: number }>(`select count(*)::int as n ${where}`, params);
      return counted?.n ?? 0;
    };
    const schools = await tx.query<AreaSchoolLine>(
      `select ${LINE} ${where} order by ${ORDER} limit $5 offset $6`,
      [...params, page.limit, page.offset],
    );
    return { total: await totalOf(schools, page, count), schools };
  }

  /** What can be filtered by, in order. */
  async choices(
    tx: Tx,
  ): Promise<{ readonly phases: readonly string[]; readonly districts: readonly string[] }> {
    mayReadSchools(tx, this.matrix, this.clock);
    const [row] = await tx.query<{ phases: string[]; districts: string[] }>(
      `select array(select distinct s.phase collate "C" ${fromArea(tx)} and s.phase is not null order by 1) as phases,
         array(select distinct coalesce(l.district, s.district_name) collate "C" ${fromArea(tx)}
           and coalesce(l.district, s.district_name) is not null order by 1) as districts`,
    );
    return row ?? { phases: [], districts: [] };
  }

  /** All of them, by name: for the map and for the list beside it. */
  async places(tx: Tx): Promise<AreaSchoolPlace[]> {
    mayReadSchools(tx, this.matrix, this.clock);
    return tx.query<AreaSchoolPlace>(
      `select ${LINE}, s.easting, s.northing ${fromArea(tx)} order by ${ORDER}`,
    );
  }

  /** What to call the schools of the area, for pages that decide for themselves what they show. */
  async names(tx: Tx): Promise<ReadonlyMap<SchoolUrn, string>> {
    return tx.once(SCHOOL_NAMES, async () => {
      const rows = await tx.query<{ urn: SchoolUrn; name: string }>(`select s.urn, s.name ${fromArea(tx)}`);
      return new Map(rows.map(({ urn, name }) => [urn, name]));
    });
  }
}
