import { BadInput, dueOn, localDateOf, yearOf, type Actor, type AreaId, type Clock } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { askedOnce, inArea, type IdSource, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import type { AreaSettings } from '@app/schools';
import { QuestionEntity } from './question.entity.js';
import { readWords } from './read-words.js';

export interface QuestionToAsk {
  readonly theme: string;
  readonly text: string;
}

/** Somebody asks the area who has solved this. Unanswered for five working days of the office, a person is asked by name (C-16). */
export class AskQuestion {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly settings: AreaSettings,
  ) {}

  /** @returns its reference. @throws NotAllowed, BadInput, NoCalendar */
  async execute(actor: Actor, area: AreaId, asked: QuestionToAsk, repeat?: Repeatable): Promise<string> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: QuestionToAsk): Promise<string> {
    await this.rights.require(tx, 'practice.ask', {});
    const themes = await this.settings.themes(tx);
    const { theme } = asked;
    if (!themes.has(theme)) throw new BadInput([{ path: 'theme', message: 'Choose a theme from the list' }]);
    const text = readWords('text', asked.text, 'your question');
    const { calendar, settings } = await this.settings.clocks(tx);
    const [id, now] = [this.ids.next(), this.clock.now()];
    const due = dueOn('C-16', now, calendar, { settings });
    const reference = await nextReference(tx, yearOf(localDateOf(now)));
    await tx.manager.insert(QuestionEntity, {
      ...{ id, areaId: tx.area, reference, theme, text, askedBy: tx.actor.id, askedAt: now },
      ...{ dueOn: due.on, dueAt: due.at, calendarVersion: due.calendarVersion, state: 'asked' },
      ...{ routedAt: null, routedTo: null, routedUrn: null, endedAt: null, version: 1 },
    });
    await this.audit.record(tx, { act: 'practice.ask', entity: `network.question:${id}:1` });
    return reference;
  }
}

/** The next number of the calendar year, without gaps: `K-2026-003`. Two at once wait for each other. */
async function nextReference(tx: Tx, year: number): Promise<string> {
  const prefix = `K-${String(year)}-`;
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${tx.area}/${prefix}`]);
  const [last] = await tx.query<{ n: number }>(
    `select coalesce(max(substr(reference, $2)::int), 0) as n from network.question
     where ${inArea(tx)} and starts_with(reference, $1)`,
    [prefix, prefix.length + 1],
  );
  return prefix + String((last?.n ?? 0) + 1).padStart(3, '0');
}
