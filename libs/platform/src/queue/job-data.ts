/** What a job may carry: a version, its key, ids and a range. Never a profile, a name or a text. */
export interface JobData {
  readonly v: 1;
  readonly ids: Readonly<Record<string, string>>;
  /** From–to, half-open, over the order of a snapshot's needs. */
  readonly range?: readonly [number, number];
}

/** A job nobody here wrote, or wrote for another version: it is parked with this reason and not tried again. */
export class JobUnreadable extends Error {
  constructor(because: string) {
    super(`This job cannot be read: ${because}.`);
    // BullMQ parks a job at once when its error carries this name.
    this.name = 'UnrecoverableError';
  }
}

const KNOWN = new Set(['v', 'ids', 'range']);
const ID = /^[A-Za-z0-9._-]{1,100}$/;

/** @throws JobUnreadable for anything but exactly a JobData of this version. */
export function parseJobData(data: unknown): JobData {
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    throw new JobUnreadable('it is no object');
  const stranger = Object.keys(data).find((key) => !KNOWN.has(key));
  if (stranger !== undefined) throw new JobUnreadable(`${stranger.slice(0, 40)} is not known`);
  const { v, ids, range } = data as Record<string, unknown>;
  if (v !== 1) throw new JobUnreadable('its version is not known');
  if (typeof ids !== 'object' || ids === null || Array.isArray(ids))
    throw new JobUnreadable('ids are missing');
  for (const [name, id] of Object.entries(ids)) {
    if (typeof id !== 'string' || !ID.test(id)) throw new JobUnreadable(`${name.slice(0, 40)} is no id`);
  }
  if (range === undefined) return { v, ids: ids as Record<string, string> };
  if (!isRange(range)) throw new JobUnreadable('its range is none');
  return { v, ids: ids as Record<string, string>, range };
}

function isRange(range: unknown): range is [number, number] {
  return (
    Array.isArray(range) &&
    range.length === 2 &&
    range.every((n) => Number.isSafeInteger(n)) &&
    (range[0] as number) >= 0 &&
    (range[1] as number) > (range[0] as number)
  );
}
