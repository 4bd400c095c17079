import { localDateOf, type Actor, type AreaId, type Clock } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { askedOnce, type IdSource, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader } from '@app/profiles';
import type { AreaSettings } from '@app/schools';
import { nextOfYear } from '../next-reference.js';
import { readAgenda, type AskedAgenda } from '../pairing/read-agenda.js';
import { ProjectEntity } from './project.entity.js';

export interface ProjectToMake extends AskedAgenda {
  readonly theme: string;
}

/** A broker decides that several schools should work on the same goals, before any of them is asked (I-8). */
export class MakeProject {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly settings: AreaSettings,
  ) {}

  /** @returns its reference. @throws NotAllowed, NotFound, BadInput */
  async execute(actor: Actor, area: AreaId, asked: ProjectToMake, repeat?: Repeatable): Promise<string> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: ProjectToMake): Promise<string> {
    // No school is in it yet: an interest refuses with the first that is asked.
    await this.rights.require(tx, 'decision.make', { schools: [] });
    const now = this.clock.now();
    const reader = new FieldReader();
    const theme = reader.theme('theme', asked.theme, await this.settings.themes(tx));
    const agenda = readAgenda(asked, localDateOf(now), reader);
    const id = this.ids.next();
    const reference = await nextOfYear(tx, 'brokerage.project', 'PJ', now);
    await tx.manager.insert(ProjectEntity, {
      ...{ id, areaId: tx.area, reference, theme, ...agenda, gardenerPersonId: tx.actor.id },
      ...{ state: 'agreed_in_principle', nextDate: localDateOf(now), madeBy: tx.actor.id, madeAt: now },
      version: 1,
    });
    await this.audit.record(tx, {
      act: 'decision.make',
      entity: `brokerage.project:${id}:1`,
      details: { project: reference, step: 'made' },
    });
    return reference;
  }
}
