import { localDateOf, type AreaId, type Clock } from '@app/kernel';
import { systemActor, type AskByMail, type EndAppointment, type People } from '@app/identity';
import type { Tx, UnitOfWork } from '@app/platform';
import type { Caseloads, PostAndCases } from './caseloads.query.js';

/**
 * A post whose day has come ends once nothing alive is left with its holder; until then it is ending. The chair is told
 * where C-17 was missed: what is alive should have been handed over by now.
 */
export class FinishHandovers {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly people: People,
    private readonly posts: EndAppointment,
    private readonly caseloads: Caseloads,
    private readonly mail: AskByMail,
  ) {}

  /** @returns how many posts ended or were found late; each late one is told once. */
  async overdue(area: AreaId): Promise<number> {
    return this.work.run(systemActor('worker', area), area, async (tx) => {
      const today = localDateOf(this.clock.now());
      let done = 0;
      for (const post of await this.caseloads.ending(tx)) {
        if (post.to !== null && post.to <= today && post.alive === 0) {
          await this.posts.finish(tx, post);
          done += 1;
        } else if (post.late) done += await this.tellChairs(tx, post);
      }
      return done;
    });
  }

  private async tellChairs(tx: Tx, { id, person, to, handOverBy }: PostAndCases): Promise<number> {
    let told = 0;
    for (const chair of await this.people.inPost(tx, 'chair', localDateOf(this.clock.now())))
      if (chair.id !== person)
        if (
          await this.mail.tell(tx, {
            ...{ person: chair.id, kind: 'urgent', key: `handover.${id}.${to ?? ''}.${chair.id}` },
            task: { reference: 'C-17', due: handOverBy, why: 'handover_late' },
            ...{ path: '/reassign', about: [], quiet: 'office', urn: null },
          })
        )
          told += 1;
    return told;
  }
}
