import { RuleBroken, type Actor, type AreaId, type Clock } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { askedOnce, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader } from '@app/profiles';
import { requireSeen } from '../proposal/proposal-cases.js';
import { takingPart, urnsOf, type ProjectCases } from './project-cases.js';
import { SCHOOL_OUTCOMES } from './project.views.js';

export interface ProjectWords {
  readonly project: string;
  readonly urn: string;
  /** Of the school's place. */
  readonly version: number;
  readonly outcome: string;
  readonly words: string;
}

/** Each school says what the project changed for it, once it is over or once the school has left: in its own words, once. */
export class SayProject {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly cases: ProjectCases,
  ) {}

  /** @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken NOT_OVER, ALREADY_SAID */
  async execute(actor: Actor, area: AreaId, asked: ProjectWords, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: ProjectWords): Promise<void> {
    const held = await this.cases.lock(tx, asked.project);
    const place = await this.cases.requirePlace(tx, 'impact.record', held, asked.urn);
    requireSeen(place, asked.version);
    const over = held.project.state === 'closed' && place.state === 'taking_part';
    if (!over && place.state !== 'left')
      throw new RuleBroken('NOT_OVER', 'A school says what changed once its part in the project is over.');
    if (place.words !== null) throw new RuleBroken('ALREADY_SAID', 'This school has said what changed.');
    const reader = new FieldReader();
    const said = reader.finish({
      outcome: reader.oneOf('outcome', asked.outcome, SCHOOL_OUTCOMES),
      words: reader.text('words', asked.words, 'what changed for your school', 2_000),
    });
    await this.cases.moveSchool(tx, place, null, {
      ...{ ...said, wordsBy: tx.actor.id, wordsAt: this.clock.now() },
    });
    await this.audit.record(tx, {
      act: 'impact.say',
      entity: `brokerage.project_school:${place.id}:${String(place.version)}`,
      schools: urnsOf([...takingPart(held.schools), ...(place.state === 'left' ? [place] : [])]),
      details: { project: held.project.reference, outcome: said.outcome },
    });
  }
}
