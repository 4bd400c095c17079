import type { SchoolUrn } from '@app/kernel';
import { carryForward } from './carry-forward.js';
import type { RegisterSchool } from './register-school.js';

/** A school whose one fact changed, named as it is called now. */
export interface Change {
  readonly urn: SchoolUrn;
  readonly name: string;
  readonly was: string | null;
  readonly now: string | null;
}

/** A school on which facts other than status, name, trust and authority changed. */
export interface OtherChange {
  readonly urn: SchoolUrn;
  readonly name: string;
  readonly fields: readonly (keyof RegisterSchool)[];
}

/** What a file would change in the register, by name. A school may be in several lists. */
export interface RegisterDiff {
  readonly added: readonly RegisterSchool[];
  /** Became open, or stays open no longer proposed to close. */
  readonly opened: readonly Change[];
  readonly closed: readonly Change[];
  readonly otherStatus: readonly Change[];
  readonly renamed: readonly Change[];
  readonly movedTrust: readonly Change[];
  readonly movedAuthority: readonly Change[];
  readonly other: readonly OtherChange[];
  /** In the register and not in the file. They stay: the file may be of one kind of school, or cut short. */
  readonly absent: readonly RegisterSchool[];
  readonly unchanged: number;
  /** Added and changed schools as they will be stored. */
  readonly toWrite: readonly RegisterSchool[];
  readonly rows: {
    readonly before: number;
    readonly now: number;
    /** More than 5 % fewer than before: a person must say that this is right. */
    readonly needsConfirmation: boolean;
  };
}

const NAMED_APART: ReadonlySet<string> = new Set(['status', 'name', 'trustCode', 'trustName', 'laCode']);
/** A fall in rows of more than one in twenty. */
export const FALL = { rows: 20, of: 1 } as const;

/**
 * @param current the register in force by URN; empty before the first import.
 * @param headings of the file: fields without a column in it stay as they are.
 */
export function diffRegister(
  current: ReadonlyMap<string, RegisterSchool>,
  file: readonly RegisterSchool[],
  headings: readonly string[],
): RegisterDiff {
  const known = new Set(headings);
  const added: RegisterSchool[] = [];
  const pairs: { before: RegisterSchool; now: RegisterSchool; fields: readonly (keyof RegisterSchool)[] }[] =
    [];
  for (const school of file) {
    const before = current.get(school.urn);
    if (!before) added.push(school);
    else {
      const now = carryForward(school, before, known);
      pairs.push({ before, now, fields: changedFields(before, now) });
    }
  }
  const changed = pairs.filter(({ fields }) => fields.length > 0);
  const changes = (
    what: (school: RegisterSchool) => string | null,
    ...fields: (keyof RegisterSchool)[]
  ): Change[] =>
    changed
      .filter((pair) => fields.some((field) => pair.fields.includes(field)))
      .map(({ before, now }) => ({ urn: now.urn, name: now.name, was: what(before), now: what(now) }));
  const statuses = changes((school) => school.status, 'status');
  const inFile = new Set<string>(file.map(({ urn }) => urn));
  return {
    added,
    opened: statuses.filter(({ now }) => now === 'open'),
    closed: statuses.filter(({ now }) => now === 'closed'),
    otherStatus: statuses.filter(({ now }) => now !== 'open' && now !== 'closed'),
    renamed: changes((school) => school.name, 'name'),
    movedTrust: changes((school) => school.trustName ?? school.trustCode, 'trustCode', 'trustName'),
    movedAuthority: changes((school) => school.laCode, 'laCode'),
    other: changed
      .map(({ now, fields }) => ({
        urn: now.urn,
        name: now.name,
        fields: fields.filter((field) => !NAMED_APART.has(field)),
      }))
      .filter(({ fields }) => fields.length > 0),
    absent: [...current.values()].filter(({ urn }) => !inFile.has(urn)),
    unchanged: pairs.length - changed.length,
    toWrite: [...added, ...changed.map(({ now }) => now)],
    rows: {
      before: current.size,
      now: file.length,
      needsConfirmation: (current.size - file.length) * FALL.rows > current.size * FALL.of,
    },
  };
}

function changedFields(before: RegisterSchool, now: RegisterSchool): (keyof RegisterSchool)[] {
  return (Object.keys(now) as (keyof RegisterSchool)[]).filter(
    (field) => canonical(before[field]) !== canonical(now[field]),
  );
}

/** The same text for the same content: a stored object may come back with its keys in another order. */
function canonical(fact: unknown): string {
  return JSON.stringify(fact, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
