import type { LocalDate } from '@app/kernel';
import type { Themes } from '@app/schools';
import type { FieldReader } from '../field-reader.js';
import { DEPTHS, EVIDENCE_KINDS, type OfferedTheme } from './offered-theme.js';

/** One strength as it was sent. */
export interface AskedTheme {
  readonly theme: string;
  readonly depth: string;
  /** Left out: `declared`. */
  readonly evidence?: string;
  readonly howWeKnow?: string | null;
  /** The day of the visit, review or data; left out for `declared`, which is said today. */
  readonly on?: string | null;
}

const MOST = 20;

/**
 * Strengths, each theme once. Whoever names a visit, a review or data says which and when, so that somebody else can
 * look it up; a word of one's own needs neither, and weighs less.
 */
export function readOfferedThemes(
  reader: FieldReader,
  path: string,
  asked: readonly AskedTheme[],
  world: { readonly themes: Themes; readonly today: LocalDate },
): OfferedTheme[] {
  if (asked.length > MOST) reader.say(path, `Name ${String(MOST)} strengths or fewer`);
  const read = asked.slice(0, MOST).map((each, at) => readOne(reader, `${path}.${String(at)}`, each, world));
  if (new Set(read.map(({ theme }) => theme)).size < read.length) reader.say(path, 'Name each theme once');
  return read;
}

function readOne(
  reader: FieldReader,
  path: string,
  asked: AskedTheme,
  { themes, today }: { readonly themes: Themes; readonly today: LocalDate },
): OfferedTheme {
  const evidence = reader.oneOf(`${path}.evidence`, asked.evidence ?? 'declared', EVIDENCE_KINDS);
  const howWeKnow = reader.textOrNull(`${path}.howWeKnow`, asked.howWeKnow, 'how you know', 1_000);
  if (evidence !== 'declared' && howWeKnow === null)
    reader.say(`${path}.howWeKnow`, 'Say which visit, review or data shows it');
  const dated = asked.on ?? (evidence === 'declared' ? today : null);
  const on = reader.date(`${path}.on`, dated, 'its date');
  if (on > today) reader.say(`${path}.on`, 'This day has not come yet');
  return {
    theme: reader.theme(`${path}.theme`, asked.theme, themes),
    depth: reader.oneOf(`${path}.depth`, asked.depth, DEPTHS),
    evidence,
    howWeKnow,
    on,
  };
}
