import type { Actor, AreaId } from '@app/kernel';
import type { Repeatable } from '@app/platform';
import type { InterventionCases, InterventionInHand } from './intervention-cases.js';
import { readFields, requireOrder, requirePast, type InterventionSaid } from './intervention-fields.js';
import { staysOpen } from './intervention.lifecycle.js';

/** What is said of it is put right until it is over; what it is about stands. */
export class ChangeIntervention {
  constructor(private readonly cases: InterventionCases) {}

  /** @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken INTERVENTION_CANNOT_MOVE */
  async execute(
    actor: Actor,
    area: AreaId,
    asked: InterventionInHand & InterventionSaid,
    repeat?: Repeatable,
  ): Promise<void> {
    await this.cases.write(
      ...([actor, area, asked] as const),
      {
        ...{ action: 'intervention.record', to: staysOpen },
        change: ({ found, reader, by, at, today }) => {
          const said = readFields(reader, asked);
          requireOrder(reader, 'endsOn', said.startsOn, said.endsOn);
          if (found.state === 'live') requirePast(reader, 'startsOn', said.startsOn, today);
          return { ...said, changedBy: by, changedAt: at };
        },
      },
      repeat,
    );
  }
}
