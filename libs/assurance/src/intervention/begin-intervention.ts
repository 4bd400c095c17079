import type { Actor, AreaId } from '@app/kernel';
import type { Repeatable } from '@app/platform';
import type { InterventionCases, InterventionInHand } from './intervention-cases.js';
import { requireOrder, requirePast } from './intervention-fields.js';
import { moveIntervention } from './intervention.lifecycle.js';

/** What was planned is under way, on the day it did begin. */
export class BeginIntervention {
  constructor(private readonly cases: InterventionCases) {}

  /** @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken INTERVENTION_CANNOT_MOVE */
  async execute(
    actor: Actor,
    area: AreaId,
    asked: InterventionInHand & { readonly begunOn: string },
    repeat?: Repeatable,
  ): Promise<void> {
    await this.cases.write(
      ...([actor, area, asked] as const),
      {
        ...{ action: 'intervention.record', to: (from) => moveIntervention(from, 'live') },
        change: ({ found, reader, by, at, today }) => {
          const startsOn = reader.date('begunOn', asked.begunOn, 'the day it began');
          requirePast(reader, 'begunOn', startsOn, today);
          requireOrder(reader, 'begunOn', startsOn, found.endsOn);
          return { startsOn, begunBy: by, begunAt: at };
        },
      },
      repeat,
    );
  }
}
