import { Inject, Injectable } from '@nestjs/common';
import type { SignedIn } from '@app/http';
import { UnitOfWork, type Tx } from '@app/platform';
import { Needs, type NeedDetail, type NeedSummary } from '@app/profiles';
import { AreaSettings, SchoolsOfArea } from '@app/schools';
import type { NeedWorld } from './need.view.js';

export interface FoundNeed {
  readonly need: NeedSummary;
  /** Null for who may not read it, or must type why first. */
  readonly detail: NeedDetail | null;
  readonly world: NeedWorld;
}

/** Reads one request as far as this person may see it. */
@Injectable()
export class NeedPages {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Needs) private readonly needs: Needs,
    @Inject(AreaSettings) private readonly settings: AreaSettings,
    @Inject(SchoolsOfArea) private readonly schools: SchoolsOfArea,
  ) {}

  /** @param purpose why an officer reads all of it. @throws NotFound */
  async find(me: SignedIn, reference: string, purpose: string | null = null): Promise<FoundNeed> {
    return this.work.run(me.actor, me.area, async (tx) => {
      const need = await this.needs.summary(tx, reference);
      const whole = need.can.readDetail || (purpose !== null && need.can.readDetailWithReason);
      const detail = whole ? await this.needs.detail(tx, reference, purpose) : null;
      return { need, detail, world: await this.world(tx) };
    });
  }

  async world(tx: Tx): Promise<NeedWorld> {
    return { themes: await this.settings.themes(tx), schools: await this.schools.names(tx) };
  }
}
