import type { AcademicYearId, SchoolUrn } from '@app/kernel';
import { NORTH } from '../../../../test/factories/an-area.js';
import { MARLOWE, ProfilesHouse, SALTERN, UPLANDS, type Persona } from '../a-profiles-house.fixture.js';
import { StrongIn } from './strong-in.query.js';
import { SubmitDeclaration } from './submit-declaration.js';

const YEAR = '2026/27' as AcademicYearId;
const offer = { keyStages: ['KS3'], modes: ['in_person'] };

describe('whose declared strength fits a theme best', () => {
  let house: ProfilesHouse;
  const declare = async (who: Persona, urn: SchoolUrn, theme: string, depth: string): Promise<void> => {
    await house.get(SubmitDeclaration).execute(await house.as(who), NORTH, {
      ...{ urn, year: YEAR, version: null, appetite: 'actively_offering', offer },
      strengths: [{ theme, depth, howWeKnow: 'Our own figures' }],
    });
  };
  const strong = (theme: string): Promise<SchoolUrn[]> =>
    house.asking('chair', (tx) => house.get(StrongIn).schools(tx, theme));

  beforeAll(async () => {
    house = await ProfilesHouse.open();
  });
  afterAll(() => house.close());

  it('is the theme itself, then another of its area, then who goes deeper; other areas are none', async () => {
    await declare('helper', MARLOWE, 'att.strategy', 'can_work_alongside');
    await declare('otherHead', UPLANDS, 'att.persistent', 'can_talk');
    await declare('interestedBroker', SALTERN, 'att.persistent', 'can_host');
    expect(await strong('att.persistent')).toEqual([SALTERN, UPLANDS, MARLOWE]);
    expect(await strong('lea.wellbeing')).toEqual([]);
  });

  it('asks no school that rests this term (I-33)', async () => {
    await house.get(SubmitDeclaration).execute(await house.as('interestedBroker'), NORTH, {
      ...{ urn: SALTERN, year: YEAR, version: 1, appetite: 'not_this_term' },
    });
    expect(await strong('att.persistent')).toEqual([UPLANDS, MARLOWE]);
  });
});
