import type { Actor, AreaId } from '@app/kernel';
import type { Repeatable } from '@app/platform';
import type { InterventionCases, InterventionInHand } from './intervention-cases.js';
import { MOST_SAID } from './intervention-fields.js';
import { moveIntervention } from './intervention.lifecycle.js';

/** What was planned does not come to be; it stays to be read. */
export class WithdrawIntervention {
  constructor(private readonly cases: InterventionCases) {}

  /** @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken INTERVENTION_CANNOT_MOVE */
  async execute(
    actor: Actor,
    area: AreaId,
    asked: InterventionInHand & { readonly because: string },
    repeat?: Repeatable,
  ): Promise<void> {
    await this.cases.write(
      ...([actor, area, asked] as const),
      {
        ...{ action: 'intervention.record', to: (from) => moveIntervention(from, 'withdrawn') },
        change: ({ reader, by, at }) => ({
          withdrawnBecause: reader.text('because', asked.because, 'why it is withdrawn', MOST_SAID),
          ...{ withdrawnBy: by, withdrawnAt: at },
        }),
      },
      repeat,
    );
  }
}
