import { CheckDeclaration } from '@app/profiles';
import type { County } from './county.js';

/** What two schools declared was looked at: one word holds, one has a question open. The others still wait. */
export async function seedDeclarationChecks(county: County): Promise<void> {
  const { rooms, area } = county;
  const broker = await county.as('marsh');
  const check = (urn: string, outcome: string, question: string | null = null): Promise<number> =>
    rooms
      .get(CheckDeclaration)
      .execute(broker, area, { urn, year: county.schoolYear, version: 1, outcome, question });
  county.goTo(1, 11);
  await check('990011', 'confirmed');
  await check(
    '990022',
    'queried',
    'Last year your languages team worked with a school on your own ground. Would they travel this year?',
  );
}
