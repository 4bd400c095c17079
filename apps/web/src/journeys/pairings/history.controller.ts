import { Controller, Get, Inject, Param } from '@nestjs/common';
import { AuditEntries } from '@app/audit';
import { Pairings } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { AuditorUnitOfWork, UnitOfWork } from '@app/platform';
import { page, type Download, type Page } from '../../layout/answers.js';
import { listFile } from '../../layout/list-file.js';
import { historyList, historyPage, LOGGED_ACTS } from './history.view.js';

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
    const { pairing, logged } = await this.read(named, me);
    return page('journeys/pairings/history.njk', historyPage(pairing, logged));
  }

  @Allow('pairing.read')
  @Get(':reference/history.:ending')
  async file(
    @Param('reference') named: string,
    @Param('ending') ending: string,
    @Me() me: SignedIn,
  ): Promise<Download> {
    return listFile(ending, async () => {
      const { pairing, logged } = await this.read(named, me);
      return historyList(pairing, logged);
    });
  }

  private async read(named: string, me: SignedIn) {
    // The pairing first: who may not read it learns nothing from the log either.
    const pairing = await this.work.atOneMoment(me.actor, me.area, (tx) => this.pairings.one(tx, named));
    const logged = await this.log.atOneMoment(me.actor, me.area, (tx) =>
      this.entries.happened(tx, `brokerage.pairing:${pairing.id}`, LOGGED_ACTS),
    );
    return { pairing, logged };
  }
}
