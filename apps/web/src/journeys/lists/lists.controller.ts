import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { Findings } from '@app/assurance';
import { BoardReports } from '@app/board-report';
import { LightPairings, MatchRuns, Meetings, Pairings, Projects } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { BadInput } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import { Needs } from '@app/profiles';
import { RegisterImports } from '@app/schools';
import type { Download, Page } from '../../layout/answers.js';
import { listFile } from '../../layout/list-file.js';
import { readForm } from '../../layout/read-form.js';
import { reportsList } from '../board/board-reports.view.js';
import { findingsList } from '../findings/findings.view.js';
import { meetingsList } from '../meetings/meeting.view.js';
import { NeedPages } from '../needs/need-pages.js';
import { needFilterOf } from '../needs/need-filter.js';
import { NeedsFilterForm } from '../needs/needs.form.js';
import { importsList } from '../register-import/register-import.view.js';
import { withReason } from '../runs/ask-reason.js';
import { needsList, pairingsList, runsList } from './lists.view.js';

/** More than any area has. */
const ALL = 20_000;

/** Each list as a file: the same query as its page, so that nobody reads more of it, and one transaction, so one moment. */
@Controller()
export class ListsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(NeedPages) private readonly pages: NeedPages,
    @Inject(Needs) private readonly needs: Needs,
    @Inject(Pairings) private readonly pairings: Pairings,
    @Inject(LightPairings) private readonly lights: LightPairings,
    @Inject(Projects) private readonly projects: Projects,
    @Inject(MatchRuns) private readonly runs: MatchRuns,
    @Inject(Meetings) private readonly meetings: Meetings,
    @Inject(Findings) private readonly findings: Findings,
    @Inject(BoardReports) private readonly reports: BoardReports,
    @Inject(RegisterImports) private readonly imports: RegisterImports,
  ) {}

  @Allow('need.read.summary')
  @Get('needs.:ending')
  async needsFile(
    @Param('ending') ending: string,
    @Query() query: object,
    @Me() me: SignedIn,
  ): Promise<Download> {
    const read = readForm(NeedsFilterForm, query);
    if (!read.ok) throw new BadInput(read.errors.list);
    const filter = needFilterOf(read.form);
    return listFile(ending, () =>
      this.work.atOneMoment(me.actor, me.area, async (tx) => {
        const { needs } = await this.needs.list(tx, filter, { limit: ALL, offset: 0 });
        return needsList(needs, await this.pages.world(tx), me.actor);
      }),
    );
  }

  @Allow('pairing.read')
  @Get('pairings.:ending')
  async pairingsFile(
    @Param('ending') ending: string,
    @Query('over') asked: unknown,
    @Me() me: SignedIn,
  ): Promise<Download> {
    const over = asked === 'yes';
    return listFile(ending, () =>
      this.work.atOneMoment(me.actor, me.area, async (tx) => {
        const [lines, light] = [await this.pairings.list(tx, { over }), await this.lights.list(tx, { over })];
        const projects = await this.projects.list(tx, { over });
        return pairingsList(lines, light, projects, await this.pages.world(tx));
      }),
    );
  }

  @Allow('meeting.record')
  @Get('meetings.:ending')
  async meetingsFile(@Param('ending') ending: string, @Me() me: SignedIn): Promise<Download> {
    return listFile(ending, async () =>
      meetingsList(await this.work.atOneMoment(me.actor, me.area, (tx) => this.meetings.list(tx))),
    );
  }

  @Allow('finding.read')
  @Get('findings.:ending')
  async findingsFile(
    @Param('ending') ending: string,
    @Query('over') asked: unknown,
    @Me() me: SignedIn,
  ): Promise<Download> {
    const over = asked === 'yes';
    return listFile(ending, async () =>
      findingsList(await this.work.atOneMoment(me.actor, me.area, (tx) => this.findings.list(tx, { over }))),
    );
  }

  @Allow('board.report.read')
  @Get('board/reports.:ending')
  async reportsFile(@Param('ending') ending: string, @Me() me: SignedIn): Promise<Download> {
    return listFile(ending, async () =>
      reportsList(await this.work.atOneMoment(me.actor, me.area, (tx) => this.reports.list(tx))),
    );
  }

  @Allow('register.import.preview')
  @Get('admin/imports.:ending')
  async importsFile(@Param('ending') ending: string, @Me() me: SignedIn): Promise<Download> {
    return listFile(ending, async () =>
      importsList(await this.work.atOneMoment(me.actor, null, (tx) => this.imports.recent(tx))),
    );
  }

  @Allow('run.read')
  @Get('runs.:ending')
  async runsFile(@Param('ending') ending: string, @Me() me: SignedIn): Promise<Download> {
    return this.runsAs(me, ending, null);
  }

  /** For who says why, from the page where they said it. */
  @Allow('run.read')
  @Post('runs.:ending')
  @HttpCode(200)
  async runsFileFor(
    @Param('ending') ending: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Download | Page> {
    const wanted = { title: 'Match runs', action: `/runs.${ending}` };
    return withReason(wanted, body, (reason) => this.runsAs(me, ending, reason));
  }

  private async runsAs(me: SignedIn, ending: string, reason: string | null): Promise<Download> {
    return listFile(ending, async () =>
      runsList(await this.work.atOneMoment(me.actor, me.area, (tx) => this.runs.list(tx, reason))),
    );
  }
}
