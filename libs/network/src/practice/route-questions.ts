import { dueOn, localDateOf, type AreaId, type Clock, type PersonId, type SchoolUrn } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { systemActor, type AskByMail, type People } from '@app/identity';
import { inArea, updateIfVersion, type Tx, type UnitOfWork } from '@app/platform';
import type { AreaSettings } from '@app/schools';
import { QuestionEntity } from './question.entity.js';
import { moveQuestion } from './question.lifecycle.js';

/** Schools that declared a strength in a theme, the best fit first: known in another room, asked for when it is needed. */
export type StrongIn = (tx: Tx, theme: string) => Promise<readonly SchoolUrn[]>;

interface Somebody {
  readonly person: PersonId;
  readonly urn: SchoolUrn | null;
}

const AT_ONCE = 100;

/**
 * C-16: nobody answered in five working days of the office, so one person is asked by name: the head of the school whose
 * declared strength fits the theme best, or, without one, the adviser. They have five days in their turn.
 */
export class RouteQuestions {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly people: People,
    private readonly settings: AreaSettings,
    private readonly mail: AskByMail,
  ) {}

  /** @returns how many were put to somebody. @throws NoCalendar */
  async execute(area: AreaId, strongIn: StrongIn): Promise<number> {
    const worker = systemActor('worker', area);
    const due = await this.work.run(worker, area, (tx) =>
      tx.query<{ id: string }>(
        `select q.id from network.question q where ${inArea(tx, 'q')} and q.state = 'asked' and q.due_at <= $1
         order by q.due_at, q.id limit $2`,
        [this.clock.now(), AT_ONCE],
      ),
    );
    let routed = 0;
    for (const { id } of due)
      if (await this.work.run(worker, area, (tx) => this.one(tx, id, strongIn))) routed += 1;
    return routed;
  }

  /** Somebody, or another sweep, may have been faster. */
  private async one(tx: Tx, id: string, strongIn: StrongIn): Promise<boolean> {
    const now = this.clock.now();
    const question = await tx.manager
      .createQueryBuilder(QuestionEntity, 'q')
      .setLock('pessimistic_write')
      .where(`q.id = :id and q.state = 'asked' and q.due_at <= :now`, { id, now })
      .andWhere(inArea(tx, 'q'))
      .getOne();
    if (!question) return false;
    const { calendar, settings } = await this.settings.clocks(tx);
    const due = dueOn('C-16', now, calendar, { settings });
    const asked = await this.whom(tx, question, strongIn);
    const version = await updateIfVersion(tx, QuestionEntity, id, question.version, {
      ...{ state: moveQuestion(question.state, 'routed'), routedAt: now },
      ...{ routedTo: asked?.person ?? null, routedUrn: asked?.urn ?? null },
      ...{ dueOn: due.on, dueAt: due.at, calendarVersion: due.calendarVersion },
    });
    await this.audit.record(tx, {
      ...{ act: 'practice.route', entity: `network.question:${id}:${String(version)}`, reason: 'NO_ANSWER' },
      schools: asked?.urn ? [asked.urn] : [],
    });
    if (asked)
      await this.mail.tell(tx, {
        ...{
          person: asked.person,
          kind: 'question',
          key: `question.${id}`,
          path: `/practice/${question.reference}`,
        },
        ...{ task: { reference: question.reference, due: due.on }, about: [question.reference] },
        ...{ quiet: asked.urn === null ? 'office' : 'school', urn: asked.urn, onTheirDay: true },
      });
    return true;
  }

  private async whom(
    tx: Tx,
    { theme, askedBy }: QuestionEntity,
    strongIn: StrongIn,
  ): Promise<Somebody | null> {
    const today = localDateOf(this.clock.now());
    for (const urn of await strongIn(tx, theme)) {
      const head = (await this.people.headsOf(tx, urn, today)).find(({ id }) => id !== askedBy);
      const colleague = (await this.people.ofSchool(tx, urn, today)).some(({ id }) => id === askedBy);
      if (head !== undefined && !colleague) return { person: head.id, urn };
    }
    const adviser = (await this.people.inPost(tx, 'adviser', today)).find(({ id }) => id !== askedBy);
    return adviser === undefined ? null : { person: adviser.id, urn: null };
  }
}
