import {
  addWorkingDays,
  localDateOf,
  RuleBroken,
  schoolDays,
  type Actor,
  type AreaId,
  type Clock,
} from '@app/kernel';
import type { AskByMail, People } from '@app/identity';
import { inArea, type Repeatable } from '@app/platform';
import type { AreaSettings } from '@app/schools';
import type { InformationCases, InformationInHand } from './information-cases.js';
import { moveInformation } from './information-request.lifecycle.js';
import { requirePrepared } from './ready-to-release.js';

/** School days in which a head may comment: within the twenty working days of the office. */
const DAYS_TO_COMMENT = 5;

/** The head of each school that a request touches is told what would be released, by a mail that says nothing of it. */
export class TellHeads {
  constructor(
    private readonly cases: InformationCases,
    private readonly clock: Clock,
    private readonly settings: AreaSettings,
    private readonly people: People,
    private readonly mail: AskByMail,
  ) {}

  /** @throws NotFound, NotAllowed, StaleVersion, NoCalendar; RuleBroken PROMPT_UNANSWERED, NOT_DRAFTED, HEADS_TOLD */
  async execute(actor: Actor, area: AreaId, asked: InformationInHand, repeat?: Repeatable): Promise<void> {
    await this.cases.prepare(
      ...([actor, area, asked] as const),
      async (tx, request, _, at, touches) => {
        await requirePrepared(tx, request);
        const told = await tx.query<{ urn: string }>(
          `select s.urn from assurance.information_school s where ${inArea(tx, 's')} and s.request_id = $1 and s.told_at is not null`,
          [request.id],
        );
        const untold = touches.filter((urn) => !told.some((each) => each.urn === urn));
        if (request.state === 'heads_told' && untold.length === 0)
          throw new RuleBroken('HEADS_TOLD', 'The head of each school has been told.');
        const [{ calendar }, today] = [await this.settings.clocks(tx), localDateOf(this.clock.now())];
        for (const urn of untold) {
          const by = addWorkingDays(today, DAYS_TO_COMMENT, schoolDays(calendar, urn));
          await tx.query(
            `update assurance.information_school set told_at = $3, comment_by = $4
             where ${inArea(tx)} and request_id = $1 and urn = $2 returning 1`,
            [request.id, urn, at, by],
          );
          for (const { id: person } of await this.people.headsOf(tx, urn, today))
            await this.mail.tell(tx, {
              ...{ person, kind: 'urgent', quiet: 'school', urn },
              key: `foi_told.${request.id}.${String(request.version)}.${person}`,
              task: { reference: request.reference, due: by, why: 'foi_told' },
              ...{ path: `/foi/${request.reference}`, about: [request.reference] },
            });
        }
        return request.state === 'received' ? { state: moveInformation(request.state, 'heads_told') } : {};
      },
      repeat,
    );
  }
}
