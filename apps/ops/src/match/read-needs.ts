import { parseHalfTerm, PRIORITIES, type HalfTermId, type NeedId, type ThemeId } from '@app/kernel';
import { KEY_STAGES, MODES, type GroupRule, type Need } from '@app/matching';
import type { RowReader } from '@app/schools';
import { date, listed, metres, one, school, urns, whole, words } from '../cells.js';
import type { MatchWorld } from './match-world.js';
import { named, readRows } from './read-rows.js';
import { NEEDS } from './tables.js';

/** @throws FileRefused naming line and column of every cell that must be mended. */
export async function readNeeds(
  bytes: Uint8Array,
  world: MatchWorld,
): Promise<{ readonly needs: readonly Need[]; readonly groups: readonly GroupRule[] }> {
  const rows = await readRows(
    bytes,
    NEEDS,
    (row) => {
      const need = readOne(row, world);
      return { need, group: oneOf(row, need.id, world) };
    },
    ({ need }) => ['need', need.id],
  );
  return {
    needs: rows.map(({ need }) => need),
    groups: rows.flatMap(({ group }) => (group === null ? [] : [group])),
  };
}

/** `special`, `alternative_provision`, or the URNs of a group; blank where anybody may be the partner. */
function oneOf(row: RowReader, need: NeedId, world: MatchWorld): GroupRule | null {
  const text = row.text('one_of')?.trim() ?? '';
  if (text === '') return null;
  const setting = (['special', 'alternative_provision'] as const).find((each) => each === text);
  const schools = setting ? world.schoolsOf(setting) : [...new Set(urns(row, 'one_of', text))];
  const strange = schools.find((urn) => !world.schools.has(urn));
  if (strange !== undefined) row.refuse('one_of', `${strange} is not in the schools file.`);
  else if (schools.length === 0 && setting)
    row.refuse('one_of', `No school of the schools file is ${setting}.`);
  return { need, name: setting ? SETTINGS_IN_WORDS[setting] : 'the schools named', schools };
}

const SETTINGS_IN_WORDS = {
  special: 'the special schools',
  alternative_provision: 'alternative provision',
} as const;

function readOne(row: RowReader, world: MatchWorld): Need {
  const urn = school(row, 'urn', world.schools);
  const [from, to] = [halfTerm(row, 'from', world), halfTerm(row, 'to', world)];
  if (row.isSound && from > to) row.refuse('to', 'The last half-term is before the first.');
  const primaryTheme = theme(row, 'theme', row.text('theme') ?? '', world);
  const secondaryThemes = words(row.text('secondary_themes')).map((each) =>
    theme(row, 'secondary_themes', each, world),
  );
  if (secondaryThemes.length > 2) row.refuse('secondary_themes', 'Name two further themes or fewer.');
  if (new Set([primaryTheme, ...secondaryThemes]).size <= secondaryThemes.length)
    row.refuse('secondary_themes', 'Name each theme once.');
  const waitingSince = date(row, 'waiting_since', world.today);
  if (waitingSince > world.today) row.refuse('waiting_since', 'This day is still to come.');
  return {
    id: named(row, 'need') as NeedId,
    school: urn,
    primaryTheme,
    secondaryThemes,
    keyStages: listed(row, 'key_stages', KEY_STAGES, world.keyStagesOf(urn)),
    priority: one(row, 'priority', PRIORITIES, 'this_term'),
    halfDaysWanted: whole(row, 'half_days', 1, 60, 1),
    windowFrom: from,
    windowTo: to,
    partnersWanted: whole(row, 'partners', 0, 3, 1),
    modes: listed(row, 'modes', MODES, MODES),
    travelMetres: metres(row, 'travel_km'),
    approach: approach(row),
    wishes: urns(row, 'wishes', row.text('wishes')),
    earliestStart: date(row, 'earliest_start', null),
    waitingSince,
  };
}

export function theme(row: RowReader, column: string, id: string, { themes }: MatchWorld): ThemeId {
  if (!themes.has(id)) row.refuse(column, `“${id.slice(0, 40)}” is not a theme, like att.strategy.`);
  return id as ThemeId;
}

function halfTerm(row: RowReader, column: string, { halfTerms }: MatchWorld): HalfTermId {
  const text = row.text(column) ?? '';
  const found = parseHalfTerm(text);
  const [first, last] = [halfTerms[0]?.id ?? '', halfTerms.at(-1)?.id ?? ''];
  if (found === null) row.refuse(column, 'Write a half-term like 2026/27-3.');
  else if (!halfTerms.some(({ id }) => id === found))
    row.refuse(column, `${found} is not between ${first} and ${last}.`);
  return found ?? (text as HalfTermId);
}

/** `anyone`, `anyone but 100001 100002`, `only 100003`. */
function approach(row: RowReader): Need['approach'] {
  const text = row.text('may_be_asked') ?? 'anyone';
  const [, kind, rest = ''] = /^(anyone but|anyone|only)(?:\s+(.*))?$/.exec(text) ?? [];
  if (kind === undefined || (kind === 'anyone') !== (rest === '')) {
    row.refuse('may_be_asked', 'Write: anyone, anyone but 100001 100002, or only 100003.');
    return { kind: 'anyone', schools: [] };
  }
  const schools = [...new Set(urns(row, 'may_be_asked', rest))];
  return { kind: kind === 'anyone but' ? 'anyone_but' : (kind as 'anyone' | 'only'), schools };
}
