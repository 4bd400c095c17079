import type { AreaId, Actor } from '@app/kernel';
import { ConcludeRun, RequestMatchRun, ScoreShard, StartMatchRun, type RequestedRun } from '@app/brokerage';
import type { RoomsInHand } from '../commands/console.js';

/** A run over every open need, its steps one after the other as the queue would take them. */
export async function finishedRun(
  rooms: Pick<RoomsInHand, 'get'>,
  actor: Actor,
  area: AreaId,
): Promise<RequestedRun> {
  const asked = await rooms.get(RequestMatchRun).execute(actor, area, { needIds: null });
  const { id } = asked;
  const flow = await rooms.get(StartMatchRun).execute(area, id);
  for (const { data } of flow?.shards ?? []) {
    const [from, to] = data.range ?? [0, 0];
    await rooms.get(ScoreShard).execute(area, { run: id, token: Number(data.ids['token']), from, to });
  }
  if (flow) await rooms.get(ConcludeRun).execute(area, id, Number(flow.parent.data.ids['token']));
  return asked;
}
