import { NotFound, RuleBroken, type AreaId, type Calendar, type ClockSettings } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { SettingBodies, SettingKind } from './setting-kinds.js';
import { Themes } from './themes.js';

export interface InForce<Body> {
  readonly number: number;
  /** SHA-256 of the body. A run names policy, number and hash. */
  readonly hash: string;
  readonly body: Body;
}

export interface AreaView {
  readonly id: AreaId;
  readonly code: string;
  readonly name: string;
  readonly laCode: string | null;
  readonly demo: boolean;
}

/** What a transaction knows a setting by. */
export const settingInForce = (kind: SettingKind): string => `setting/${kind}`;

/** A step of verbs and queries that decide for themselves: what the area has in force now. */
export class AreaSettings {
  /** @returns null where the area has none of that kind in force. */
  async find<Kind extends SettingKind>(tx: Tx, kind: Kind): Promise<InForce<SettingBodies[Kind]> | null> {
    return tx.once(settingInForce(kind), async () => {
      const [row] = await tx.query<InForce<SettingBodies[Kind]>>(
        `select number, hash, body from schools.area_setting where ${inArea(tx)} and kind = $1 and state = 'in_force'`,
        [kind],
      );
      return row ?? null;
    });
  }

  /** @throws RuleBroken SETTING_MISSING */
  async inForce<Kind extends SettingKind>(tx: Tx, kind: Kind): Promise<InForce<SettingBodies[Kind]>> {
    const found = await this.find(tx, kind);
    if (!found) throw new RuleBroken('SETTING_MISSING', `This area has no ${kind} in force yet.`);
    return found;
  }

  async themes(tx: Tx): Promise<Themes> {
    return new Themes((await this.inForce(tx, 'themes')).body);
  }

  /** What deadlines are counted with: no calendar, no guess; clocks that the area does not name keep their default. */
  async clocks(tx: Tx): Promise<{ readonly calendar: Calendar; readonly settings: ClockSettings }> {
    const calendar = await this.inForce(tx, 'calendar');
    return { calendar: calendar.body, settings: (await this.find(tx, 'clocks'))?.body ?? {} };
  }

  async area(tx: Tx): Promise<AreaView> {
    const [row] = await tx.query<AreaView>(
      `select id, code, name, la_code as "laCode", demo from schools.area where ${inArea(tx)}`,
    );
    if (!row) throw new NotFound();
    return row;
  }
}
