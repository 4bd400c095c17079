import { CLOSING_OUTCOMES } from '@app/brokerage';
import type { Actor, AreaId } from '@app/kernel';
import type { Repeatable } from '@app/platform';
import type { InterventionCases, InterventionInHand } from './intervention-cases.js';
import { MOST_SAID, requireOrder, requirePast } from './intervention-fields.js';
import { moveIntervention } from './intervention.lifecycle.js';

export interface InterventionToEnd extends InterventionInHand {
  readonly endedOn: string;
  readonly outcome: string;
  readonly cameOfIt: string;
}

/** It is over: the day, the outcome, and what came of it. From here on it stands. */
export class EndIntervention {
  constructor(private readonly cases: InterventionCases) {}

  /** @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken INTERVENTION_CANNOT_MOVE */
  async execute(actor: Actor, area: AreaId, asked: InterventionToEnd, repeat?: Repeatable): Promise<void> {
    await this.cases.write(
      ...([actor, area, asked] as const),
      {
        ...{ action: 'intervention.end', to: (from) => moveIntervention(from, 'ended') },
        change: ({ found, reader, by, at, today }) => {
          const endsOn = reader.date('endedOn', asked.endedOn, 'the day it ended');
          requirePast(reader, 'endedOn', endsOn, today);
          requireOrder(reader, 'endedOn', found.startsOn, endsOn);
          return {
            ...{ endsOn, outcome: reader.oneOf('outcome', asked.outcome, CLOSING_OUTCOMES) },
            cameOfIt: reader.text('cameOfIt', asked.cameOfIt, 'what came of it', MOST_SAID),
            ...{ endedBy: by, endedAt: at },
          };
        },
      },
      repeat,
    );
  }
}
