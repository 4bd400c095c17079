import { RuleBroken, type Actor, type AreaId } from '@app/kernel';
import { inArea, type Repeatable } from '@app/platform';
import type { InformationCases, InformationInHand } from './information-cases.js';

/** The head of a school that a request touches says what they think before anything is released: once, and it stands. */
export class CommentInformation {
  constructor(private readonly cases: InformationCases) {}

  /** @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken NOT_TOLD_YET, COMMENT_STANDS */
  async execute(
    actor: Actor,
    area: AreaId,
    asked: InformationInHand & { readonly comment: string },
    repeat?: Repeatable,
  ): Promise<void> {
    await this.cases.change(
      ...([actor, area, asked, 'foi.comment'] as const),
      async (tx, request, reader, at, touches) => {
        if (request.state !== 'heads_told')
          throw new RuleBroken('NOT_TOLD_YET', 'You are told first what would be released.');
        const comment = reader.finish(reader.text('comment', asked.comment, 'your comment', 4_000));
        const own = tx.actor.posts.flatMap(({ role, school }) =>
          role === 'head' && school !== null && touches.includes(school) ? [school] : [],
        );
        const said = await tx.count(
          `update assurance.information_school set comment = $3, commented_by = $4, commented_at = $5
           where ${inArea(tx)} and request_id = $1 and urn = any ($2) and told_at is not null and comment is null returning 1`,
          [request.id, own, comment, tx.actor.id, at],
        );
        if (said === 0) throw new RuleBroken('COMMENT_STANDS', 'A comment of your school stands already.');
        return {};
      },
      repeat,
    );
  }
}
