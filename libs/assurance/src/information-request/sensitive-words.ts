import { inArea, type Tx } from '@app/platform';
import type { InformationKind } from './record-kinds.js';
import { holdsName } from './who-asked.js';

/** Shorter passages are said by anybody. */
const LEAST_PASSAGE = 25;

/**
 * Kinds of record that are always withheld and whose words stand in this text. It is held against names of people, and
 * against what this person may read themself: row-level security leaves out the rest, which they cannot have copied.
 */
export async function sensitiveIn(tx: Tx, text: string): Promise<InformationKind[]> {
  const rows = await tx.query<{ kind: InformationKind; words: string }>(
    `select 'staff_name' as kind, p.name as words from identity.person p where ${inArea(tx, 'p')} and p.state <> 'erased'
     union all select 'need_detail', concat_ws(E'\\n', n.send_thread, n.wanted_outcome, n.tried) from profiles.need n where ${inArea(tx, 'n')}
     union all select 'concern', c.words from profiles.concern c where ${inArea(tx, 'c')}
     union all select 'coaching_note', k.text from brokerage.coaching_note k where ${inArea(tx, 'k')}`,
  );
  const found = rows.filter(({ kind, words }) =>
    kind === 'staff_name' ? holdsName(text, words) : passages(words).some((each) => holdsName(text, each)),
  );
  return [...new Set(found.map(({ kind }) => kind))];
}

function passages(words: string): string[] {
  return words.split(/(?<=[.!?])\s+|\n+/).filter((each) => each.trim().length >= LEAST_PASSAGE);
}
