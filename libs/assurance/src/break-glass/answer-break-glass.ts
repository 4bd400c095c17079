import {
  localDateOf,
  type Actor,
  type AreaId,
  type Clock,
  type LocalDate,
  type SchoolUrn,
} from '@app/kernel';
import type { Deadlines } from '@app/brokerage';
import type { AskByMail, People } from '@app/identity';
import type { Repeatable, Tx } from '@app/platform';
import type { BreakGlassCases, OpeningInHand } from './break-glass-cases.js';
import type { BreakGlassEntity } from './break-glass.entity.js';
import { moveOpening } from './break-glass.lifecycle.js';
import { freeOfInterest } from './free-of-interest.js';

export interface OpeningToAnswer extends OpeningInHand {
  readonly approve: boolean;
}

const MINUTE_MS = 60_000;

/** The chair answers. A yes opens it there and then, starts its clock, tells the school's head and asks the Board to
 * review it. */
export class AnswerBreakGlass {
  constructor(
    private readonly cases: BreakGlassCases,
    private readonly clock: Clock,
    private readonly deadlines: Deadlines,
    private readonly people: People,
    private readonly mail: AskByMail,
  ) {}

  /** @throws NotFound, NotAllowed SAME_PERSON, INTERESTED or STEP_UP_REQUIRED, StaleVersion; RuleBroken OPENING_CANNOT_MOVE */
  async execute(actor: Actor, area: AreaId, asked: OpeningToAnswer, repeat?: Repeatable): Promise<void> {
    await this.cases.move(
      ...([actor, area, asked, 'breakglass.approve'] as const),
      async (tx, opening, now) => {
        const state = moveOpening(opening.state, asked.approve ? 'open' : 'refused');
        const answered = { state, answeredBy: tx.actor.id, answeredAt: now };
        if (state === 'refused') return answered;
        const due = await this.deadlines.start(tx, 'C-18', opening.id, {});
        await this.tellHeads(tx, opening);
        await this.askBoard(tx, opening, due);
        return { ...answered, endsAt: new Date(now.getTime() + opening.minutes * MINUTE_MS) };
      },
      repeat,
    );
  }

  /** Whoever may review it once it is over. */
  private async askBoard(tx: Tx, opening: BreakGlassEntity, due: LocalDate): Promise<void> {
    const { id, reference, schoolUrn, askedBy } = opening;
    const today = localDateOf(this.clock.now());
    for (const person of await freeOfInterest(tx, this.people, 'board', schoolUrn, today)) {
      if (person === askedBy || person === tx.actor.id) continue;
      await this.mail.tell(tx, {
        ...{ person, kind: 'urgent', key: `glass_review.${id}.${person}`, quiet: 'office', urn: null },
        task: { reference, due, why: 'glass_review' },
        ...{ path: `/break-glass/${reference}`, about: [reference] },
      });
    }
  }

  private async tellHeads(tx: Tx, { id, reference, schoolUrn }: BreakGlassEntity): Promise<void> {
    const urn = schoolUrn as SchoolUrn;
    for (const { id: person } of await this.people.headsOf(tx, urn, localDateOf(this.clock.now())))
      await this.mail.tell(tx, {
        ...{ person, kind: 'urgent', key: `glass_opened.${id}.${person}`, quiet: 'school', urn },
        task: { reference, due: null, why: 'glass_opened' },
        ...{ path: `/break-glass/${reference}`, about: [reference] },
      });
  }
}
