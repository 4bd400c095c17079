import type { Actor, LocalDate, SchoolUrn } from '@app/kernel';
import type { NeedDetail, NeedMoveView, NeedState, NeedSummary } from '@app/profiles';
import type { Themes } from '@app/schools';
import { dateInWords, halfDaysInWords, weekdayInWords } from '../../layout/words.js';
import {
  APPROACH_WORDS,
  halfTermInWords,
  MODE_WORDS,
  SOON_WORDS,
  STAGE_WORDS,
  STATE_TAGS,
} from './need-words.js';

/** What stands around needs on every page of theirs. */
export interface NeedWorld {
  readonly themes: Themes;
  readonly schools: ReadonlyMap<SchoolUrn, string>;
}

export interface DatedWorld extends NeedWorld {
  readonly today: LocalDate;
}

/** What to do next, for those who look after the request. */
export const BROKER_NEXT: Readonly<Record<NeedState, string>> = {
  raised: 'Say how soon it is needed and when somebody looks again.',
  triaged: 'Work out with the school what would help, then ask its head to confirm the wording.',
  diagnosed: 'The head confirms the wording. Nobody is asked before.',
  agreed: 'The head says who may be asked. Nobody is asked before.',
  open: 'Choose whom to ask.',
  proposed: 'A school is in mind. Follow the answers.',
  commissioned: 'Support from outside the area is being arranged.',
  matched: 'Both schools agree what they will do.',
  met: 'Nothing more: it was met.',
  not_pursued: 'Nothing more: it was not pursued.',
  escalated: 'The local authority looks at it with you.',
  withdrawn: 'Nothing more: the school withdrew it.',
};

export interface FoundNeed {
  readonly need: NeedSummary;
  /** Null for who may not read it, or must type why first. */
  readonly detail: NeedDetail | null;
  readonly world: DatedWorld;
  /** False for who has an interest in its school: their own way to the candidates would be refused. */
  readonly mayReadRun: boolean;
  /** With a reason, for an officer. */
  readonly mayReadCase: boolean;
  /** To somebody else: who looks after it. */
  readonly mayGive: boolean;
  /** The head of its school, while it lives. */
  readonly mayChangeBroker: boolean;
}

export interface NeedLine {
  readonly reference: string;
  readonly href: string;
  readonly school: string;
  readonly theme: string;
  readonly state: string;
  readonly soon: string;
  /** `30 November 2026`, or `Was due 20 November 2026` once it is over; null where nobody looks again. */
  readonly nextDate: string | null;
  readonly owner: string;
}

export function schoolName(urn: SchoolUrn, { schools }: NeedWorld): string {
  return schools.get(urn) ?? `School ${urn}`;
}

export function isOwn(need: Pick<NeedSummary, 'urn'>, actor: Actor): boolean {
  return actor.posts.some(({ school, role }) => school === need.urn && (role === 'head' || role === 'staff'));
}

/** On heads' screens it is a request, on brokers' a need (PRODUCT §2). Who is both reads the area's list as a broker. */
export function wordsFor(own: boolean): { readonly one: string; readonly many: string } {
  return own ? { one: 'request', many: 'requests' } : { one: 'need', many: 'needs' };
}

export function readsAsHead({ posts }: Actor): boolean {
  return posts.length > 0 && posts.every(({ role }) => role === 'head' || role === 'staff');
}

/** A sentence after what happens next: `By Monday 30 November 2026.` */
export function byInWords(nextDate: LocalDate | null, today: LocalDate): string | null {
  if (nextDate === null) return null;
  return nextDate < today ? `It was due on ${weekdayInWords(nextDate)}.` : `By ${weekdayInWords(nextDate)}.`;
}

export function needLine(need: NeedSummary, world: DatedWorld): NeedLine {
  return {
    reference: need.reference,
    href: `/needs/${need.reference}`,
    school: schoolName(need.urn, world),
    theme: world.themes.nameOf(need.primaryTheme),
    state: STATE_TAGS[need.state],
    soon: SOON_WORDS[need.priority],
    nextDate: nextDateInWords(need.nextDate, world.today),
    owner: need.owner?.name ?? '',
  };
}

function nextDateInWords(nextDate: LocalDate | null, today: LocalDate): string | null {
  if (nextDate === null) return null;
  return nextDate < today ? `Was due ${dateInWords(nextDate)}` : dateInWords(nextDate);
}

export interface Fact {
  readonly name: string;
  readonly lines: readonly string[];
}

const fact = (name: string, ...lines: readonly string[]): Fact => ({ name, lines });

/** The request in full, as its school wrote it. */
export function wordingFacts(need: NeedDetail, world: NeedWorld): Fact[] {
  const { approach } = need;
  const named = (urns: readonly SchoolUrn[]): string[] => urns.map((urn) => schoolName(urn, world));
  return [
    fact('Themes', ...[need.primaryTheme, ...need.secondaryThemes].map((id) => world.themes.nameOf(id))),
    fact('Key stages', need.keyStages.map((stage) => STAGE_WORDS[stage]).join(', ')),
    fact('What should change', need.wantedOutcome),
    fact('What this means for pupils with SEND', need.sendThread),
    fact('Already tried', need.tried ?? 'Not given'),
    fact('Wanted', `${halfDaysInWords(need.halfDaysWanted)} in each half-term`),
    fact('From', halfTermInWords(need.windowFrom)),
    fact('To', halfTermInWords(need.windowTo)),
    fact('How', need.modes.map((mode) => MODE_WORDS[mode]).join(', ')),
    fact('Furthest travel', need.travelKm === null ? 'No limit' : `${String(need.travelKm)} kilometres`),
    ...(need.wishes.length > 0 ? [fact('Would like to work with', ...named(need.wishes))] : []),
    fact(
      'Who may be asked',
      ...(approach === null ? ['Not said yet'] : [APPROACH_WORDS[approach.kind], ...named(approach.urns)]),
    ),
  ];
}

function moveLine({ from, to, by, at, reason }: NeedMoveView): object {
  return { at, by, reason, what: from === null ? 'Sent' : STATE_TAGS[to] };
}

/** Where it stands: for the page of the request and beside every decision about it. */
export function standing(need: NeedSummary, world: DatedWorld, actor: Actor): object {
  const own = isOwn(need, actor);
  return {
    ...needLine(need, world),
    version: need.version,
    own,
    by: byInWords(need.nextDate, world.today),
    stateWords: own ? need.stateWords : STATE_TAGS[need.state],
    next: own ? need.nextWords : BROKER_NEXT[need.state],
    adviser: need.adviser?.name ?? null,
    ...{ cover: need.cover?.name ?? null, coveredOn: need.coveredOn },
    waitingSince: need.waitingSince,
    approachSet: need.approachSet,
  };
}

export function needPage(found: FoundNeed, actor: Actor): object {
  const { need, detail, world } = found;
  const word = wordsFor(isOwn(need, actor));
  return {
    title: `${schoolName(need.urn, world)}: ${world.themes.nameOf(need.primaryTheme)}`,
    back: isOwn(need, actor)
      ? { href: '/my-school', text: 'Back to my school' }
      : { href: '/needs', text: 'Back to needs' },
    need: standing(need, world, actor),
    word,
    justSent: isOwn(need, actor) && need.state === 'raised',
    actions: actionsOn(found, actor),
    facts: detail === null ? [] : wordingFacts(detail, world),
    moves: detail === null ? [] : detail.moves.map(moveLine),
    closedReason: detail?.closedReason ?? null,
    askPurpose: detail === null && need.can.readDetailWithReason,
  };
}

interface Action {
  readonly href: string;
  readonly text: string;
}

/** From a list, to everything that followed; null for who may not open it. */
export function followedLink(need: string | null): Action | null {
  return need === null ? null : { href: `/cases/${need}`, text: `Everything that followed from ${need}` };
}

/** Where this person can go from here with it: never to a page that would refuse them. */
export function actionsOn(found: FoundNeed, actor: Actor): Action[] {
  const { need, mayReadRun, mayReadCase, mayGive, mayChangeBroker } = found;
  const { can } = need;
  const word = wordsFor(isOwn(need, actor));
  const looksAfter = mayReadRun && actor.posts.some(({ role }) => role === 'broker' || role === 'adviser');
  const action = (may: boolean, move: string, text: string): Action[] =>
    may ? [{ href: `/needs/${need.reference}/${move}`, text }] : [];
  return [
    ...action(can.agree, 'agree', 'Agree the wording'),
    ...action(can.setApproach, 'approach', 'Say who may be asked'),
    ...action(can.triage, 'triage', need.state === 'raised' ? 'Take it up' : 'Change how soon, or when next'),
    ...action(looksAfter && ['open', 'proposed'].includes(need.state), 'candidates', 'See who could help'),
    ...action(can.withdraw, 'withdraw', `Withdraw the ${word.one}`),
    ...action(can.close, 'close', `Close the ${word.one}`),
    ...action(mayGive, 'reassign', 'Give it to somebody else'),
    ...action(mayChangeBroker, 'broker', 'Ask for another broker'),
    ...(mayReadCase ? [{ href: `/cases/${need.reference}`, text: 'See everything that followed' }] : []),
  ];
}
