import { NotFound, RuleBroken } from '@app/kernel';
import type { Rights } from '@app/identity';
import { inArea, type Tx } from '@app/platform';
import type { PairingCases } from '../pairing/pairing-cases.js';
import type { PairingEntity } from '../pairing/pairing.entity.js';
import { CoachingEntity } from './coaching.entity.js';
import { coachingResource } from './coaching.policy.js';

export interface CoachingInHand {
  readonly pairing: PairingEntity;
  /** Of the two, where they are two of several that followed each other: theirs. */
  readonly coaching: CoachingEntity;
}

/** Steps shared by what the two do: the pairing first, then whose coaching it is, then whether they are one of them. */
export class CoachingCases {
  constructor(
    private readonly cases: PairingCases,
    private readonly rights: Rights,
  ) {}

  /** @throws NotFound for everybody but the two, whatever their post. */
  async lock(
    tx: Tx,
    named: string,
    action: 'coaching.note.write' | 'coaching.note.delete',
  ): Promise<CoachingInHand> {
    const { pairing } = await this.cases.lock(tx, named);
    const all = await tx.manager
      .createQueryBuilder(CoachingEntity, 'c')
      .setLock('pessimistic_write')
      .where('c.pairing_id = :pairing', { pairing: pairing.id })
      .andWhere(inArea(tx, 'c'))
      .orderBy('c.ended_at', 'DESC', 'NULLS FIRST')
      .getMany();
    const coaching = all.find((each) => placeOf(tx, each) !== null) ?? all[0] ?? null;
    await this.rights.require(tx, action, coaching ? coachingResource(pairing, coaching) : null);
    if (!coaching) throw new NotFound();
    return { pairing, coaching };
  }
}

/** Both are named, and it is theirs still. @throws RuleBroken COACHING_ENDED, NOT_BOTH_NAMED */
export function requireBoth({ coaching }: CoachingInHand): void {
  const { coachPersonId, coachedPersonId, endedAt } = coaching;
  if (endedAt !== null)
    throw new RuleBroken(
      'COACHING_ENDED',
      'Somebody else goes on with this: nothing is added by you any more.',
    );
  if (coachPersonId === null || coachedPersonId === null)
    throw new RuleBroken('NOT_BOTH_NAMED', 'Both heads first say who of their school it is.');
}

/** Which of the two somebody is; null for everybody else. */
export function placeOf(
  { actor }: Tx,
  two: Pick<CoachingEntity, 'coachPersonId' | 'coachedPersonId'>,
): 'coach' | 'coached' | null {
  if (actor.kind !== 'person') return null;
  if (two.coachPersonId === actor.id) return 'coach';
  return two.coachedPersonId === actor.id ? 'coached' : null;
}
