import { RegisterInformationRequest, TouchSchool } from '@app/assurance';
import { addDays } from '@app/kernel';
import type { County } from './county.js';

/** The school whose head is told of what is asked. */
const TOUCHED = '990012';

/** One request for information under way. */
export async function seedInformation(county: County): Promise<void> {
  const { rooms, area, yesterday } = county;
  const officer = await county.as('officer');
  const request = await rooms.get(RegisterInformationRequest).execute(officer, area, {
    ...{ name: 'Marian Keel', reach: 'm.keel@requests.example', receivedOn: addDays(yesterday, -5) },
    asked:
      'How many half-days of support has Longmead Academy given to other schools, and what was paid for it?',
  });
  await rooms
    .get(TouchSchool)
    .execute(officer, area, { request, version: 1, school: TOUCHED, touched: true });
}
