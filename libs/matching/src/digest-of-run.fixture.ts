import { concludePlan } from './conclude-plan.js';
import { fnv1a64 } from './hash.js';
import { openSnapshot } from './problem.js';
import { Dice } from './random-county.fixture.js';
import { scoreBlock } from './score-block.js';
import { canonicalJson } from './snapshot/canonical-json.js';
import { canonicalSnapshot } from './snapshot/read-snapshot.js';
import type { Snapshot } from './snapshot/snapshot.js';

/** One checksum of all that a run keeps: the snapshot's text, each row, the plan, its certificate. */
export function digestOf(snapshot: Snapshot, shards: number): string {
  const text = canonicalSnapshot(snapshot);
  const many = openSnapshot(text).needs.length;
  const rows = Array.from({ length: shards }, (_, at) => {
    const [from, to] = [at, at + 1].map((end) => Math.floor((end * many) / shards));
    // Each shard opens the text by itself.
    return scoreBlock(openSnapshot(text), from ?? 0, to ?? 0);
  });
  const all = rows.reverse().flat();
  return fnv1a64(canonicalJson([text, all.length, concludePlan(openSnapshot(text), all), ordered(all)]));
}

function ordered(rows: readonly { readonly index: number; readonly packed: string }[]): readonly string[] {
  return [...rows].sort((a, b) => a.index - b.index).map(({ packed }) => packed);
}

/** The same snapshot with every list in another order. */
export function shuffled(snapshot: Snapshot, seed: number): Snapshot {
  const dice = new Dice(seed);
  const lists = Object.entries(snapshot).map(([name, value]: [string, unknown]) => [
    name,
    // Half-terms stand in the order of time: that is what they say.
    Array.isArray(value) && name !== 'halfTerms' ? dice.shuffled(value as unknown[]) : value,
  ]);
  return Object.fromEntries(lists) as Snapshot;
}
