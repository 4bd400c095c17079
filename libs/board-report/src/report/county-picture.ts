import type { AcademicYearId } from '@app/kernel';
import { DISTRICT_KINDS, districtsOf, groupOfDistrict } from './count-districts.js';
import { idOf } from './counted-figure.js';
import type { FigureOrHidden } from './figure.js';

export type DistrictKind = (typeof DISTRICT_KINDS)[number];
type DistrictFigures = Readonly<Record<DistrictKind, FigureOrHidden>>;

/** What was asked for and promised, district by district: by name, never by how much (I-27). */
export interface CountyPicture {
  readonly year: AcademicYearId;
  readonly checkedAt: Date;
  /** Figures of fewer schools than this are not shown. */
  readonly smallest: number;
  readonly districts: readonly { readonly name: string; readonly figures: DistrictFigures }[];
  readonly all: DistrictFigures;
}

/** @returns null where nothing was counted by district: reports that were issued before it was are as they were. */
export function countyPicture(
  figures: readonly FigureOrHidden[],
  counted: Pick<CountyPicture, 'year' | 'checkedAt' | 'smallest'>,
): CountyPicture | null {
  const byId = new Map(figures.map((figure) => [figure.id, figure]));
  const ofGroup = (group: string): DistrictFigures => {
    const found = DISTRICT_KINDS.map((kind) => {
      const id = idOf(kind, group);
      return [kind, byId.get(id) ?? { id, hidden: true as const }] as const;
    });
    return Object.fromEntries(found) as Record<DistrictKind, FigureOrHidden>;
  };
  const names = districtsOf([...byId.keys()]);
  if (names.length === 0) return null;
  const { year, checkedAt, smallest } = counted;
  return {
    ...{ year, checkedAt, smallest, all: ofGroup('all') },
    districts: names.map((name) => ({ name, figures: ofGroup(groupOfDistrict(name)) })),
  };
}
