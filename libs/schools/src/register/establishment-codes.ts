import type { Reading } from '../csv/read-words.js';

/** Codes and names that the register publishes side by side, or one without the other. Codes are text: "02". */
type Twins = ReadonlyMap<string, string>;

/** Establishment types of Get Information about Schools. */
export const TYPES: Twins = new Map([
  ['01', 'Community school'],
  ['02', 'Voluntary aided school'],
  ['03', 'Voluntary controlled school'],
  ['05', 'Foundation school'],
  ['06', 'City technology college'],
  ['07', 'Community special school'],
  ['08', 'Non-maintained special school'],
  ['10', 'Other independent special school'],
  ['11', 'Other independent school'],
  ['12', 'Foundation special school'],
  ['14', 'Pupil referral unit'],
  ['15', 'Local authority nursery school'],
  ['18', 'Further education'],
  ['24', 'Secure units'],
  ['25', 'Offshore schools'],
  ['26', "Service children's education"],
  ['27', 'Miscellaneous'],
  ['28', 'Academy sponsor led'],
  ['29', 'Higher education institutions'],
  ['30', 'Welsh establishment'],
  ['31', 'Sixth form centres'],
  ['32', 'Special post 16 institution'],
  ['33', 'Academy special sponsor led'],
  ['34', 'Academy converter'],
  ['35', 'Free schools'],
  ['36', 'Free schools special'],
  ['37', 'British schools overseas'],
  ['38', 'Free schools alternative provision'],
  ['39', 'Free schools 16 to 19'],
  ['40', 'University technical college'],
  ['41', 'Studio schools'],
  ['42', 'Academy alternative provision converter'],
  ['43', 'Academy alternative provision sponsor led'],
  ['44', 'Academy special converter'],
  ['45', 'Academy 16-19 converter'],
  ['46', 'Academy 16 to 19 sponsor led'],
]);

export const PHASES: Twins = new Map([
  ['0', 'Not applicable'],
  ['1', 'Nursery'],
  ['2', 'Primary'],
  ['3', 'Middle deemed primary'],
  ['4', 'Secondary'],
  ['5', 'Middle deemed secondary'],
  ['6', '16 plus'],
  ['7', 'All-through'],
]);

export type SchoolStatus = 'proposed_to_open' | 'open' | 'proposed_to_close' | 'closed';

const STATUSES: readonly (readonly [code: string, name: string, status: SchoolStatus])[] = [
  ['1', 'Open', 'open'],
  ['2', 'Closed', 'closed'],
  ['3', 'Open, but proposed to close', 'proposed_to_close'],
  ['4', 'Proposed to open', 'proposed_to_open'],
];

/** A status by its name, or by its code where the file has no names. A name and a code that disagree are refused. */
export function readStatus(code: string | null, name: string | null): Reading<SchoolStatus> {
  if (code === null && name === null) return { problem: 'The status is blank.' };
  const byName = STATUSES.find(([, known]) => known === name);
  const byCode = STATUSES.find(([known]) => known === code);
  if (name !== null && !byName) return { problem: `“${name}” is not a status that the register uses.` };
  if (code !== null && !byCode) return { problem: `“${code}” is not a status code that the register uses.` };
  if (byName && byCode && byName !== byCode)
    return { problem: `The code ${code} and the name “${name}” disagree.` };
  const found = byName ?? byCode;
  return found ? { value: found[2] } : { problem: 'The status is blank.' };
}

/** Fills the missing twin where it is known. Types and phases that are new are kept as given. */
export function completeTwins(
  twins: Twins,
  code: string | null,
  name: string | null,
): { code: string | null; name: string | null } {
  if (name === null && code !== null) return { code, name: twins.get(code) ?? null };
  if (code === null && name !== null) {
    return { code: [...twins].find(([, known]) => known === name)?.[0] ?? null, name };
  }
  return { code, name };
}
