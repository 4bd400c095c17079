import { NotFound, parseUuid, type Clock } from '@app/kernel';
import type { AuditTrail } from '@app/audit';
import type { Lookup, UnitOfWork } from '@app/platform';
import { requireFresh, type Holder } from '../factor/holder.js';
import { hashOf } from './sessions.js';

export interface OwnSession {
  readonly id: string;
  readonly startedAt: Date;
  readonly seenAt: Date;
  /** Like `Firefox on Windows`; null where the browser does not say. */
  readonly device: string | null;
  /** Of the browser that asks. */
  readonly isHere: boolean;
}

/** Where somebody is signed in, and how they end it somewhere else: after they forgot to, or where it is not them. */
export class OwnSessions {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lookup: Lookup,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @param here the id in the cookie that asks. */
  async of({ account }: Holder, here: string): Promise<OwnSession[]> {
    const rows = await this.lookup.call<{
      id: string;
      started_at: Date;
      seen_at: Date;
      device: string | null;
      is_here: boolean;
    }>('sessions_of', [account, hashOf(here)]);
    return rows.map(({ id, device, ...row }) => ({
      ...{ id, device, startedAt: row.started_at, seenAt: row.seen_at, isHere: row.is_here },
    }));
  }

  /** @throws NotAllowed STEP_UP_REQUIRED; NotFound for one that is over or somebody else's. */
  async end(holder: Holder, named: string): Promise<void> {
    requireFresh(holder, this.clock.now());
    const wanted = parseUuid(named);
    if (!wanted) throw new NotFound();
    await this.work.run(holder.actor, holder.area, async (tx) => {
      const asked = [holder.account, wanted];
      const [row] = await this.lookup.inside<{ end_own_session: boolean }>(tx, 'end_own_session', asked);
      if (row?.end_own_session !== true) throw new NotFound();
      await this.audit.record(tx, { ...entryOf(holder), reason: 'one' });
    });
  }

  /** All but the one that asks. @throws NotAllowed STEP_UP_REQUIRED */
  async endOthers(holder: Holder, here: string): Promise<void> {
    requireFresh(holder, this.clock.now());
    await this.work.run(holder.actor, holder.area, async (tx) => {
      await this.lookup.inside(tx, 'end_other_sessions', [holder.account, hashOf(here)]);
      await this.audit.record(tx, { ...entryOf(holder), reason: 'others' });
    });
  }

  /** What is over and of no use any more. @returns how many. */
  async sweep(): Promise<number> {
    const [row] = await this.lookup.call<{ sweep_sessions: number }>('sweep_sessions');
    return row?.sweep_sessions ?? 0;
  }
}

function entryOf({ person }: Holder): { act: string; entity: string } {
  return { act: 'session.end', entity: `identity.person:${person}` };
}
