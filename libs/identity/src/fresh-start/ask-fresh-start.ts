import {
  BadInput,
  localDateOf,
  RuleBroken,
  type Actor,
  type AreaId,
  type Clock,
  type PersonId,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { askedOnce, inArea, type IdSource, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import type { Rights } from '../actor/rights.js';
import type { TellHolder } from '../factor/tell-holder.js';
import type { AskByMail } from '../mail/ask-by-mail.js';
import { normaliseEmail } from '../person/new-person.js';
import type { People } from '../person/people.query.js';

export interface FreshStartToAsk {
  readonly email: string;
  /** How they made sure that it is this person who asks. */
  readonly sure: string;
}

/** After so long a question nobody answered is none. */
export const WAITS_DAYS = 7;
const DAY_MS = 86_400_000;

/** An administrator asks that somebody who lost every way to sign in may start again. Nothing changes until a chair says so. */
export class AskFreshStart {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly tell: TellHolder,
    private readonly people: People,
    private readonly mail: AskByMail,
  ) {}

  /** Whose it is learns of it by mail, at once: they may not have asked. @throws NotAllowed, BadInput, RuleBroken */
  async execute(actor: Actor, area: AreaId, asked: FreshStartToAsk, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) =>
      askedOnce(tx, repeat, async () => {
        await this.rights.require(tx, 'role.propose', {});
        const sure = readSure(asked.sure);
        const email = normaliseEmail(asked.email);
        const [found] = await tx.query<{ id: PersonId }>(
          `select id from identity.person where ${inArea(tx)} and email = $1 and state = 'active' and account_id is not null
           for update`,
          [email],
        );
        if (!found) throw wrong('email', 'Nobody here signs in with this e-mail address');
        if (found.id === actor.id) throw wrong('email', 'Somebody else has to ask for you');
        const now = this.clock.now();
        await this.closeOld(tx, found.id, now);
        const id = this.ids.next();
        const added = await tx.count(
          `insert into identity.fresh_start (id, area_id, person_id, sure, state, asked_by, asked_at)
           values ($1, $2, $3, $4, 'asked', $5, $6) on conflict (area_id, person_id) where state = 'asked' do nothing returning 1`,
          [id, tx.area, found.id, sure, actor.id, now],
        );
        if (added === 0) throw new RuleBroken('ASKED_ALREADY', 'This waits for a chair already.');
        const entity = `identity.fresh_start:${id}:1`;
        await this.audit.record(tx, { act: 'factor.reset.ask', entity, details: { sure } });
        await this.tell.inside(tx, { person: found.id }, 'reset_asked', 'factors');
        await this.tellChairs(tx, id, found.id);
      }),
    );
  }

  /** Whoever may answer: no chair who asked or whose it is. They learn that something waits, and not whose it is. */
  private async tellChairs(tx: Tx, id: string, whose: PersonId): Promise<void> {
    const chairs = await this.people.inPost(tx, 'chair', localDateOf(this.clock.now()), true);
    for (const { id: person } of chairs) {
      if (person === whose || person === tx.actor.id) continue;
      await this.mail.tell(tx, {
        ...{ person, kind: 'urgent', key: `reset_waits.${id}.${person}`, quiet: 'office', urn: null },
        task: { reference: 'sign-in help', due: null, why: 'reset_waits' },
        ...{ path: '/sign-in-help', about: [] },
      });
    }
  }

  private async closeOld(tx: Tx, person: PersonId, now: Date): Promise<void> {
    await tx.query(
      `update identity.fresh_start set state = 'lapsed', version = version + 1
       where ${inArea(tx)} and person_id = $1 and state = 'asked' and asked_at <= $2 returning 1`,
      [person, new Date(now.getTime() - WAITS_DAYS * DAY_MS)],
    );
  }
}

/** @throws BadInput */
export function readSure(typed: string): string {
  const sure = typed.trim();
  if (sure.length >= 5 && sure.length <= 300) return sure;
  throw wrong('sure', 'Say in up to 300 characters how you made sure that it is them');
}

function wrong(path: string, message: string): BadInput {
  return new BadInput([{ path, message }]);
}
