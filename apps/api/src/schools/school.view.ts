import type { AreaSchoolLine, SchoolView } from '@app/schools';

export type ListedSchool = AreaSchoolLine;

/** A school as the API gives it: what is published, what the area recorded, and what it was or became. */
export interface RegisteredSchool {
  readonly urn: string;
  readonly name: string;
  readonly status: string;
  readonly type: string | null;
  readonly phase: string | null;
  readonly keyStages: readonly string[];
  readonly town: string | null;
  readonly postcode: string | null;
  readonly openedOn: string | null;
  readonly closedOn: string | null;
  readonly inArea: boolean;
  readonly district: string | null;
  readonly trust: string | null;
  /** The school itself while it is open, else what it became. */
  readonly current: readonly string[];
  readonly source: { readonly extractDate: string | null };
}

export function schoolInArea(line: AreaSchoolLine): ListedSchool {
  const { urn, name, status, phase, keyStages, setting, district, town, trust, trustKnown } = line;
  return { urn, name, status, phase, keyStages, setting, district, town, trust, trustKnown };
}

export function schoolOfRegister({ published, local, current, source }: SchoolView): RegisteredSchool {
  const { urn, name, status, phase, keyStages, town, postcode, openedOn, closedOn } = published;
  return {
    ...{ urn, name, status, type: published.typeName, phase, keyStages, town, postcode, openedOn, closedOn },
    inArea: local !== null,
    district: local?.district ?? published.districtName,
    trust: local?.trustName ?? published.trustName,
    current,
    source: { extractDate: source.extractDate },
  };
}
