import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { breaksSince } from './breaks-since.js';
import type { Part } from './document-part.js';
import { growthSince } from './growth-since.js';

export interface Changes {
  readonly breaks: readonly string[];
  /** Those of them that nobody was told of. */
  readonly unannounced: readonly string[];
  readonly growth: readonly string[];
}

/** @param folder where `v1.json` stands beside the last released one and what is announced. */
export function changesOf(folder: string): Changes {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const [now, released] = [read('v1.json') as Part, read('v1.released.json') as Part];
  const announced = new Set(read('v1.announced.json') as readonly string[]);
  const breaks = [...breaksSince(released, now)].sort();
  const unannounced = breaks.filter((each) => !announced.has(each));
  return { breaks, unannounced, growth: growthSince(released, now) };
}

/** In words, one a line: what stops an old caller first. */
export function changesInWords({ breaks, unannounced, growth }: Changes): string {
  const lines = [
    ...breaks.map((each) => `breaks  ${each}${unannounced.includes(each) ? '  (not announced)' : ''}`),
    ...growth.map((each) => `grows   ${each}`),
  ];
  return lines.length === 0 ? 'Nothing has changed since the last release.' : lines.join('\n');
}

/**
 * The document as it stands becomes the released one; what was announced has happened and is cleared.
 *
 * @returns what changed with it; nothing is written where a break was announced to nobody.
 */
export function releaseDocument(folder: string): Changes {
  const changes = changesOf(folder);
  if (changes.unannounced.length > 0) return changes;
  writeFileSync(join(folder, 'v1.released.json'), readFileSync(join(folder, 'v1.json')));
  writeFileSync(join(folder, 'v1.announced.json'), '[]\n');
  return changes;
}
