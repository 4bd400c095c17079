import type { PairingLine, Waits } from '@app/brokerage';
import { academicYearOf, type LocalDate, type SchoolUrn } from '@app/kernel';
import {
  isResting,
  type CapacityView,
  type NeedSummary,
  type OfferView,
  type OwnDeclaration,
  type StandingWord,
  type StrengthsView,
} from '@app/profiles';
import type { SchoolView } from '@app/schools';
import { dateInWords, halfDaysInWords } from '../../layout/words.js';
import { PAIRING_TAGS } from '../pairings/pairing-words.js';
import { APPETITE_WORDS, BAND_WORDS, DEPTH_WORDS, EVIDENCE_WORDS } from '../declare/declare-words.js';
import { halfTermInWords, MODE_WORDS, STAGE_WORDS, type Choice } from '../needs/need-words.js';
import { byInWords, needLine, type DatedWorld, type Fact, type NeedWorld } from '../needs/need.view.js';

export interface KnownOfSchool {
  readonly school: SchoolView;
  readonly own: readonly SchoolUrn[];
  readonly today: LocalDate;
  readonly strengths: StrengthsView | null;
  /** The school's own word in full, read only where it is not available, or was asked about. */
  readonly word: OwnDeclaration | null;
  /** Where who looks after the school confirmed its word. */
  readonly confirmed: StandingWord | null;
  /** What the address says was just done; believed only as far as it is stored. */
  readonly done: unknown;
  readonly offers: readonly OfferView[];
  readonly capacity: CapacityView;
  readonly needs: readonly NeedSummary[];
  /** Of other schools, that wait for an answer of this one. */
  readonly requests: readonly Waits[];
  /** Of support for this school, that wait for its answer. */
  readonly supports: readonly Waits[];
  readonly pairings: readonly PairingLine[];
  readonly world: DatedWorld;
  /** The head asks for support; a colleague does not. */
  readonly leads: boolean;
  readonly mayDeclare: boolean;
}

export function mySchoolView(known: KnownOfSchool): object {
  const { school, world, today } = known;
  const { urn, name } = school.published;
  return {
    title: name,
    urn,
    others: known.own
      .filter((each) => each !== urn)
      .map((each): Choice => ({
        value: `/my-school?school=${each}`,
        text: world.schools.get(each) ?? each,
      })),
    done: doneInWords(known),
    rest: restInWords(known),
    asked: askedOf(known),
    confirmed: confirmedInWords(known),
    facts: registerFacts(school),
    source: school.source,
    available: known.strengths?.available ?? false,
    said: known.strengths !== null,
    strengths: (known.strengths?.strengths ?? []).map(({ theme, depth, evidence, howWeKnow, on }) => ({
      theme: world.themes.nameOf(theme),
      depth: DEPTH_WORDS[depth],
      known: EVIDENCE_WORDS[evidence] + (howWeKnow === null ? '' : `: ${howWeKnow}`),
      on,
    })),
    offers: known.offers.map((offer) => offerLine(offer, world)),
    days: known.capacity.kind === 'whole' ? known.capacity.windows.map(dayLine) : [],
    needs: known.needs.map((need) => ({
      ...needLine(need, world),
      next: need.nextWords,
      by: byInWords(need.nextDate, world.today),
    })),
    answers: [
      ...known.requests.map((each) => answerLine('requests', 'Could you help a school?', each, world)),
      ...known.supports.map((each) => answerLine('offers', 'An offer of support for you:', each, world)),
    ],
    pairings: known.pairings.map((line) => ({
      href: `/pairings/${line.reference}`,
      text: `${line.supporter.name} supporting ${line.asker.name}`,
      ...{ theme: world.themes.nameOf(line.theme), tag: PAIRING_TAGS[line.state], nextDate: line.nextDate },
    })),
    commitmentsHref: `/commitments?school=${urn}`,
    leads: known.leads,
    mayDeclare: known.mayDeclare,
    declareHref: `/declare/${academicYearOf(today).replace('/', '-')}?school=${urn}`,
  };
}

function answerLine(
  path: string,
  said: string,
  { reference, theme, dueOn }: Waits,
  world: NeedWorld,
): object {
  return { href: `/${path}/${reference}`, text: `${said} ${world.themes.nameOf(theme)}`, dueOn };
}

const fact = (name: string, ...lines: readonly (string | null)[]): Fact => ({
  name,
  lines: lines.filter((line) => line !== null),
});

interface Rest {
  readonly said: string;
  readonly until: string;
}

/** A school that said "not this term", or that it is committed already: since when, and until when. */
function restInWords({ word }: KnownOfSchool): Rest | null {
  if (word === null || !isResting(word.appetite)) return null;
  const since = word.submittedAt === null ? '' : ` on ${dateInWords(word.submittedAt)}`;
  return {
    said: `Your school said “${APPETITE_WORDS[word.appetite].toLowerCase()}”${since}. Its offers rest, and it is suggested to nobody.`,
    until: `This holds until you change it.${word.quietUntil === null ? '' : ` Nobody reminds you before ${dateInWords(word.quietUntil)}, when this term is over.`}`,
  };
}

/** A question about the school's word, until the school says it again: changed, or as it is. */
function askedOf({ word }: KnownOfSchool): object | null {
  const { state, check, year } = word ?? {};
  return state === 'queried' && check?.question ? { ...check, year } : null;
}

function confirmedInWords({ confirmed }: KnownOfSchool): string | null {
  const on = dateInWords(confirmed?.checkedAt);
  return confirmed && `${confirmed.checkedBy ?? 'Who looks after your school'} confirmed this on ${on}.`;
}

function doneInWords(known: KnownOfSchool): string | null {
  const { done, offers, strengths } = known;
  const some = (state: string): boolean => offers.some((offer) => offer.state === state);
  if (done === 'sent' && restInWords(known))
    return 'Your answer was sent and is in force: your school rests.';
  if (done === 'sent' && strengths) return 'Your strengths and days were sent.';
  if (done === 'pause' && some('paused')) return 'The offer is paused. You can offer it again at any time.';
  if (done === 'resume' && some('live')) return 'The offer is on offer again.';
  return done === 'withdraw' ? 'What your school offers now is below.' : null;
}

function registerFacts({ published, local }: SchoolView): Fact[] {
  const { lowAge, highAge, roll, capacity } = published;
  const trust = local?.trustName ?? published.trustName;
  return [
    fact('URN', published.urn),
    fact('Phase', published.phase ?? 'Not in the register'),
    fact('Type', published.typeName ?? 'Not in the register'),
    fact(
      'Ages',
      lowAge === null || highAge === null ? 'Not in the register' : `${String(lowAge)} to ${String(highAge)}`,
    ),
    fact(
      'Key stages',
      published.keyStages.map((stage) => STAGE_WORDS[stage]).join(', ') || 'Not in the register',
    ),
    fact('Pupils', roll === null ? 'Not in the register' : String(roll)),
    fact('Places', capacity === null ? 'Not in the register' : String(capacity)),
    fact('Trust', trust ?? (published.trustKnown ? 'None' : 'Not known')),
    fact('District', local?.district ?? published.districtName ?? 'Not in the register'),
    fact('Town', published.town ?? 'Not in the register'),
  ];
}

const OFFER_STATES: Readonly<Record<string, string>> = {
  draft: 'Not offered yet',
  live: 'On offer',
  paused: 'Paused',
};

function offerLine(offer: OfferView, world: NeedWorld): object {
  const path = `/my-school/offers/${offer.id}`;
  return {
    themes: offer.themes.map(({ theme }) => world.themes.nameOf(theme)),
    modes: offer.modes.map((mode) => MODE_WORDS[mode]).join(', '),
    state: OFFER_STATES[offer.state] ?? offer.state,
    restsThisTerm: offer.pausedBy === 'not_this_term',
    version: offer.version,
    moves: [
      ...(offer.state === 'live' ? [{ action: `${path}/pause`, text: 'Pause' }] : []),
      ...(offer.state === 'paused' ? [{ action: `${path}/resume`, text: 'Offer again' }] : []),
      ...(offer.state === 'draft' ? [] : [{ action: `${path}/withdraw`, text: 'Withdraw' }]),
    ],
  };
}

function dayLine(window: Extract<CapacityView, { kind: 'whole' }>['windows'][number]): object {
  const { band, exact, declared, booked, free } = window;
  return {
    halfTerm: halfTermInWords(window.halfTerm),
    declared: exact ? halfDaysInWords(declared) : BAND_WORDS[band],
    booked: halfDaysInWords(booked),
    free: band === 'ask_me' && !exact ? 'Ask me' : halfDaysInWords(free),
  };
}
