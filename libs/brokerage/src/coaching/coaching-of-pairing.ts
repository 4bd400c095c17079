import type { Resource } from '@app/kernel';
import type { Tx } from '@app/platform';
import { LIVE_PAIRINGS } from '../pairing/pairing.lifecycle.js';
import type { PairingRow } from '../pairing/pairing-rows.js';
import { placeOf } from './coaching-cases.js';
import { readCoachings, readSessions, type CoachingRow } from './coaching-rows.js';
import { placeResource } from './coaching.policy.js';
import { readPlannedSessions } from './planned-sessions.js';
import { PLACES, type CoachingView } from './coaching.views.js';

/** Coaching as far as everybody reads it who may read its pairing; null for every other kind. */
export async function coachingOf(
  tx: Tx,
  row: PairingRow,
  may: (action: string, about: Resource) => boolean,
): Promise<CoachingView | null> {
  if (row.kind !== 'coaching') return null;
  const all = await readCoachings(tx, row.id);
  const [now] = all;
  const live = LIVE_PAIRINGS.includes(row.state) && now?.endedAt === null;
  return {
    coach: now?.coach ?? null,
    coached: now?.coached ?? null,
    sessions: (await readSessions(tx, row.id)).map(({ number, heldOn, mode, minutes, halfDays }) => ({
      ...{ number, heldOn, mode, minutes, halfDays },
    })),
    planned: await readPlannedSessions(tx, row.id),
    mine: all.some((each) => placeOf(tx, each) !== null),
    can: {
      name: PLACES.filter((place) => live && may('coaching.party.name', placeResource(row, place))),
      logSession: mayLog(tx, row, now),
    },
  };
}

/** Both are named, it goes on, and the reader is one of them. */
export function mayLog(tx: Tx, row: Pick<PairingRow, 'state'>, now: CoachingRow | undefined): boolean {
  if (row.state !== 'active' || now?.endedAt !== null) return false;
  return now.coach !== null && now.coached !== null && placeOf(tx, now) !== null;
}
