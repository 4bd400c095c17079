import {
  academicYearOf,
  dueOn,
  localDateOf,
  NoCalendar,
  type AcademicYearId,
  type AreaId,
  type Clock,
  type LocalDate,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { systemActor } from '@app/identity';
import { inArea, updateIfVersion, type Tx, type UnitOfWork } from '@app/platform';
import type { AreaSettings } from '@app/schools';
import { STANDING } from './declaration-checks.js';
import { DeclarationEntity } from './declaration.entity.js';
import { moveDeclaration, type DeclarationState } from './declaration.lifecycle.js';

interface Overdue {
  readonly id: string;
  readonly urn: SchoolUrn;
  readonly version: number;
  readonly state: DeclarationState;
}

/**
 * A word is for one year: where the summer term ends and no word of a later year has come, it is stale (C-13). It is not
 * taken back: offers stand, what the school said of itself is read as old, and its evidence fades by its own date.
 */
export class StaleDeclarations {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly settings: AreaSettings,
  ) {}

  /** @returns how many became stale. */
  async execute(area: AreaId): Promise<number> {
    return this.work.run(systemActor('worker', area), area, async (tx) => {
      const today = localDateOf(this.clock.now());
      const found = await this.overdue(tx, academicYearOf(today), await this.isSummerOver(tx, today));
      for (const { id, urn, version, state } of found) {
        const now = await updateIfVersion(tx, DeclarationEntity, id, version, {
          state: moveDeclaration(state, 'stale'),
        });
        await this.audit.record(tx, {
          ...{ act: 'declaration.stale', schools: [urn] },
          entity: `profiles.declaration:${id}:${String(now)}`,
        });
      }
      return found.length;
    });
  }

  /** No calendar, no guess: without one only words of earlier years are stale. */
  private async isSummerOver(tx: Tx, today: LocalDate): Promise<boolean> {
    const found = await this.settings.find(tx, 'calendar');
    if (found === null) return false;
    try {
      const { settings } = await this.settings.clocks(tx);
      return today > dueOn('C-13.stale', today, found.body, { settings }).on;
    } catch (error) {
      if (error instanceof NoCalendar) return false;
      throw error;
    }
  }

  private async overdue(tx: Tx, year: AcademicYearId, summerIsOver: boolean): Promise<Overdue[]> {
    return tx.query<Overdue>(
      `select d.id, d.urn, d.version, d.state from profiles.declaration d
       where ${inArea(tx, 'd')} and d.state = any ($1)
         and (d.academic_year collate "C" < $2 or d.academic_year = $2 and $3)
         and not exists (select from profiles.declaration l where l.area_id = d.area_id and l.urn = d.urn
           and l.academic_year collate "C" > d.academic_year and l.state not in ('draft', 'superseded'))
       order by d.urn collate "C", d.academic_year collate "C" for update`,
      [[...STANDING], year, summerIsOver],
    );
  }
}
