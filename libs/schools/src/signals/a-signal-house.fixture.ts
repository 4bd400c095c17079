import { FixedClock, type Actor, type Role, type SchoolUrn } from '@app/kernel';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { aPerson, aPost } from '../../../../test/factories/an-actor.js';
import { NORTH, TestHouse } from '../../../../test/factories/an-area.js';
import { areaTemplates } from '../../../../test/factories/area-templates.js';
import { theMatrix } from '../../../../test/factories/the-matrix.js';
import { AdoptSetting, ProposeSetting } from '../area/adopt-setting.js';
import { AreaSettingEntity } from '../area/area-setting.entity.js';
import { AreaSettings } from '../area/area-settings.query.js';
import type { SettingKind } from '../area/setting-kinds.js';
import { AddSchoolsToArea } from '../area-school/add-schools-to-area.js';
import { AreaSchoolEntity } from '../area-school/area-school.entity.js';
import { system } from '../area-school/an-area-of-schools.fixture.js';
import { PublishedMeasures } from '../measures/published-measures.query.js';
import { ImportDesk } from '../register-import/an-import.fixture.js';
import { SimilarSchools } from '../similarity/similar-schools.query.js';
import { DataRoom } from '../data-room/data-room.query.js';
import { DataRoomPlaceEntity } from '../data-room/data-room-place.entity.js';
import { JoinDataRoom } from '../data-room/join-data-room.js';
import { LeaveDataRoom } from '../data-room/leave-data-room.js';
import { KnownSchools } from '../area/known-schools.query.js';
import { FindSignals } from './find-signals.js';
import { LookAtSchool } from './look-at-school.js';
import { PassSignalsOn } from './pass-signals-on.js';
import { ReplyToSignal } from './reply-to-signal.js';
import { SignalEntity } from './signal.entity.js';
import { Signals } from './signals.query.js';

/** The school that the specification is about, one beside it, and fourteen in all. */
export const ASH = '100001' as SchoolUrn;
export const BEECH = '100002' as SchoolUrn;
const COUNT = 14;
export const urnOf = (at: number): SchoolUrn => String(100_001 + at) as SchoolUrn;

const policy = parse(
  readFileSync(join(__dirname, '../../../../config/policy/default.yaml'), 'utf8'),
) as unknown;

/** An area of fourteen secondary schools with its settings in force, and the desk where figures come in. */
export class SignalHouse {
  readonly clock = new FixedClock(new Date('2026-11-25T09:00:00Z'));
  readonly worker = system('worker', NORTH);
  readonly find: FindSignals;
  readonly pass: PassSignalsOn;
  readonly reply: ReplyToSignal;
  readonly signals: Signals;
  readonly room: DataRoom;
  readonly join: JoinDataRoom;
  readonly leave: LeaveDataRoom;
  private readonly desk: ImportDesk;

  private constructor(readonly house: TestHouse) {
    const { work, audit, ids } = house;
    const [settings, measures] = [new AreaSettings(), new PublishedMeasures()];
    const look = new LookAtSchool(measures, new SimilarSchools(settings, measures));
    this.find = new FindSignals(work, audit, this.clock, ids, settings, look);
    this.pass = new PassSignalsOn(work, audit, this.clock);
    this.reply = new ReplyToSignal(work, audit, theMatrix(), this.clock);
    this.signals = new Signals(audit, theMatrix(), this.clock);
    this.room = new DataRoom(theMatrix(), this.clock, measures);
    this.join = new JoinDataRoom(work, audit, theMatrix(), this.clock, ids, new KnownSchools());
    this.leave = new LeaveDataRoom(work, audit, theMatrix(), this.clock);
    this.desk = new ImportDesk(house);
  }

  static async open(): Promise<SignalHouse> {
    const made = new SignalHouse(
      await TestHouse.open([AreaSettingEntity, AreaSchoolEntity, SignalEntity, DataRoomPlaceEntity]),
    );
    const { house, worker, clock } = made;
    for (let at = 0; at < COUNT; at += 1)
      await house.school(urnOf(at), `School ${String(at + 1).padStart(2, '0')}`);
    await house.work.run(worker, NORTH, async (tx) => {
      for (const [kind, body] of Object.entries({ ...areaTemplates(), policy })) {
        const id = await new ProposeSetting(house.audit, house.ids).inside(tx, {
          ...{ kind: kind as SettingKind, body },
        });
        await new AdoptSetting(house.audit, clock).inside(tx, id);
      }
      await new AddSchoolsToArea(house.audit, house.ids).inside(tx, '999');
    });
    return made;
  }

  close(): Promise<void> {
    return this.house.close();
  }

  /** What describes the pupils, so that similar schools are known: each school a little unlike the one before. */
  context(): Promise<unknown> {
    const columns =
      'avg_ks2_scaledscore,pt_disadvantaged,pt_language_not_english,pt_sen_with_ehcp,pt_sen_no_ehcp';
    const rows = Array.from({ length: COUNT }, (_, at) => {
      const figures = [104 - at / 10, 20 + at, 8, 2.5, 12];
      return `202425,${urnOf(at)},${figures.map((each) => each.toFixed(1)).join(',')}`;
    });
    return this.published('ks4_school_info.csv', [`time_period,school_urn,${columns}`, ...rows]);
  }

  /** @param own what is published of the school; the others have 5.0 to 6.2, in steps. */
  absence(own: string, year = '2024-2025'): Promise<unknown> {
    const rows = Array.from({ length: COUNT }, (_, at) => [
      ...['999', String(at), urnOf(at), at === 0 ? own : (5 + at / 10 - 0.1).toFixed(1), 'SUPP'],
    ]);
    return this.published(`absence_${year}.csv`, ['LA,ESTAB,URN,PERCTOT,PPERSABS10', ...rows.map(String)]);
  }

  /** Attainment 8 of so many pupils of the school; the others have 40 to 52, of 150 each. */
  attainment(own: string, pupils: number, year = '2025'): Promise<unknown> {
    const rows = Array.from({ length: COUNT }, (_, at) => [
      ...['1', urnOf(at), '0.1', at === 0 ? own : String(39 + at), at === 0 ? pupils : 150],
    ]);
    return this.published(`ks4_${year}.csv`, ['RECTYPE,URN,P8MEA,ATT8SCR,TPUP', ...rows.map(String)]);
  }

  roll(urn: SchoolUrn, pupils: number): Promise<unknown> {
    return this.house.work.runForInstallation(system('ops'), async (tx) => {
      await tx.query(`update schools.school set roll = $2 where urn = $1`, [urn, pupils]);
      await this.house.audit.record(tx, {
        act: 'register.import.commit',
        entity: 'schools.register_import:-',
      });
    });
  }

  async person(role: Role, school: SchoolUrn | null, told: Partial<Actor> = {}): Promise<Actor> {
    const name = `${role} ${school ?? 'of the area'}`;
    const { id } = await this.house.person({ name, email: `${this.house.ids.next()}@example.org` });
    return aPerson([aPost(role, { school })], {
      ...{ id, name, area: NORTH, interests: school === null ? [] : [school] },
      ...told,
    });
  }

  private async published(fileName: string, lines: readonly string[]): Promise<unknown> {
    const bytes = Buffer.from(lines.join('\r\n'));
    return this.desk.committed(await this.desk.previewed({ kind: 'measures', fileName, bytes }));
  }
}
