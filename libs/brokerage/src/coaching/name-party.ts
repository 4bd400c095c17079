import {
  BadInput,
  localDateOf,
  RuleBroken,
  type Actor,
  type AreaId,
  type Clock,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { People, Rights } from '@app/identity';
import { askedOnce, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader } from '@app/profiles';
import { schoolsOf, type PairingCases } from '../pairing/pairing-cases.js';
import { LIVE_PAIRINGS } from '../pairing/pairing.lifecycle.js';
import { requireSeen } from '../proposal/proposal-cases.js';
import type { Coachings } from './coachings.js';
import { placeResource } from './coaching.policy.js';
import { PLACES } from './coaching.views.js';

export interface PartyToName {
  readonly pairing: string;
  /** Of what the head saw: the two as they were. */
  readonly version: number;
  readonly place: string;
  readonly person: string;
}

/** A head says who of their school coaches, or is coached. Whoever follows reads nothing of what was kept before. */
export class NameParty {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly cases: PairingCases,
    private readonly people: People,
    private readonly coachings: Coachings,
  ) {}

  /** @throws NotFound, NotAllowed, BadInput, StaleVersion; RuleBroken NO_COACHING, PAIRING_IS_OVER */
  async execute(actor: Actor, area: AreaId, asked: PartyToName, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: PartyToName): Promise<void> {
    const reader = new FieldReader();
    const place = reader.finish(reader.oneOf('place', asked.place, PLACES));
    const { pairing } = await this.cases.lock(tx, asked.pairing);
    await this.rights.require(tx, 'coaching.party.name', placeResource(pairing, place));
    if (pairing.kind !== 'coaching') throw new RuleBroken('NO_COACHING', 'This pairing is no coaching.');
    if (!LIVE_PAIRINGS.includes(pairing.state))
      throw new RuleBroken('PAIRING_IS_OVER', 'This pairing is over: nobody is named for it any more.');
    const coaching = await this.coachings.goingOn(tx, pairing.id);
    requireSeen(coaching, asked.version);
    const urn = (place === 'coach' ? pairing.supporterUrn : pairing.askerUrn) as SchoolUrn;
    const able = await this.people.ofSchool(tx, urn, localDateOf(this.clock.now()));
    const person = able.find(({ id }) => id === asked.person)?.id;
    if (person === undefined) refuse('Choose somebody who is in post at your school');
    const { coachPersonId, coachedPersonId } = coaching;
    const two =
      place === 'coach'
        ? { coachPersonId: person, coachedPersonId }
        : { coachPersonId, coachedPersonId: person };
    if (two.coachPersonId === two.coachedPersonId) refuse('Choose somebody else: they are on the other side');
    if (person === (place === 'coach' ? coachPersonId : coachedPersonId)) return;
    await this.coachings.name(tx, coaching, two);
    await this.audit.record(tx, {
      act: 'coaching.party.name',
      entity: `brokerage.pairing:${pairing.id}`,
      schools: schoolsOf(pairing),
      details: { place },
    });
  }
}

function refuse(message: string): never {
  throw new BadInput([{ path: 'person', message }]);
}
