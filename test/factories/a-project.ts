import {
  AnswerProject,
  AskSchool,
  BeginProject,
  LogProjectSession,
  MakeProject,
  Projects,
  type ProjectView,
} from '@app/brokerage';
import { systemActor } from '@app/identity';
import type { Actor, SchoolUrn } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import { AdoptSetting, ProposeSetting } from '@app/schools';
import { BrokerageHouse, EASTMARSH, MARLOWE, QUARRY } from './a-brokerage-house.js';
import { areaTemplates } from './area-templates.js';
import { NORTH } from './an-area.js';

export const PROJECT = 'PJ-2026-001';

/** Marlowe supports Eastmarsh, of a trust, and Quarry Lane; everybody's next step as one call. */
export class AProject {
  private constructor(readonly house: BrokerageHouse) {}

  static async open(): Promise<AProject> {
    return AProject.at(await BrokerageHouse.open());
  }

  /** On a house that stands already. */
  static async at(house: BrokerageHouse): Promise<AProject> {
    await house.offer(MARLOWE);
    return new AProject(house);
  }

  close(): Promise<void> {
    return this.house.close();
  }

  headOf(urn: SchoolUrn): Promise<Actor> {
    return urn === EASTMARSH ? this.house.as('asker') : this.house.as('head', urn);
  }

  seenBy(actor: Actor): Promise<ProjectView> {
    return this.house.askingAs(actor, (tx) => this.house.get(Projects).one(tx, PROJECT));
  }

  async seen(): Promise<ProjectView> {
    return this.seenBy(await this.house.as('broker'));
  }

  async make(): Promise<string> {
    return this.house.get(MakeProject).execute(await this.house.as('broker'), NORTH, {
      ...{ theme: 'att.persistent', purpose: 'A canary of three schools.', inclusion: 'SEND comes first.' },
      ...{ exitRule: 'At the end of summer.', confidentiality: 'Between the schools.', cadenceDays: 10 },
      objectives: [
        {
          ...{ aim: 'Fewer miss one session in ten', measure: 'Absence', baseline: '24 in a hundred' },
          ...{ target: '20 in a hundred', due: '2027-07-16' },
        },
      ],
    });
  }

  async ask(urn: SchoolUrn, part: string, halfDays: Record<string, number> = {}): Promise<void> {
    const { version } = await this.seen();
    const asked = { project: PROJECT, version, urn, part, halfDays };
    await this.house.get(AskSchool).execute(await this.house.as('broker'), NORTH, asked);
  }

  async yes(urn: SchoolUrn): Promise<void> {
    const version = (await this.seen()).schools.find((each) => each.urn === urn)?.version ?? 0;
    const asked = { project: PROJECT, urn, version, yes: true };
    await this.house.get(AnswerProject).execute(await this.headOf(urn), NORTH, asked);
  }

  async begin(): Promise<void> {
    const { version } = await this.seen();
    await this.house
      .get(BeginProject)
      .begin(await this.house.as('broker'), NORTH, { project: PROJECT, version });
  }

  async resume(): Promise<void> {
    const { version } = await this.seen();
    await this.house
      .get(BeginProject)
      .resume(await this.house.as('broker'), NORTH, { project: PROJECT, version });
  }

  /** Made, all three asked, all three said yes. */
  async allYes(): Promise<void> {
    await this.make();
    await this.ask(MARLOWE, 'supporter', { '2026/27-3': 4 });
    for (const urn of [EASTMARSH, QUARRY]) await this.ask(urn, 'supported');
    for (const urn of [MARLOWE, EASTMARSH, QUARRY]) await this.yes(urn);
  }

  /** Marlowe gives so many half-days in a session. */
  async session(halfDays: number, heldOn = '2026-11-25'): Promise<void> {
    await this.house.get(LogProjectSession).execute(await this.headOf(MARLOWE), NORTH, {
      ...{ project: PROJECT, heldOn, mode: 'in_person', summary: 'A session canary.' },
      given: { [MARLOWE]: halfDays },
    });
  }

  async areaRequires(body_consent: string): Promise<void> {
    await this.house.get(UnitOfWork).run(systemActor('ops', NORTH), NORTH, async (tx) => {
      const body = { ...(areaTemplates().thresholds as object), body_consent };
      const id = await this.house.get(ProposeSetting).inside(tx, { kind: 'thresholds', body });
      await this.house.get(AdoptSetting).inside(tx, id);
    });
  }
}
