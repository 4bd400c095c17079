import type { AuditTrail, CheckpointView } from '@app/audit';
import { systemActor, type People } from '@app/identity';
import {
  localDateOf,
  mayArrive,
  officeDays,
  type AreaId,
  type Clock,
  type LocalDate,
  type PersonId,
} from '@app/kernel';
import type { MailBox, Tx, UnitOfWork } from '@app/platform';
import type { AreaSettings } from '@app/schools';

const PATH = '/audit/verify';
/** Who keeps it where nobody who runs the service can change it. */
const KEEPERS = ['officer', 'chair'] as const;

/**
 * A checkpoint of the audit log, by mail to each officer and to the chair, on every day that the office works. What is
 * newer than the last one held elsewhere could be rewritten unseen by whoever holds the database and the key.
 */
export class PostCheckpoints {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly people: People,
    private readonly settings: AreaSettings,
    private readonly box: MailBox,
  ) {}

  /**
   * Enters once a day that the log is alive, and posts the first checkpoint signed since then.
   *
   * @param newest of the area's log; null where nothing is sealed yet. @returns how many were written.
   * @throws NoCalendar where the area's calendar has ended.
   */
  async execute(area: AreaId, newest: () => Promise<CheckpointView | null>): Promise<number> {
    const actor = systemActor('worker', area);
    const today = localDateOf(this.clock.now());
    await this.work.run(actor, area, (tx) => this.tick(tx, today));
    const due = await this.work.run(actor, area, (tx) => this.due(tx, today));
    if (due.length === 0) return 0;
    const checkpoint = await newest();
    if (checkpoint === null || localDateOf(checkpoint.at) !== today) return 0;
    return this.work.run(actor, area, async (tx) => {
      let written = 0;
      for (const person of due) if (await this.put(tx, person, today, checkpoint)) written += 1;
      return written;
    });
  }

  /** Whatever the calendar says: a day without an entry is one on which the log stood still. */
  private async tick(tx: Tx, today: LocalDate): Promise<void> {
    if (await this.box.firstTime(tx, 'audit-tick', `${tx.area}.${today}`))
      await this.audit.record(tx, { act: 'audit.tick', entity: `audit.log:${today}` });
  }

  /** Those who have not got today's, where the office works now. */
  private async due(tx: Tx, today: LocalDate): Promise<PersonId[]> {
    const calendar = (await this.settings.find(tx, 'calendar'))?.body;
    if (calendar === undefined || !mayArrive(this.clock.now(), officeDays(calendar))) return [];
    const keepers = new Set<PersonId>();
    for (const role of KEEPERS)
      for (const { id } of await this.people.inPost(tx, role, today, true)) keepers.add(id);
    const begun = await this.box.begun(
      tx,
      'checkpoint',
      [...keepers].map((id) => `${id}.${today}`),
    );
    return [...keepers].filter((id) => !begun.has(`${id}.${today}`));
  }

  private async put(tx: Tx, person: PersonId, today: LocalDate, { size, note, key }: CheckpointView) {
    if (!(await this.box.firstTime(tx, 'checkpoint', `${person}.${today}`))) return false;
    return this.box.put(tx, {
      ...{ person, kind: 'checkpoint', key: `checkpoint.${person}.${today}`, about: [] },
      tasks: [{ reference: `${String(size)} entries`, due: null, note: `${note}\n${key}\n` }],
      ...{ path: PATH, link: null, quiet: 'office', urn: null, notBefore: this.clock.now() },
    });
  }
}
