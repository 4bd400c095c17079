import {
  BadInput,
  NotFound,
  RuleBroken,
  localDateOf,
  type AreaId,
  type Clock,
  type PersonId,
} from '@app/kernel';
import type { AuditTrail } from '@app/audit';
import { inArea, type Lookup, type Tx, type UnitOfWork } from '@app/platform';
import { systemActor } from '../actor/system-actor.js';
import type { TellHolder } from '../factor/tell-holder.js';
import { normaliseEmail } from '../person/new-person.js';
import type { People } from '../person/people.query.js';
import { readSure } from './ask-fresh-start.js';

export interface FreshStartByHand {
  readonly email: string;
  /** How they made sure that it is this person who asks. */
  readonly sure: string;
  /** The two who answer for it, by their names. */
  readonly askedBy: string;
  readonly approvedBy: string;
}

/**
 * The way back where nobody is left who could answer on a page: the only chair of an area lost every way to sign in. Done
 * at the console, by whoever runs the service, in the name of two people.
 */
export class FreshStartFromConsole {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lookup: Lookup,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly people: People,
    private readonly tell: TellHolder,
  ) {}

  /** @throws BadInput; RuleBroken where it is no chair's, or another chair can answer. */
  async execute(area: AreaId, asked: FreshStartByHand): Promise<void> {
    const sure = readSure(asked.sure);
    const [askedBy, approvedBy] = [asked.askedBy.trim(), asked.approvedBy.trim()];
    await this.work.run(systemActor('ops', area), area, async (tx) => {
      const { person, name } = await this.onlyChair(tx, asked.email);
      const names = [askedBy, approvedBy, name].map((each) => each.toLowerCase());
      if (askedBy.length < 3 || approvedBy.length < 3 || new Set(names).size < 3)
        throw wrong('approved-by', 'Give the names of two people, neither of them the one who starts again');
      const [row] = await this.lookup.inside<{ drop_factors_of: boolean }>(tx, 'drop_factors_of', [person]);
      if (row?.drop_factors_of !== true) throw new NotFound();
      const entity = `identity.person:${person}`;
      const details = { sure, asked_by: askedBy, approved_by: approvedBy };
      await this.audit.record(tx, { act: 'factor.reset.console', entity, details });
      await this.tell.inside(tx, { person }, 'factor_removed', 'all');
    });
  }

  private async onlyChair(tx: Tx, typed: string): Promise<{ person: PersonId; name: string }> {
    const email = normaliseEmail(typed);
    const chairs = await this.people.inPost(tx, 'chair', localDateOf(this.clock.now()), true);
    const found = chairs.find((each) => each.email === email);
    if (!found)
      throw new RuleBroken('NO_CHAIR', 'This is no chair of the area: a chair answers for them on the page.');
    const others = chairs.map(({ id }) => id).filter((id) => id !== found.id);
    const able = await tx.query(
      `select 1 from identity.person where ${inArea(tx)} and id = any ($1::uuid[]) and account_id is not null limit 1`,
      [others],
    );
    if (able.length > 0)
      throw new RuleBroken('ANOTHER_CHAIR', 'Another chair of the area can answer: ask on the page.');
    return { person: found.id, name: found.name };
  }
}

function wrong(path: string, message: string): BadInput {
  return new BadInput([{ path, message }]);
}
