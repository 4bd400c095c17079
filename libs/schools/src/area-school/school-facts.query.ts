import type { SchoolUrn } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { Measured } from '../csv/measured.js';
import type { SchoolStatus } from '../register/establishment-codes.js';
import type { KeyStage, Setting } from '../register/key-stages.js';

/** What matching knows of a school: the register, with what the area has recorded standing before it. */
export interface SchoolFact {
  readonly urn: SchoolUrn;
  readonly name: string;
  readonly status: SchoolStatus;
  readonly phase: string | null;
  readonly keyStages: readonly KeyStage[];
  readonly setting: Setting;
  /** Metres of the British National Grid, both or neither. */
  readonly easting: number | null;
  readonly northing: number | null;
  /** Equal for schools of one trust: its code, or `name:` and its name where no code is known for that name. */
  readonly trust: string | null;
  /** False where a blank may hide a trust: two such academies may be one body. */
  readonly trustKnown: boolean;
  /** Equal for schools of one federation, as with trusts. */
  readonly federation: string | null;
  /** Pupils on roll. */
  readonly roll: number | null;
  /** Percent of pupils eligible for free school meals, 0 to 100, or why there is none; null where never published. */
  readonly fsmPercent: Measured | null;
}

/** The code that each name of a trust or federation goes by, worked out once: `kind` is fixed here. */
const codes = (kind: 'trust' | 'federation'): string => `
  ${kind}_codes as materialized (select ${kind}_name as name, min(${kind}_code) as code from schools.school
    where ${kind}_name is not null and ${kind}_code is not null group by ${kind}_name)`;

/** One key for one body, however the file names it. */
const bodyKey = (kind: 'trust' | 'federation', code: string, name: string): string =>
  `coalesce(${code}, ${kind}_codes.code, 'name:' || ${name})`;

/** A step of verbs that decide for themselves: the frozen facts of a run. */
export class SchoolFacts {
  /**
   * Every school of the area, by URN. One statement, so that a run started while an import commits sees the register
   * before it or after it, never half of each.
   */
  async ofArea(tx: Tx): Promise<SchoolFact[]> {
    return tx.query<SchoolFact>(
      `with ${codes('trust')}, ${codes('federation')}
       select s.urn, s.name, s.status, s.phase, s.key_stages as "keyStages", s.setting, s.easting, s.northing,
         ${bodyKey('trust', 'b.code', 'b.name')} as trust, l.trust_name is not null or s.trust_known as "trustKnown",
         ${bodyKey('federation', 's.federation_code', 's.federation_name')} as federation, s.roll, s.fsm as "fsmPercent"
       from schools.area_school l join schools.school s on s.urn = l.urn
       cross join lateral (select case when l.trust_name is null then s.trust_code else l.trust_code end as code,
         coalesce(l.trust_name, s.trust_name) as name) b
       left join trust_codes on trust_codes.name = b.name
       left join federation_codes on federation_codes.name = s.federation_name
       where ${inArea(tx, 'l')} and l.state = 'live' order by s.urn collate "C"`,
    );
  }
}
