import { type LocalDate } from '@app/kernel';
import type { Themes } from '@app/schools';
import type { FieldReader } from '../field-reader.js';
import type { OfferedTheme } from '../offer/offered-theme.js';
import { readOfferedThemes, type AskedTheme } from '../offer/read-offered-themes.js';
import {
  APPETITES,
  isResting,
  PAUSE_KINDS,
  URGENCIES,
  type Appetite,
  type DeclaredNeed,
  type PauseKind,
} from './declared.js';

export interface AskedDeclaredNeed {
  readonly theme: string;
  readonly urgency: string;
  readonly reason?: string | null;
}

export interface AskedDeclaration {
  readonly appetite: string;
  /** Left out, the school's last word on them stands; an empty list takes them away. */
  readonly strengths?: readonly AskedTheme[];
  /** The same. */
  readonly needs?: readonly AskedDeclaredNeed[];
}

export interface Declared {
  readonly appetite: Appetite;
  readonly strengths: OfferedTheme[];
  readonly needs: DeclaredNeed[];
}

export interface DeclarationWorld {
  readonly themes: Themes;
  readonly today: LocalDate;
  /** What the school said last. */
  readonly before: Pick<Declared, 'strengths' | 'needs'>;
}

export function readDeclaration(
  reader: FieldReader,
  asked: AskedDeclaration,
  world: DeclarationWorld,
): Declared {
  const { before } = world;
  return {
    appetite: reader.oneOf('appetite', asked.appetite, APPETITES),
    strengths: asked.strengths
      ? readOfferedThemes(reader, 'strengths', asked.strengths, world)
      : before.strengths,
    needs: asked.needs ? readNeeds(reader, asked.needs, world.themes) : before.needs,
  };
}

const MOST_NEEDS = 20;

function readNeeds(reader: FieldReader, asked: readonly AskedDeclaredNeed[], themes: Themes): DeclaredNeed[] {
  if (asked.length > MOST_NEEDS) reader.say('needs', `Name ${String(MOST_NEEDS)} needs or fewer`);
  const needs = asked.slice(0, MOST_NEEDS).map((need, at) => {
    const path = `needs.${String(at)}`;
    return {
      theme: reader.theme(`${path}.theme`, need.theme, themes),
      urgency: reader.oneOf(`${path}.urgency`, need.urgency, URGENCIES),
      reason: reader.textOrNull(`${path}.reason`, need.reason, 'the reason', 1_000),
    };
  });
  if (new Set(needs.map(({ theme }) => theme)).size < needs.length)
    reader.say('needs', 'Name each theme once');
  return needs;
}

export interface AskedPause {
  readonly kind: string;
  readonly words?: string | null;
}

/** Nobody has to say why; who does, says it to their own broker alone. */
export function readPause(
  reader: FieldReader,
  asked: AskedPause | null | undefined,
  appetite: Appetite,
): { kind: PauseKind; words: string | null } | null {
  if (!asked) return null;
  const kind = reader.oneOf('pause.kind', asked.kind, PAUSE_KINDS);
  const words = reader.textOrNull('pause.words', asked.words, 'the reason', 1_000);
  if (kind === 'other' && words === null) reader.say('pause.words', 'Enter the reason');
  if (!isResting(appetite)) reader.say('pause.kind', 'A reason is only for a school that cannot help now');
  return { kind, words };
}
