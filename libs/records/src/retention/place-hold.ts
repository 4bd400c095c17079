import { BadInput, RuleBroken, type Actor, type AreaId, type Clock, type PersonId } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { normaliseEmail, type Rights } from '@app/identity';
import { askedOnce, inArea, type IdSource, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';

export interface HoldToPlace {
  /** A school's number, or somebody's e-mail address. */
  readonly of: string;
  readonly why: string;
}

/** Nothing that names this school or this person goes, by the schedule or by an erasure, until the hold is lifted. */
export class PlaceHold {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
  ) {}

  /** @returns its id. @throws NotAllowed, BadInput, RuleBroken HELD_ALREADY */
  async execute(actor: Actor, area: AreaId, asked: HoldToPlace, repeat?: Repeatable): Promise<string> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: HoldToPlace): Promise<string> {
    await this.rights.require(tx, 'erase.propose', {});
    const why = asked.why.trim();
    if (why.length < 5 || why.length > 500)
      throw wrong('why', 'Say in 5 to 500 characters why nothing may go');
    const { urn, person } = await find(tx, asked.of.trim());
    const id = this.ids.next();
    const added = await tx.count(
      `insert into records.legal_hold (id, area_id, urn, person_id, why, placed_by, placed_at)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning 1`,
      [id, tx.area, urn, person, why, tx.actor.id, this.clock.now()],
    );
    if (added === 0) throw new RuleBroken('HELD_ALREADY', 'A hold on this stands already.');
    await this.audit.record(tx, {
      act: 'retention.hold',
      entity: `records.legal_hold:${id}:1`,
      schools: urn === null ? [] : [urn as never],
      details: { why },
    });
    return id;
  }
}

async function find(tx: Tx, of: string): Promise<{ urn: string | null; person: PersonId | null }> {
  if (/^[1-9][0-9]{5}$/.test(of)) {
    const known = await tx.query(`select 1 from schools.area_school where ${inArea(tx)} and urn = $1`, [of]);
    if (known.length > 0) return { urn: of, person: null };
    throw wrong('of', 'No school of this area has this number');
  }
  if (!of.includes('@')) throw wrong('of', 'Enter a school’s number or somebody’s e-mail address');
  const [found] = await tx.query<{ id: PersonId }>(
    `select id from identity.person where ${inArea(tx)} and email = $1`,
    [normaliseEmail(of)],
  );
  if (!found) throw wrong('of', 'Nobody here has this e-mail address');
  return { urn: null, person: found.id };
}

function wrong(path: string, message: string): BadInput {
  return new BadInput([{ path, message }]);
}
