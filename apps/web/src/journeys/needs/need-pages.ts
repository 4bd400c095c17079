import { Inject, Injectable } from '@nestjs/common';
import type { SignedIn } from '@app/http';
import { decide, localDateOf, type Clock, type Matrix } from '@app/kernel';
import { CLOCK, MATRIX, UnitOfWork, type Tx } from '@app/platform';
import { isNeedClosed, needResource, Needs, type NeedSummary } from '@app/profiles';
import { AreaSettings, SchoolsOfArea } from '@app/schools';
import type { DatedWorld, FoundNeed } from './need.view.js';

/** Reads one request as far as this person may see it. */
@Injectable()
export class NeedPages {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Needs) private readonly needs: Needs,
    @Inject(AreaSettings) private readonly settings: AreaSettings,
    @Inject(SchoolsOfArea) private readonly schools: SchoolsOfArea,
    @Inject(MATRIX) private readonly matrix: Matrix,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param purpose why an officer reads all of it. @throws NotFound */
  async find(me: SignedIn, reference: string, purpose: string | null = null): Promise<FoundNeed> {
    return this.work.run(me.actor, me.area, async (tx) => {
      const need = await this.needs.summary(tx, reference);
      const whole = need.can.readDetail || (purpose !== null && need.can.readDetailWithReason);
      const detail = whole ? await this.needs.detail(tx, reference, purpose) : null;
      const [mayReadRun, mayReadCase] = [this.may(tx, 'run.read', need), this.may(tx, 'case.read', need)];
      const mayGive = !isNeedClosed(need.state) && this.may(tx, 'case.reassign', need);
      const mayChangeBroker = !isNeedClosed(need.state) && this.may(tx, 'broker.change.request', need);
      const may = { mayReadRun, mayReadCase, mayGive, mayChangeBroker };
      return { need, detail, world: await this.world(tx), ...may };
    });
  }

  async world(tx: Tx): Promise<DatedWorld> {
    return {
      themes: await this.settings.themes(tx),
      schools: await this.schools.names(tx),
      today: localDateOf(this.clock.now()),
    };
  }

  private may(tx: Tx, action: string, need: NeedSummary): boolean {
    const parties = {
      ...{ urn: need.urn, state: need.state },
      ...{ ownerPersonId: need.owner?.id ?? null, adviserPersonId: need.adviser?.id ?? null },
      coverPersonId: need.cover?.id ?? null,
    };
    const resource = { area: tx.area, ...needResource(parties) };
    return decide(this.matrix, tx.actor, action, resource, { now: this.clock.now() }).allowed;
  }
}
