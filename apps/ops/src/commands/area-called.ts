import { RuleBroken, type AreaId } from '@app/kernel';
import { Lookup } from '@app/platform';
import type { RoomsInHand } from './console.js';

/** @param code left out where there is one area alone. @throws RuleBroken that names those there are. */
export async function areaCalled(rooms: Pick<RoomsInHand, 'get'>, code: string | undefined): Promise<AreaId> {
  const areas = await rooms.get(Lookup).call<{ id: AreaId; code: string }>('areas');
  const found =
    code === undefined && areas.length === 1 ? areas[0] : areas.find((each) => each.code === code);
  if (found) return found.id;
  const there = areas.map((each) => each.code).join(', ');
  throw new RuleBroken(
    'AREA_UNKNOWN',
    `Give --area as one of: ${there === '' ? 'none is open yet' : there}.`,
  );
}
