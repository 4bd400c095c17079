import { Controller, Get, Inject, Param, Req } from '@nestjs/common';
import {
  CapacityPrices,
  ComparePlans,
  MARK_KINDS,
  OverridePrices,
  TermPlans,
  type CapacityWorth,
  type OverrideQuote,
} from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { BadInput, NotFound } from '@app/kernel';
import { UnitOfWork, type Tx } from '@app/platform';
import type { Request } from 'express';
import { oneOfQuery, readQuery } from '../door/read-query.js';
import { referenceOf } from '../door/reference.js';
import { TypedReason } from '../door/typed-reason.js';
import {
  comparisonAnswer,
  planAnswer,
  planAtNeedAnswer,
  type ComparisonAnswer,
  type PlanAnswer,
  type PlanAtNeedAnswer,
} from './plan.view.js';

/** What a run would do with all its needs together: read, held beside another, and what another choice would cost. */
@Controller('api/v1')
export class PlanController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(TermPlans) private readonly plans: TermPlans,
    @Inject(ComparePlans) private readonly comparisons: ComparePlans,
    @Inject(OverridePrices) private readonly prices: OverridePrices,
    @Inject(CapacityPrices) private readonly capacity: CapacityPrices,
  ) {}

  /** The plan that was asked for last. */
  @Get('plan')
  @Allow('run.read')
  async latest(
    @Me() who: SignedIn,
    @Req() request: Request,
    @TypedReason() reason: string | null,
  ): Promise<PlanAnswer> {
    readQuery(request, []);
    const plan = await this.read(who, (tx) => this.plans.latest(tx, reason));
    if (plan === null) throw new NotFound();
    return planAnswer(plan);
  }

  /** The plan of one run, of what was supposed too. */
  @Get('match-runs/:run/plan')
  @Allow('run.read')
  async ofRun(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Param('run') run: string,
    @TypedReason() reason: string | null,
  ): Promise<PlanAnswer> {
    readQuery(request, []);
    return planAnswer(await this.read(who, (tx) => this.plans.ofRun(tx, runOf(run), reason)));
  }

  /** Two plans side by side: what each read, the totals, and who has other partners. `a` and `b` are references of runs. */
  @Get('plan/compare')
  @Allow('run.read')
  async compare(
    @Me() who: SignedIn,
    @Req() request: Request,
    @TypedReason() reason: string | null,
  ): Promise<ComparisonAnswer> {
    const query = readQuery(request, ['a', 'b']);
    if (query.a === undefined) throw new BadInput([{ path: 'a', message: WHICH }]);
    if (query.b === undefined) throw new BadInput([{ path: 'b', message: WHICH }]);
    const [a, b] = [runOf(query.a), runOf(query.b)];
    return comparisonAnswer(await this.read(who, (tx) => this.comparisons.of(tx, a, b, reason)));
  }

  /**
   * What one more place, or one more half-day in a half-term, at each supporter would bring, the dearest first: each is the
   * difference of two plans. Of needs that the reader may not know there is a number.
   */
  @Get('plan/capacity')
  @Allow('run.read')
  async capacityWorth(
    @Me() who: SignedIn,
    @Req() request: Request,
    @TypedReason() reason: string | null,
  ): Promise<CapacityWorth> {
    readQuery(request, []);
    const opened = await this.read(who, (tx) => this.capacity.open(tx, reason));
    if (opened === null) throw new NotFound();
    return this.capacity.tell(opened);
  }

  /** One need in the plan, and whom a broker could lock or bar for it, best first. */
  @Get('plan/needs/:need')
  @Allow('plan.mark')
  async need(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Param('need') need: string,
  ): Promise<PlanAtNeedAnswer> {
    readQuery(request, []);
    return planAtNeedAnswer(await this.read(who, (tx) => this.prices.open(tx, referenceOf(need))));
  }

  /** What it would cost to lock or bar a school of the list, from a plan made anew with it. Nothing is written. */
  @Get('plan/needs/:need/price')
  @Allow('plan.mark')
  async price(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Param('need') need: string,
  ): Promise<OverrideQuote> {
    const query = readQuery(request, ['kind', 'supporter']);
    const kind = oneOfQuery('kind', query.kind, MARK_KINDS);
    if (query.kind === undefined || kind === undefined)
      throw new BadInput([{ path: 'kind', message: 'Choose whether to lock it or to bar it' }]);
    if (query.supporter === undefined) throw new BadInput([{ path: 'supporter', message: LISTED }]);
    const at = await this.read(who, (tx) => this.prices.open(tx, referenceOf(need)));
    const chosen = at.choices.find(({ urn }) => urn === query.supporter);
    if (!chosen) throw new BadInput([{ path: 'supporter', message: LISTED }]);
    return this.prices.choose(at, kind, chosen.urn);
  }

  private read<Read>({ actor, area }: SignedIn, body: (tx: Tx) => Promise<Read>): Promise<Read> {
    return this.work.run(actor, area, body);
  }
}

const WHICH = 'Say which run, like R-0041';
const LISTED = 'Choose a school of the need’s list';

/** What no run is called names none. */
function runOf(named: string): string {
  return /^R-[0-9]{4,9}$/.test(named) ? named : '';
}
