import { localDateOf, NotFound, parseUuid, type Clock, type NeedId, type SchoolUrn } from '@app/kernel';
import type { People } from '@app/identity';
import { inArea, type Tx } from '@app/platform';
import type { FinishedRuns } from '../match-run/finished-runs.js';
import { findRun, readCandidateRows } from '../match-run/run-rows.js';
import { MeetingEntity } from './meeting.entity.js';
import type { StepsOut } from './meeting.views.js';

/** Steps that the verbs of a meeting and its pages share. */
export class MeetingCases {
  constructor(
    private readonly clock: Clock,
    private readonly people: People,
    private readonly runs: FinishedRuns,
  ) {}

  /** @param named its reference or id. @throws NotFound */
  async lock(tx: Tx, named: string): Promise<MeetingEntity> {
    const id = parseUuid(named);
    const found = await tx.manager
      .createQueryBuilder(MeetingEntity, 'm')
      .setLock('pessimistic_write')
      .where(id === null ? 'm.reference = :named' : 'm.id = :named', { named: id ?? named })
      .andWhere(inArea(tx, 'm'))
      .getOne();
    if (!found) throw new NotFound();
    return found;
  }

  /** Whom the run lists for each of its needs. @throws NotFound */
  async listed(tx: Tx, runId: string): Promise<Map<NeedId, readonly SchoolUrn[]>> {
    const run = await findRun(tx, runId);
    if (!run) throw new NotFound();
    const rows = await readCandidateRows(tx, run.id, await this.runs.problem(tx, run));
    return new Map(rows.map(({ need, candidates }) => [need, candidates.map(({ supporter }) => supporter)]));
  }

  /**
   * Brokers and advisers in post with an interest in one of these schools: they step out before the need is talked about
   * (I-4), whether they came or not.
   */
  async stepOut(tx: Tx, meeting: string, need: NeedId, urns: readonly SchoolUrn[]): Promise<StepsOut[]> {
    const today = localDateOf(this.clock.now());
    const inPost = [
      ...(await this.people.inPost(tx, 'broker', today, true)),
      ...(await this.people.inPost(tx, 'adviser', today)),
    ];
    const away = await tx.query<{ person: string; kind: 'left' | 'absent' }>(
      `select person_id as person, kind from brokerage.meeting_away where ${inArea(tx)} and meeting_id = $1 and need_id = $2`,
      [meeting, need],
    );
    const found = new Map<string, StepsOut>();
    for (const { id, name } of inPost)
      if (await this.people.hasInterest(tx, id, urns, today))
        found.set(id, { id, name, away: away.find(({ person }) => person === id)?.kind ?? null });
    return [...found.values()];
  }
}
