import type { LocalDate, SchoolUrn, ThemeId } from '@app/kernel';

/** What themes and schools are called. The engine knows them by id; the caller knows their names. */
export interface Names {
  theme(id: ThemeId): string;
  school(urn: SchoolUrn): string;
  /** The day of the run: evidence is then said to be of this year or last year. */
  readonly runDate?: LocalDate;
}

/** The two schools of a pair. Without them a sentence says "this school" and "the school that asks". */
export interface Between {
  readonly supporter?: SchoolUrn;
  readonly asker?: SchoolUrn;
}

export interface PairNames {
  readonly supporter: string;
  readonly asker: string;
}

export function pairNames({ supporter, asker }: Between, names: Names): PairNames {
  return {
    supporter: supporter === undefined ? 'This school' : names.school(supporter),
    asker: asker === undefined ? 'the school that asks' : names.school(asker),
  };
}

/** 5 half-days are `2.5`. */
export function inDays(halfDays: number): string {
  return String(halfDays / 2);
}

/** `half a day`, `1 day`, `2.5 days`. */
export function days(halfDays: number): string {
  if (halfDays === 1) return 'half a day';
  return `${inDays(halfDays)} ${halfDays === 2 ? 'day' : 'days'}`;
}

/** 11,430 metres are `11.4 km`. */
export function kilometres(metres: number): string {
  const tenths = Math.round(metres / 100);
  return `${String(Math.floor(tenths / 10))}.${String(tenths % 10)} km`;
}

export function counted(count: number, one: string, many: string): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}
