import { Controller, Get, Inject, Param } from '@nestjs/common';
import { AuditEntries } from '@app/audit';
import { Pairings } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { AuditorUnitOfWork, UnitOfWork } from '@app/platform';
import { page, type Page } from '../../layout/answers.js';
import { historyPage, LOGGED_ACTS } from './history.view.js';

/** What happened in a pairing, in order, for those who may read it. */
@Controller('pairings')
export class HistoryController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(AuditorUnitOfWork) private readonly log: AuditorUnitOfWork,
    @Inject(Pairings) private readonly pairings: Pairings,
    @Inject(AuditEntries) private readonly entries: AuditEntries,
  ) {}

  @Allow('pairing.read')
  @Get(':reference/history')
  async one(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    // The pairing first: who may not read it learns nothing from the log either.
    const pairing = await this.work.run(me.actor, me.area, (tx) => this.pairings.one(tx, named));
    const logged = await this.log.run(me.actor, me.area, (tx) =>
      this.entries.happened(tx, `brokerage.pairing:${pairing.id}`, LOGGED_ACTS),
    );
    return page('journeys/pairings/history.njk', historyPage(pairing, logged));
  }
}
