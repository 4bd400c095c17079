import { parseHalfTerm, PRIORITIES, type HalfTermId, type NeedId, type ThemeId } from '@app/kernel';
import { KEY_STAGES, MODES, type Need } from '@app/matching';
import type { RowReader } from '@app/schools';
import { date, listed, metres, one, school, urns, whole, words } from '../cells.js';
import type { MatchWorld } from './match-world.js';
import { named, readRows } from './read-rows.js';
import { NEEDS } from './tables.js';

/** @throws FileRefused naming line and column of every cell that must be mended. */
export function readNeeds(bytes: Uint8Array, world: MatchWorld): Promise<Need[]> {
  return readRows(
    bytes,
    NEEDS,
    (row) => readOne(row, world),
    ({ id }) => ['need', id],
  );
}

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
