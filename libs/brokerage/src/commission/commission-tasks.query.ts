import { localDateOf, type Clock, type LocalDate } from '@app/kernel';
import type { Tx } from '@app/platform';
import type { Namers } from '../namers.js';
import type { Commissions } from './commissions.query.js';
import { readCommissions, type CommissionRow } from './commission-rows.js';
import { HAS_NEED, isPaidBy } from './commission.policy.js';

export type CommissionTaskKind = 'approve' | 'quote' | 'award' | 'begin' | 'accept' | 'settle' | 'pay';

/** What a commission asks of one person now. */
export interface CommissionTask {
  readonly kind: CommissionTaskKind;
  readonly reference: string;
  readonly school: string;
  readonly since: Date;
  readonly dueOn: LocalDate | null;
}

/** Of who has the request in hand, by the state it is in. */
const ASKS: Readonly<Partial<Record<CommissionRow['state'], CommissionTaskKind>>> = {
  approved: 'quote',
  out_to_quote: 'award',
  awarded: 'begin',
  delivering: 'accept',
  sent_back: 'settle',
  accepted: 'pay',
};

/** Drafts for the chair; the next step of each for who has its request in hand. */
export class CommissionTasks {
  constructor(
    private readonly clock: Clock,
    private readonly namers: Namers,
    private readonly commissions: Commissions,
  ) {}

  /** Of `tx`'s own person. */
  async ofPerson(tx: Tx): Promise<CommissionTask[]> {
    const { posts } = tx.actor;
    const tasks: CommissionTask[] = [];
    if (posts.some(({ role }) => role === 'chair'))
      for (const { reference, school, draftedAt: since, dueOn } of await this.commissions.toApprove(tx))
        tasks.push({ kind: 'approve', reference, school: school.name, since, dueOn });
    if (posts.some(({ role }) => role === 'broker' || role === 'adviser'))
      tasks.push(...(await this.inHand(tx)));
    return tasks;
  }

  private async inHand(tx: Tx): Promise<CommissionTask[]> {
    const { id, interests } = tx.actor;
    const rows = await readCommissions(
      tx,
      `c.state = any ($1) and $2::uuid = any (${HAS_NEED}) and not c.asker_urn = any ($3)`,
      [Object.keys(ASKS), id, [...interests]],
    );
    const today = localDateOf(this.clock.now());
    const names = await this.namers.of(tx);
    const tasks: CommissionTask[] = [];
    for (const row of rows.toReversed()) {
      const kind = ASKS[row.state];
      // While it is delivered nothing is asked of anybody until it should be there.
      if (kind === undefined || (kind === 'accept' && row.deliverBy > today)) continue;
      if (await isPaidBy(tx, id, row.supplier)) continue;
      const dueOn = kind === 'accept' ? row.deliverBy : row.dueOn;
      const since = kind === 'accept' ? dateAt(row.deliverBy) : row.movedAt;
      tasks.push({ kind, reference: row.reference, school: names.school(row.askerUrn), since, dueOn });
    }
    return tasks;
  }
}

const dateAt = (day: LocalDate): Date => new Date(`${day}T12:00:00Z`);
