import type { SchoolLink } from './school-link.js';

/** What a links file changes. Links it does not tell of stay: history is never lost to a shorter file. */
export interface LinksDiff {
  readonly added: readonly SchoolLink[];
  /** The same two schools, told otherwise now: another kind, direction or date. */
  readonly changed: readonly {
    readonly before: readonly SchoolLink[];
    readonly now: readonly SchoolLink[];
  }[];
  readonly absent: readonly SchoolLink[];
  readonly unchanged: number;
}

/** Links between the same two schools are one story: where the file tells it otherwise, its word replaces what was stored. */
export function diffLinks(stored: readonly SchoolLink[], file: readonly SchoolLink[]): LinksDiff {
  const [before, now] = [byPair(stored), byPair(file)];
  const added: SchoolLink[] = [];
  const changed: LinksDiff['changed'][number][] = [];
  let unchanged = 0;
  for (const [pair, links] of now) {
    const known = before.get(pair);
    if (!known) added.push(...links);
    else if (story(known) === story(links)) unchanged += links.length;
    else changed.push({ before: known, now: links });
  }
  const absent = [...before].flatMap(([pair, links]) => (now.has(pair) ? [] : links));
  return { added, changed, absent, unchanged };
}

function byPair(links: readonly SchoolLink[]): Map<string, SchoolLink[]> {
  const pairs = new Map<string, SchoolLink[]>();
  for (const link of links) {
    const pair = [link.fromUrn, link.toUrn].sort().join('+');
    const known = pairs.get(pair);
    if (known) known.push(link);
    else pairs.set(pair, [link]);
  }
  return pairs;
}

const story = (links: readonly SchoolLink[]): string =>
  links
    .map(({ fromUrn, toUrn, kind, linkedOn }) => [fromUrn, toUrn, kind, linkedOn ?? ''].join(' '))
    .sort()
    .join('\n');
