import { parseUrn, RuleBroken, type Actor, type AreaId } from '@app/kernel';
import { inArea, type IdSource, type Repeatable } from '@app/platform';
import type { SchoolsOfArea } from '@app/schools';
import type { InformationCases, InformationInHand } from './information-cases.js';

export interface SchoolToTouch extends InformationInHand {
  readonly school: string;
  /** It touches this school; false takes one away that was named in error, until its head has been told. */
  readonly touched: boolean;
}

/** Which schools a request touches: their heads read it, are told before anything is released, and may comment. */
export class TouchSchool {
  constructor(
    private readonly cases: InformationCases,
    private readonly ids: IdSource,
    private readonly schools: SchoolsOfArea,
  ) {}

  /** @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken INFORMATION_ANSWERED, HEAD_WAS_TOLD */
  async execute(actor: Actor, area: AreaId, asked: SchoolToTouch, repeat?: Repeatable): Promise<void> {
    await this.cases.prepare(
      ...([actor, area, asked] as const),
      async (tx, request, reader) => {
        const urn = parseUrn(asked.school);
        const known = urn !== null && (await this.schools.names(tx)).has(urn);
        if (!known) reader.say('school', 'Choose a school of your area');
        reader.finish(null);
        const key = [request.id, urn];
        if (asked.touched) {
          await tx.query(
            `insert into assurance.information_school (id, area_id, request_id, urn) values ($3, $4, $1, $2)
             on conflict (area_id, request_id, urn) do nothing`,
            [...key, this.ids.next(), tx.area],
          );
          return {};
        }
        const [told] = await tx.query(
          `select 1 from assurance.information_school s where ${inArea(tx, 's')} and s.request_id = $1 and s.urn = $2
             and s.told_at is not null`,
          key,
        );
        if (told)
          throw new RuleBroken('HEAD_WAS_TOLD', 'The head of this school has been told: the school stays.');
        await tx.query(
          `delete from assurance.information_school s where ${inArea(tx, 's')} and s.request_id = $1 and s.urn = $2 returning 1`,
          key,
        );
        return {};
      },
      repeat,
    );
  }
}
