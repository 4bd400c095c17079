import { BadInput, parseAcademicYear, type FieldError } from '@app/kernel';
import {
  APPETITES,
  BANDS,
  CHECK_OUTCOMES,
  DEPTHS,
  EVIDENCE_KINDS,
  KEY_STAGES,
  MODES,
  PAUSE_KINDS,
  URGENCIES,
  type Appetite,
  type AskedDays,
  type AskedDeclaredNeed,
  type AskedPause,
  type AskedTerms,
  type AskedTheme,
  type Band,
  type CheckOutcome,
  type Depth,
  type EvidenceKind,
  type KeyStageName,
  type Mode,
  type PauseKind,
  type Urgency,
} from '@app/profiles';
import { faultsOf, maybe, number, oneOf, readBody, someOf, text, texts, type Field } from '../door/fields.js';

/** A school's yearly word. What is left out stands as the school said it last; the appetite is said each time. */
export interface AskedWord {
  readonly appetite: Appetite;
  readonly strengths?: readonly (AskedTheme & { readonly depth: Depth; readonly evidence?: EvidenceKind })[];
  readonly needs?: readonly (AskedDeclaredNeed & { readonly urgency: Urgency })[];
  readonly capacity?: readonly (AskedDays & { readonly band: Band })[];
  readonly offer?:
    | (Omit<AskedTerms, 'keyStages' | 'modes'> & {
        readonly keyStages: readonly KeyStageName[];
        readonly modes: readonly Mode[];
      })
    | null;
  readonly pause?: (AskedPause & { readonly kind: PauseKind }) | null;
}

export interface AskedFirstWord extends AskedWord {
  readonly urn: string;
  /** Like 2026/27. */
  readonly year: string;
}

/** Read on their own, so that a fault names the field inside. */
const apart: Field = () => null;

export const WORD_SHAPE = {
  appetite: oneOf(APPETITES),
  ...{ strengths: apart, needs: apart, capacity: apart, offer: apart, pause: apart },
};
export const FIRST_WORD_SHAPE = { urn: text, year: text, ...WORD_SHAPE };

const STRENGTH = {
  ...{ theme: text, depth: oneOf(DEPTHS), evidence: maybe(oneOf(EVIDENCE_KINDS)) },
  ...{ howWeKnow: maybe(text), on: maybe(text) },
};
const NEED = { theme: text, urgency: oneOf(URGENCIES), reason: maybe(text) };
const DAYS = { halfTerm: text, band: oneOf(BANDS), halfDays: maybe(number), version: maybe(number) };
const TERMS = {
  ...{ people: maybe(text), keyStages: someOf(KEY_STAGES), modes: someOf(MODES), travelKm: maybe(number) },
  ...{
    notWith: maybe(texts),
    conditions: maybe(text),
    maxPartners: maybe(number),
    minPartners: maybe(number),
  },
};
const PAUSE = { kind: oneOf(PAUSE_KINDS), words: maybe(text) };

const MOST = 50;

/** What who looks after the school says of its word. */
export interface AskedCheck {
  readonly outcome: CheckOutcome;
  /** What is asked of the school, where something is. */
  readonly question?: string | null;
}

export const CHECK_SHAPE = { outcome: oneOf(CHECK_OUTCOMES), question: maybe(text) };

export function readCheck(body: unknown): AskedCheck {
  return readBody<AskedCheck>(body, CHECK_SHAPE);
}

export function readWord(body: unknown): AskedWord {
  return checked(readBody<AskedWord>(body, WORD_SHAPE));
}

export function readFirstWord(body: unknown): AskedFirstWord {
  const asked = readBody<AskedFirstWord>(body, FIRST_WORD_SHAPE);
  if (parseAcademicYear(asked.year) === null)
    throw new BadInput([{ path: 'year', message: 'Write the year like 2026/27' }]);
  return checked(asked);
}

function checked<Word extends AskedWord>(asked: Word): Word {
  const errors = [
    ...each(asked.strengths, STRENGTH, 'strengths'),
    ...each(asked.needs, NEED, 'needs'),
    ...each(asked.capacity, DAYS, 'capacity'),
    ...(asked.offer ? faultsOf(asked.offer, TERMS, 'offer') : []),
    ...(asked.pause ? faultsOf(asked.pause, PAUSE, 'pause') : []),
  ];
  if (errors.length > 0) throw new BadInput(errors.slice(0, 20));
  return asked;
}

function each(given: unknown, shape: Readonly<Record<string, Field>>, path: string): FieldError[] {
  if (given === undefined) return [];
  if (!Array.isArray(given) || given.length > MOST)
    return [{ path, message: `Send a list of at most ${String(MOST)}` }];
  return given.flatMap((one, at) => faultsOf(one, shape, `${path}.${String(at)}`));
}
