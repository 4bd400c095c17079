import {
  BadInput,
  decide,
  requireAllowed,
  RuleBroken,
  type Actor,
  type AreaId,
  type Clock,
  type FieldError,
  type Matrix,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { IdSource, Lookup, UnitOfWork } from '@app/platform';
import { AddSchoolsToArea } from '../area-school/add-schools-to-area.js';
import { AdoptSetting, ProposeSetting } from './adopt-setting.js';
import { AreaEntity } from './area.entity.js';
import type { SettingKind } from './setting-kinds.js';

export interface NewArea {
  /** In addresses and on the command line: `downland`. */
  readonly code: string;
  readonly name: string;
  /** The local authority's three digits; null for a partnership. */
  readonly laCode: string | null;
  /** The body that answers for the data in law. */
  readonly controller: string;
  readonly demo: boolean;
  /** Which schools of the register join at once. */
  readonly schools: 'of_authority' | 'all' | 'none';
  /** The first settings, as templates give them; kinds left out are proposed later. */
  readonly settings: Readonly<Partial<Record<SettingKind, unknown>>>;
}

/** An act of the installation at the console: the area, its first settings, its schools; all or nothing. */
export class CreateArea {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly lookup: Lookup,
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly propose: ProposeSetting,
    private readonly adopt: AdoptSetting,
    private readonly addSchools: AddSchoolsToArea,
  ) {}

  /** @param actor gives the area that is to be: its actor belongs to no area yet. */
  async execute(actor: Actor, asked: NewArea): Promise<AreaId> {
    requireAllowed(decide(this.matrix, actor, 'area.create', {}, { now: this.clock.now() }));
    refuseFaults(asked);
    const areas = await this.lookup.call<{ code: string }>('areas');
    if (areas.some(({ code }) => code === asked.code))
      throw new RuleBroken('AREA_CODE_TAKEN', `There is an area called ${asked.code} already.`);
    const area = this.ids.next<AreaId>();
    await this.work.run({ ...actor, area }, area, async (tx) => {
      const { code, name, laCode, controller, demo } = asked;
      await tx.manager.insert(AreaEntity, {
        ...{ id: area, code, name, laCode, controller, demo },
        state: 'live',
        version: 1,
      });
      await this.audit.record(tx, { act: 'area.create', entity: `schools.area:${area}:1` });
      for (const [kind, body] of Object.entries(asked.settings)) {
        if (body === undefined) continue;
        await this.adopt.inside(tx, await this.propose.inside(tx, { kind: kind as SettingKind, body }));
      }
      if (asked.schools !== 'none') await this.addSchools.inside(tx, asked.schools === 'all' ? null : laCode);
    });
    // The installation's own log says it too: an area's log begins with the area.
    await this.work.runForInstallation(actor, (tx) =>
      this.audit.record(tx, { act: 'area.create', entity: `schools.area:${area}:1` }),
    );
    return area;
  }
}

function refuseFaults(asked: NewArea): void {
  const faults: FieldError[] = [];
  const say = (path: string, message: string): void => void faults.push({ path, message });
  if (!/^[a-z][a-z0-9-]{1,30}$/.test(asked.code))
    say('code', 'Enter a code of small letters, digits and hyphens, like downland');
  if (!fits(asked.name)) say('name', 'Enter the name of the area, 2 to 100 characters');
  if (!fits(asked.controller))
    say('controller', 'Enter the body that answers for the data, 2 to 100 characters');
  if (asked.laCode !== null && !/^[0-9]{3}$/.test(asked.laCode))
    say('laCode', 'Enter the local authority’s code, three digits');
  if (asked.schools === 'of_authority' && asked.laCode === null)
    say('laCode', 'Name the local authority whose schools join');
  if (faults.length > 0) throw new BadInput(faults);
}

function fits(text: string): boolean {
  return text.trim().length >= 2 && text.length <= 100;
}
