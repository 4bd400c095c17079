import { BadInput, RuleBroken, type Actor, type AreaId, type PersonId } from '@app/kernel';
import type { AskByMail } from '@app/identity';
import { askedOnce, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import type { ReassignCase } from '../reassign/reassign-case.js';

export interface CasesToHandOver {
  readonly cases: readonly { readonly named: string; readonly version: number }[];
  readonly to: PersonId;
  readonly reason: string;
}

/** A caseload, or as much of it as was chosen, to one successor: all of it or nothing, in one act. */
export class HandOver {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reassigns: ReassignCase,
    private readonly mail: AskByMail,
  ) {}

  /** @throws BadInput at `cases`, `to` or `reason`; RuleBroken OWNER_NOT_FREE naming the case; StaleVersion, NotFound */
  async execute(actor: Actor, area: AreaId, asked: CasesToHandOver, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, { cases, to, reason }: CasesToHandOver): Promise<void> {
    const [first] = cases;
    if (first === undefined) throw new BadInput([{ path: 'cases', message: 'Choose what you hand over' }]);
    // In one order, whoever hands over: two at once wait for each other and never in a circle.
    for (const { named, version } of [...cases].sort((a, b) => (a.named < b.named ? -1 : 1)))
      try {
        await this.reassigns.inside(tx, { named, version, to, reason }, false);
      } catch (error) {
        if (!(error instanceof RuleBroken) || error.code !== 'OWNER_NOT_FREE') throw error;
        throw new RuleBroken(
          'OWNER_NOT_FREE',
          `${named} cannot go to this person, who is not in post or has an interest in a school of it. Nothing was handed over.`,
        );
      }
    await this.mail.tell(tx, {
      ...{ person: to, kind: 'urgent', key: `handed.${first.named}.${String(first.version)}.${to}` },
      task: { reference: first.named, due: null, why: 'caseload_given' },
      ...{ path: '/caseload/handover', about: cases.map(({ named }) => named) },
      ...{ quiet: 'office', urn: null, onTheirDay: true },
    });
  }
}
