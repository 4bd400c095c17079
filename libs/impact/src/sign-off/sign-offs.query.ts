import { decide, NotFound, requireAllowed, type Clock, type Matrix, type SchoolUrn } from '@app/kernel';
import { LookBack } from '@app/brokerage';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import type { Tx } from '@app/platform';
import type { SchoolsOfArea } from '@app/schools';
import type { SignOffCase, SignOffLine } from '../impact.views.js';
import type { Impacts } from '../impacts.query.js';
import { seenOf } from './seen-of.js';
import { readSignOffs, signOffResource, signOffView, stateOf } from './sign-off-rows.js';
import { waitingFor } from './sign-off-tasks.js';

/** What waits for sign-off, and what there is to read first. It opens with the waiting and closes with the answer. */
export class SignOffs {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly rights: Rights,
    private readonly pairings: LookBack,
    private readonly schools: SchoolsOfArea,
    private readonly impacts: Impacts,
  ) {}

  /** Those that this person may sign off, the longest waiting first. @throws NotFound for whoever never may. */
  async waiting(tx: Tx): Promise<SignOffLine[]> {
    const context = { now: this.clock.now(), list: true };
    requireAllowed(decide(this.matrix, tx.actor, 'impact.signoff', { area: tx.area }, context), {
      owes: ['second-person'],
    });
    const names = await this.schools.names(tx);
    const nameOf = (urn: SchoolUrn): string => names.get(urn) ?? `School ${urn}`;
    return (await waitingFor(tx, this.matrix, this.clock)).map((row) => ({
      ...{ reference: row.reference, since: row.since, first: row.open?.by ?? null },
      ...{ asker: nameOf(row.askerUrn), supporter: nameOf(row.supporterUrn) },
    }));
  }

  /** @throws NotFound, also once nothing waits there any more; NotAllowed */
  async one(tx: Tx, named: string): Promise<SignOffCase> {
    const pairing = await this.pairings.find(tx, named);
    const [row] = pairing ? await readSignOffs(tx, 'g.id = $1', [pairing.id]) : [];
    const first = row && stateOf(row) === 'waits_for_second' ? row.open : null;
    const { owes } = await this.rights.require(
      ...([tx, 'impact.signoff', row ? signOffResource(row) : null, { owes: ['second-person'] }] as const),
      { secondPerson: first?.madeBy ?? null },
    );
    const isMine = first?.madeBy === tx.actor.id;
    if (!pairing || !row || isMine || (first === null && stateOf(row) !== 'waits')) throw new NotFound();
    await this.audit.record(tx, {
      act: 'case.brief',
      entity: `brokerage.pairing:${pairing.id}`,
      schools: [pairing.askerUrn, pairing.supporterUrn],
    });
    const impact = await this.impacts.shown(tx, pairing);
    const now = impact.evaluations.filter(({ replaced }) => !replaced);
    return {
      ...{ id: pairing.id, impact, version: seenOf(row, now), needsSecond: owes.length > 0 },
      first: first === null ? null : signOffView(row),
    };
  }
}
