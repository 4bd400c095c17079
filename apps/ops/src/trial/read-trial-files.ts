import type { SchoolUrn } from '@app/kernel';
import {
  Problems,
  readTable,
  readUrn,
  RowReader,
  UPLOAD_LIMITS,
  type Reading,
  type TableKind,
} from '@app/schools';
import { listed, one, urns, words } from '../cells.js';
import type { TrialNeed, TrialOffer, TrialTheme } from './trial-files.js';

const KEY_STAGES = ['EY', 'KS1', 'KS2', 'KS3', 'KS4', 'KS5'] as const;
const MODES = ['in_person', 'remote', 'hybrid'] as const;
const PRIORITIES = ['when_possible', 'this_term', 'now'] as const;
const DEPTHS = ['can_talk', 'can_host', 'can_work_alongside'] as const;
const EVIDENCE = ['declared', 'declared_how', 'data', 'adviser_visit', 'released_review', 'impact'] as const;
const HALF_TERM = /^20[0-9]{2}\/[0-9]{2}-[1-6]$/;

const NEEDS: TableKind = {
  says: 'needs file',
  required: ['need', 'urn', 'theme', 'half_days', 'from', 'to'],
  optional: ['secondary_themes', 'key_stages', 'priority', 'partners', 'modes', 'travel_km', 'may_be_asked'],
  windows1252: false,
  damagedCells: 'refuse',
  ...UPLOAD_LIMITS,
};
const OFFERS: TableKind = {
  says: 'offers file',
  required: ['offer', 'urn', 'themes', 'half_days'],
  optional: ['key_stages', 'partners', 'modes', 'travel_km', 'not_with'],
  windows1252: false,
  damagedCells: 'refuse',
  ...UPLOAD_LIMITS,
};

/** What the files may say, besides their own words: themes in force and the schools of the trial. */
export interface TrialWorld {
  readonly themes: ReadonlySet<string>;
  readonly schools: ReadonlySet<SchoolUrn>;
  /** Where those schools stand, as a refused row is told. */
  readonly where: string;
}

/** @throws FileRefused naming line and column of every cell that must be mended. */
export async function readTrialNeeds(bytes: Uint8Array, world: TrialWorld): Promise<TrialNeed[]> {
  return readRows(bytes, NEEDS, 'need', (row) => {
    const [from, to] = [halfTerm(row, 'from'), halfTerm(row, 'to')];
    if (from > to) row.refuse('to', 'The last half-term is before the first.');
    return {
      line: row.line,
      id: row.text('need') ?? '',
      urn: school(row, world),
      theme: theme(row, 'theme', row.text('theme') ?? '', world),
      secondaryThemes: words(row.text('secondary_themes') ?? '').map((each) =>
        theme(row, 'secondary_themes', each, world),
      ),
      keyStages: listed(row, 'key_stages', KEY_STAGES, []),
      priority: one(row, 'priority', PRIORITIES, 'this_term'),
      halfDays: whole(row, 'half_days', 1, 60, 1),
      from,
      to,
      partners: whole(row, 'partners', 1, 3, 1),
      modes: listed(row, 'modes', MODES, ['in_person', 'remote', 'hybrid']),
      travelKm: row.text('travel_km') === null ? null : whole(row, 'travel_km', 1, 1000, 1),
      approach: approach(row),
    };
  });
}

/** @throws FileRefused naming line and column of every cell that must be mended. */
export async function readTrialOffers(bytes: Uint8Array, world: TrialWorld): Promise<TrialOffer[]> {
  return readRows(bytes, OFFERS, 'offer', (row) => ({
    line: row.line,
    id: row.text('offer') ?? '',
    urn: school(row, world),
    themes: offered(row, world),
    keyStages: listed(row, 'key_stages', KEY_STAGES, []),
    halfDays: days(row),
    partners: whole(row, 'partners', 1, 20, 1),
    modes: listed(row, 'modes', MODES, ['in_person', 'remote', 'hybrid']),
    travelKm: row.text('travel_km') === null ? null : whole(row, 'travel_km', 1, 1000, 1),
    notWith: urns(row, 'not_with', row.text('not_with') ?? ''),
  }));
}

async function readRows<Made extends { id: string }>(
  bytes: Uint8Array,
  kind: TableKind,
  idColumn: string,
  make: (row: RowReader) => Made,
): Promise<Made[]> {
  const table = await readTable(bytes, kind);
  const problems = new Problems();
  const made: Made[] = [];
  const seen = new Map<string, number>();
  for await (const row of table.rows(problems)) {
    const reader = new RowReader(row, table.header, problems, []);
    const each = make(reader);
    if (!/^[A-Za-z0-9._-]{1,40}$/.test(each.id)) {
      reader.refuse(idColumn, 'Give each row a name of letters, digits, dots or dashes.');
    }
    const before = seen.get(each.id);
    if (before !== undefined) reader.refuse(idColumn, `“${each.id}” is on line ${before} too.`);
    seen.set(each.id, row.line);
    made.push(each);
  }
  if (made.length === 0)
    problems.add({ line: null, column: null, message: `This ${kind.says} has no rows.` });
  problems.refuseIfAny();
  return made;
}

function school(row: RowReader, world: TrialWorld): SchoolUrn {
  const urn = row.read('urn', readUrn, null);
  if (urn === null) return '' as SchoolUrn; // already a problem of this row
  if (!world.schools.has(urn)) row.refuse('urn', `${urn} is not an open school ${world.where}.`);
  return urn;
}

function theme(row: RowReader, column: string, id: string, world: TrialWorld): string {
  if (!world.themes.has(id)) row.refuse(column, `“${id.slice(0, 40)}” is not a theme, like att.strategy.`);
  return id;
}

function halfTerm(row: RowReader, column: string): string {
  const text = row.text(column) ?? '';
  if (!HALF_TERM.test(text)) row.refuse(column, 'Write a half-term like 2026/27-3.');
  return text;
}

function whole(row: RowReader, column: string, least: number, most: number, absent: number): number {
  const text = row.text(column);
  if (text === null) {
    if (row.given(column) !== null && column === 'half_days') row.refuse(column, 'Enter a number, like 4.');
    return absent;
  }
  const read = (cell: string): Reading<number> => {
    const n = /^[0-9]{1,4}$/.test(cell.trim()) ? Number(cell) : NaN;
    return n >= least && n <= most
      ? { value: n }
      : { problem: `Enter a whole number from ${least} to ${most}.` };
  };
  return row.read(column, read, absent);
}

/** `anyone`, `anyone but 100001 100002`, `only 100003`. */
function approach(row: RowReader): TrialNeed['approach'] {
  const text = row.text('may_be_asked') ?? 'anyone';
  const [, kind, rest = ''] = /^(anyone but|anyone|only)(?:\s+(.*))?$/.exec(text) ?? [];
  if (kind === undefined || (kind === 'anyone') !== (rest === '')) {
    row.refuse('may_be_asked', 'Write: anyone, anyone but 100001 100002, or only 100003.');
    return { kind: 'anyone', urns: [] };
  }
  return {
    kind: kind === 'anyone but' ? 'anyone_but' : (kind as 'anyone' | 'only'),
    urns: urns(row, 'may_be_asked', rest),
  };
}

/** `att.strategy:can_host:declared_how:2026-05-01 sub.maths:can_talk:declared`. */
function offered(row: RowReader, world: TrialWorld): TrialTheme[] {
  const given = words(row.text('themes'));
  if (given.length === 0)
    row.refuse('themes', 'Name at least one theme, like att.strategy:can_host:declared_how:2026-05-01.');
  return given.map((word) => {
    const [id = '', depth = '', evidence = 'declared', on = null] = word.split(':');
    const known = DEPTHS.find((each) => each === depth);
    const kind = EVIDENCE.find((each) => each === evidence);
    if (known === undefined)
      row.refuse('themes', `“${depth.slice(0, 20)}” is not one of: ${DEPTHS.join(', ')}.`);
    if (kind === undefined)
      row.refuse('themes', `“${evidence.slice(0, 20)}” is not one of: ${EVIDENCE.join(', ')}.`);
    if (on !== null && !/^20[0-9]{2}-[0-9]{2}-[0-9]{2}$/.test(on))
      row.refuse('themes', 'Write the date like 2026-05-01.');
    return {
      theme: theme(row, 'themes', id, world),
      depth: known ?? 'can_talk',
      evidence: kind ?? 'declared',
      on,
    };
  });
}

/** `2026/27-3=8 2026/27-4=ask`. */
function days(row: RowReader): Record<string, number | null> {
  const given = words(row.text('half_days'));
  if (given.length === 0)
    row.refuse('half_days', 'Write half-days by half-term, like 2026/27-3=8 2026/27-4=ask.');
  const byHalfTerm: Record<string, number | null> = {};
  for (const word of given) {
    const [, term, amount] = /^(20[0-9]{2}\/[0-9]{2}-[1-6])=([0-9]{1,3}|ask)$/.exec(word) ?? [];
    if (term === undefined || amount === undefined)
      row.refuse('half_days', `“${word.slice(0, 30)}” is not like 2026/27-3=8.`);
    else if (term in byHalfTerm) row.refuse('half_days', `${term} is there twice.`);
    else byHalfTerm[term] = amount === 'ask' ? null : Number(amount);
  }
  return byHalfTerm;
}
