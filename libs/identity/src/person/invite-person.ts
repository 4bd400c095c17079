import { createHash, randomBytes } from 'node:crypto';
import {
  BadInput,
  decide,
  requireAllowed,
  type Actor,
  type AreaId,
  type Clock,
  type Matrix,
  type PersonId,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { IdSource, Lookup, Tx, UnitOfWork } from '@app/platform';
import { insertPerson, normaliseEmail } from './new-person.js';

export interface PersonToInvite {
  readonly name: string;
  readonly email: string;
}

export interface Invited {
  readonly person: PersonId;
  readonly secret: string;
}

const SEVEN_DAYS_MS = 7 * 24 * 3600 * 1000;

/** Entry is by invitation only: a single-use secret for one e-mail address, valid seven days, kept as its hash. */
export class InvitePerson {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly lookup: Lookup,
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /** @returns the person and the secret of the link; it is shown once and stored nowhere. */
  async execute(actor: Actor, area: AreaId, asked: PersonToInvite): Promise<Invited> {
    return this.work.run(actor, area, (tx) => this.inside(tx, asked));
  }

  /** The same inside another verb's transaction: somebody invited and appointed is both, or neither. */
  async inside(tx: Tx, asked: PersonToInvite): Promise<Invited> {
    const { actor, area } = tx;
    const email = normaliseEmail(asked.email);
    if (email === null)
      throw new BadInput([
        { path: 'email', message: 'Enter an e-mail address in plain letters, like name@school.uk' },
      ]);
    requireAllowed(decide(this.matrix, actor, 'person.invite', { area }, { now: this.clock.now() }));
    const secret = randomBytes(32).toString('base64url');
    const hash = createHash('sha256').update(secret).digest();
    const until = new Date(this.clock.now().getTime() + SEVEN_DAYS_MS);
    const person = this.ids.next<PersonId>();
    await insertPerson(tx, {
      ...{ id: person, name: asked.name, email, state: 'invited', accountId: null, persona: null },
    });
    await this.lookup.inside(tx, 'put_invitation', [hash, area, person, email, until]);
    await this.audit.record(tx, {
      act: 'person.invite',
      entity: `identity.person:${person}`,
      details: { email },
    });
    return { person, secret };
  }
}
