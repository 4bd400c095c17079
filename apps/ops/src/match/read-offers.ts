import { parseHalfTerm, parseLocalDate, type HalfTermId, type LocalDate, type OfferId } from '@app/kernel';
import {
  CONFLICT_STATES,
  DEPTHS,
  EVIDENCE_KINDS,
  KEY_STAGES,
  MODES,
  type Conflict,
  type Days,
  type Offer,
  type OfferedTheme,
} from '@app/matching';
import type { RowReader } from '@app/schools';
import { listed, metres, one, school, urns, whole, words, yes } from '../cells.js';
import type { MatchWorld } from './match-world.js';
import { theme } from './read-needs.js';
import { named, readRows } from './read-rows.js';
import { CONFLICTS, OFFERS } from './tables.js';

export interface OfferWithDays {
  readonly offer: Offer;
  readonly days: readonly Days[];
}

/** @throws FileRefused; two offers of one school must say the same of its half-days. */
export function readOffers(bytes: Uint8Array, world: MatchWorld): Promise<OfferWithDays[]> {
  const said = new Map<string, { readonly line: number; readonly days: string }>();
  return readRows(
    bytes,
    OFFERS,
    (row) => readOne(row, world, said),
    ({ offer: { id } }) => ['offer', id],
  );
}

function readOne(
  row: RowReader,
  world: MatchWorld,
  said: Map<string, { readonly line: number; readonly days: string }>,
): OfferWithDays {
  const urn = school(row, 'urn', world.schools);
  const mostPartners = whole(row, 'partners', 0, 20, 1);
  const days = halfDays(row, urn, world);
  const first = said.get(urn);
  const text = JSON.stringify(days);
  if (!first) said.set(urn, { line: row.line, days: text });
  else if (first.days !== text)
    row.refuse(
      'half_days',
      `The offers of one school share its days: line ${String(first.line)} says something else.`,
    );
  return {
    offer: {
      id: named(row, 'offer') as OfferId,
      school: urn,
      themes: strengths(row, world),
      keyStages: listed(row, 'key_stages', KEY_STAGES, world.keyStagesOf(urn)),
      modes: listed(row, 'modes', MODES, MODES),
      travelMetres: metres(row, 'travel_km'),
      notWith: urns(row, 'not_with', row.text('not_with')),
      mostPartners,
      fewestPartners: whole(row, 'fewest_partners', 0, mostPartners, 0),
      resting: yes(row, 'resting'),
    },
    days: first ? [] : days,
  };
}

const DECLARED_HOW = 'declared_how';

/** `att.strategy:can_host:declared_how:2026-05-01 sub.maths:can_talk:declared`. */
function strengths(row: RowReader, world: MatchWorld): OfferedTheme[] {
  const given = words(row.text('themes'));
  if (given.length === 0)
    row.refuse('themes', 'Name at least one theme, like att.strategy:can_host:declared_how:2026-05-01.');
  const kinds = [...EVIDENCE_KINDS, DECLARED_HOW];
  const found = given.map((word): OfferedTheme => {
    const [id = '', depthWord = '', evidence = 'declared', dated] = word.split(':');
    const depth = DEPTHS.find((each) => each === depthWord);
    if (!depth) row.refuse('themes', `“${depthWord.slice(0, 20)}” is not one of: ${DEPTHS.join(', ')}.`);
    if (!kinds.includes(evidence))
      row.refuse('themes', `“${evidence.slice(0, 20)}” is not one of: ${kinds.join(', ')}.`);
    const on = dated === undefined ? world.today : parseLocalDate(dated);
    if (on === null || on > world.today)
      row.refuse('themes', `${(dated ?? '').slice(0, 20)} is not a day that has been.`);
    const isPlain = evidence === 'declared';
    return {
      theme: theme(row, 'themes', id, world),
      depth: depth ?? 'can_talk',
      evidence: EVIDENCE_KINDS.find((each) => each === evidence) ?? 'declared',
      howKnown: !isPlain,
      on: on ?? ('2000-01-01' as LocalDate),
    };
  });
  if (new Set(found.map((each) => each.theme)).size < found.length)
    row.refuse('themes', 'Name each theme once.');
  return found;
}

/** `2026/27-3=8 2026/27-4=ask`. */
function halfDays(row: RowReader, urn: Days['school'], { halfTerms }: MatchWorld): Days[] {
  const given = words(row.text('half_days'));
  if (given.length === 0)
    row.refuse('half_days', 'Write half-days by half-term, like 2026/27-3=8 2026/27-4=ask.');
  const found = given.flatMap((word): Days[] => {
    const [, term = '', amount] = /^(20[0-9]{2}\/[0-9]{2}-[1-6])=([0-9]{1,3}|ask)$/.exec(word) ?? [];
    const halfTerm = parseHalfTerm(term);
    if (halfTerm === null || amount === undefined) {
      row.refuse('half_days', `“${word.slice(0, 30)}” is not like 2026/27-3=8.`);
      return [];
    }
    if (!halfTerms.some(({ id }) => id === halfTerm)) {
      row.refuse('half_days', `${halfTerm} is not between ${ends(halfTerms)}.`);
      return [];
    }
    const free = amount === 'ask' ? 0 : Number(amount);
    return [{ school: urn, halfTerm, declared: free, free, askMe: amount === 'ask' }];
  });
  if (new Set(found.map(({ halfTerm }) => halfTerm)).size < found.length)
    row.refuse('half_days', 'Name each half-term once.');
  return found.sort((a, b) => (a.halfTerm < b.halfTerm ? -1 : 1));
}

function ends(halfTerms: MatchWorld['halfTerms']): string {
  const [first, last]: readonly (HalfTermId | '')[] = [halfTerms[0]?.id ?? '', halfTerms.at(-1)?.id ?? ''];
  return `${first ?? ''} and ${last ?? ''}`;
}

/** @throws FileRefused */
export function readConflicts(bytes: Uint8Array, world: MatchWorld): Promise<Conflict[]> {
  return readRows(
    bytes,
    CONFLICTS,
    (row): Conflict => {
      const [one_, other] = [school(row, 'urn', world.schools), school(row, 'other', world.schools)];
      if (one_ === other) row.refuse('other', 'A conflict is between two schools.');
      const kind = row.text('kind') ?? 'declared';
      if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/.test(kind))
        row.refuse('kind', 'Use letters, digits, dots or dashes.');
      return { school: one_, other, kind, state: one(row, 'state', CONFLICT_STATES, 'suspected') };
    },
    ({ school: urn, other, kind }) => ['other', [[urn, other].sort().join(' and '), kind].join(' ')],
    true,
  );
}
