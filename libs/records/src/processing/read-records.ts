import { BadInput, type FieldError } from '@app/kernel';

/** One entry of the record of processing (UK GDPR article 30). */
export interface RecordKind {
  readonly kind: string;
  readonly purpose: string;
  readonly basis: Basis;
  readonly people: readonly string[];
  readonly recipients: readonly string[];
  /** A period of the area's schedule, or what its end hangs on. */
  readonly retention: string;
  readonly safeguards: readonly string[];
  readonly tables: readonly string[];
}
export interface RecordsOfProcessing {
  readonly version: number;
  readonly kinds: readonly RecordKind[];
}
export type Basis = (typeof BASES)[number];

const BASES = ['public_task', 'legitimate_interests', 'legal_obligation', 'none'] as const;
/** Ends that are no period: the person's erasure, the record it belongs to, the installation itself. */
export const ENDS = ['with_person', 'with_record', 'installation'] as const;
const FIELDS = ['purpose', 'basis', 'people', 'recipients', 'retention', 'safeguards', 'tables'];
const NAME = /^[a-z][a-z_]{2,40}$/;
const TABLE = /^[a-z_]+[.][a-z_]+$/;

/**
 * @param periods kinds of the retention schedule that an entry may name.
 * @throws BadInput naming every fault: an unknown or missing field, an empty text, a table told twice.
 */
export function readRecords(value: unknown, periods: readonly string[]): RecordsOfProcessing {
  const faults: FieldError[] = [];
  const say = (path: string, message: string): void => void faults.push({ path, message });
  const top = keysOf(value, '', ['version', 'kinds'], say);
  const version = top['version'];
  if (!Number.isInteger(version) || Number(version) < 1) say('version', 'Enter a whole number from 1');
  const kinds = Object.entries(keysOf(top['kinds'], 'kinds', null, say)).map(([kind, given]) =>
    readKind(kind, given, periods, say),
  );
  const told = kinds.flatMap(({ tables }) => tables);
  for (const table of new Set(told.filter((each, at) => told.indexOf(each) !== at)))
    say('kinds', `${table} stands in two entries`);
  if (faults.length > 0) throw new BadInput(faults, 'The record of processing cannot be read.');
  return { version: Number(version), kinds };
}

type Say = (path: string, message: string) => void;

function readKind(kind: string, given: unknown, periods: readonly string[], say: Say): RecordKind {
  const path = `kinds.${kind}`;
  if (!NAME.test(kind)) say(path, 'Name it in small letters and underscores');
  const fields = keysOf(given, path, FIELDS, say);
  const basis = fields['basis'] as Basis;
  if (!BASES.includes(basis)) say(`${path}.basis`, `Enter one of ${BASES.join(', ')}`);
  const retention = String(fields['retention']);
  if (![...periods, ...ENDS].includes(retention))
    say(`${path}.retention`, `Enter a period of the schedule, or one of ${ENDS.join(', ')}`);
  const people = textsOf(fields['people'], `${path}.people`, say);
  if ((people.length === 0) !== (basis === 'none'))
    say(`${path}.people`, 'Say whose data it is; without personal data the basis is none');
  const tables = textsOf(fields['tables'], `${path}.tables`, say);
  for (const table of tables) if (!TABLE.test(table)) say(`${path}.tables`, `${table} is no table`);
  const purpose = fields['purpose'];
  if (typeof purpose !== 'string' || purpose.trim() === '') say(`${path}.purpose`, 'Say what it is for');
  const recipients = textsOf(fields['recipients'], `${path}.recipients`, say);
  const safeguards = textsOf(fields['safeguards'], `${path}.safeguards`, say);
  if (recipients.length === 0) say(`${path}.recipients`, 'Say who reads it');
  if (safeguards.length === 0) say(`${path}.safeguards`, 'Say what protects it');
  return { ...{ kind, purpose: String(purpose), basis, people, recipients, retention }, safeguards, tables };
}

function keysOf(
  value: unknown,
  path: string,
  known: readonly string[] | null,
  say: Say,
): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    say(path, 'Give names with values here');
    return {};
  }
  const keys = value as Record<string, unknown>;
  for (const key of Object.keys(keys))
    if (known && !known.includes(key)) say(`${path}.${key}`, 'This is not known here');
  return keys;
}

function textsOf(value: unknown, path: string, say: Say): readonly string[] {
  const texts = Array.isArray(value) ? (value as unknown[]) : null;
  if (texts?.every((each) => typeof each === 'string' && each.trim() !== '')) return texts as string[];
  say(path, 'Give a list of texts here');
  return [];
}
