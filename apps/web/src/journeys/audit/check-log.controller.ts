import { Controller, Get, Inject } from '@nestjs/common';
import { Checkpoints, ExportBundle, type CheckpointView } from '@app/audit';
import { DecidedRuns } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { decide, mightEver, NotFound, type Matrix } from '@app/kernel';
import { AuditorUnitOfWork, Lookup, MATRIX } from '@app/platform';
import { download, page, type Download, type Page } from '../../layout/answers.js';
import { checkLogPage } from './check-log.view.js';

const SHOWN = 10;
const TEXT = 'text/plain; charset=utf-8';

/** What somebody keeps outside, and the log as a file that is held against it. */
@Controller()
export class CheckLogController {
  constructor(
    @Inject(AuditorUnitOfWork) private readonly log: AuditorUnitOfWork,
    @Inject(Checkpoints) private readonly checkpoints: Checkpoints,
    @Inject(ExportBundle) private readonly bundles: ExportBundle,
    @Inject(DecidedRuns) private readonly runs: DecidedRuns,
    @Inject(Lookup) private readonly lookup: Lookup,
    @Inject(MATRIX) private readonly matrix: Matrix,
  ) {}

  @Allow('audit.checkpoint.read')
  @Get('audit/verify')
  async show(@Me() me: SignedIn): Promise<Page> {
    const { actor, area } = me;
    const whole = decide(this.matrix, actor, 'audit.export', { area }, { now: new Date() }).allowed;
    const may = { export: mightEver(this.matrix, actor, 'audit.export'), whole };
    return page('journeys/audit/check-log.njk', checkLogPage(await this.newest(me, SHOWN), may));
  }

  @Allow('audit.checkpoint.read')
  @Get('audit/verify/checkpoint.txt')
  async checkpoint(@Me() me: SignedIn): Promise<Download> {
    const [newest] = await this.newest(me, 1);
    if (!newest) throw new NotFound();
    return download(`checkpoint-${String(newest.size)}.txt`, TEXT, Buffer.from(newest.note));
  }

  @Allow('audit.checkpoint.read')
  @Get('audit/verify/key.txt')
  async key(@Me() me: SignedIn): Promise<Download> {
    const [newest] = await this.newest(me, 1);
    if (!newest) throw new NotFound();
    return download('key.txt', TEXT, Buffer.from(`${newest.key}\n`));
  }

  @Allow('audit.export')
  @Get('audit/verify/export.zip')
  async export(@Me() { actor, area }: SignedIn): Promise<Download> {
    const areas = await this.lookup.call<{ id: string; code: string }>('areas');
    const code = areas.find(({ id }) => id === area)?.code ?? 'area';
    const bundle = await this.bundles.execute(this.log, actor, { area, code }, this.runs.parts(actor, area));
    const pieces: Buffer[] = [];
    for await (const piece of bundle.bytes) pieces.push(piece);
    return download(bundle.name, 'application/zip', Buffer.concat(pieces));
  }

  private newest({ actor, area }: SignedIn, most: number): Promise<CheckpointView[]> {
    return this.log.run(actor, area, (tx) => this.checkpoints.list(tx, most));
  }
}
