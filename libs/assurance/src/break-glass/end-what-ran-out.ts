import { localDateOf, type AreaId, type Clock } from '@app/kernel';
import type { Deadlines } from '@app/brokerage';
import { systemActor, type AskByMail, type People } from '@app/identity';
import { inArea, type Tx, type UnitOfWork } from '@app/platform';
import type { BreakGlassCases } from './break-glass-cases.js';
import { BreakGlassEntity } from './break-glass.entity.js';
import { moveOpening } from './break-glass.lifecycle.js';
import { freeOfInterest } from './free-of-interest.js';

const MOST = 100;

/**
 * What ran out is put down as ended. Nothing rests on it: a read asks the database's clock, this only says so in words.
 * And whose review did not come in time is told to every chair, once.
 */
export class EndWhatRanOut {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly cases: BreakGlassCases,
    private readonly deadlines: Deadlines,
    private readonly people: People,
    private readonly mail: AskByMail,
  ) {}

  /** @returns how many ended or were told. */
  async execute(area: AreaId): Promise<number> {
    return this.work.run(
      systemActor('worker', area),
      area,
      async (tx) => (await this.endAll(tx)) + (await this.tellOfMissing(tx)),
    );
  }

  private async endAll(tx: Tx): Promise<number> {
    const over = await tx.manager
      .createQueryBuilder(BreakGlassEntity, 'g')
      .setLock('pessimistic_write', undefined, ['g'])
      .setOnLocked('skip_locked')
      .where(`g.state = 'open' and g.ends_at <= now()`)
      .andWhere(inArea(tx, 'g'))
      .limit(MOST)
      .getMany();
    for (const opening of over)
      await this.cases.put(tx, opening, 'breakglass.expire', {
        ...{ state: moveOpening(opening.state, 'ended'), endedAt: opening.endsAt },
      });
    return over.length;
  }

  private async tellOfMissing(tx: Tx): Promise<number> {
    const late = await this.deadlines.overdue(tx, ['C-18'], MOST);
    const today = localDateOf(this.clock.now());
    let told = 0;
    for (const { subject, dueOn } of late) {
      const [row] = await tx.query<{ reference: string; urn: string }>(
        `select g.reference, g.school_urn as urn from assurance.break_glass g where ${inArea(tx, 'g')} and g.id = $1`,
        [subject],
      );
      if (!row) continue;
      const { reference, urn } = row;
      for (const person of await freeOfInterest(tx, this.people, 'chair', urn, today)) {
        const key = `glass_unreviewed.${subject}.${person}`;
        const isNew = await this.mail.tell(tx, {
          ...{ person, kind: 'urgent', key, quiet: 'office', urn: null },
          task: { reference, due: dueOn, why: 'glass_unreviewed' },
          ...{ path: `/break-glass/${reference}`, about: [reference] },
        });
        if (isNew) told += 1;
      }
    }
    return told;
  }
}
