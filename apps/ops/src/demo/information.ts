import {
  AnswerKind,
  DraftAnswer,
  INFORMATION_KINDS,
  RegisterInformationRequest,
  ReleaseInformation,
  TellHeads,
  TouchSchool,
  WITHHELD_KINDS,
  type InformationKind,
} from '@app/assurance';
import { addDays, type Actor } from '@app/kernel';
import type { County } from './county.js';

/** The school whose head is told of what is asked. */
const TOUCHED = '990012';
const IN_CONFIDENCE = 'It was said in confidence, and schools would say less if it were released.';

/** One request for information that was released, and one of which a head has just been told. */
export async function seedInformation(county: County): Promise<void> {
  const { rooms, area } = county;
  const [officer, chair] = [await county.as('officer'), await county.as('chair')];
  const register = rooms.get(RegisterInformationRequest);
  const released = await register.execute(officer, area, {
    ...{
      name: 'Downland Gazette',
      reach: 'newsdesk@gazette.example',
      receivedOn: addDays(county.yesterday, -12),
    },
    asked: 'How many schools have said this year what they can offer to other schools?',
  });
  const version = await prepare(county, officer, released, 1, 'figures', {
    summary: 'How many schools said this year what they can offer to other schools?',
    answer:
      'The number of schools that declared what they can offer is in the report to the Board, which heads have read.',
  });
  await rooms.get(ReleaseInformation).execute(chair, area, { request: released, version });
  const waits = await register.execute(officer, area, {
    ...{ name: 'Marian Keel', reach: 'm.keel@requests.example', receivedOn: addDays(county.yesterday, -5) },
    asked:
      'How many half-days of support has Longmead Academy given to other schools, and what was paid for it?',
  });
  await rooms
    .get(TouchSchool)
    .execute(officer, area, { request: waits, version: 1, school: TOUCHED, touched: true });
  await prepare(county, officer, waits, 2, 'pairing', {
    summary: 'How much support did one school give to others, and what was paid for it?',
    answer: 'The half-days that were delivered, by half-term, and that nothing was paid for them.',
  });
}

/** @param open the kind of which something is released. @returns the version once its heads are told. */
async function prepare(
  { rooms, area }: County,
  officer: Actor,
  request: string,
  from: number,
  open: InformationKind,
  words: { readonly summary: string; readonly answer: string },
): Promise<number> {
  let version = from;
  for (const kind of INFORMATION_KINDS) {
    const withheld = WITHHELD_KINDS.includes(kind);
    await rooms.get(AnswerKind).execute(officer, area, {
      ...{ request, version, kind, say: kind === open ? 'release' : withheld ? 'withhold' : 'not_held' },
      ...{ exemption: withheld ? 'section_41' : undefined, because: withheld ? IN_CONFIDENCE : undefined },
    });
    version += 1;
  }
  await rooms.get(DraftAnswer).execute(officer, area, { request, version, ...words });
  await rooms.get(TellHeads).execute(officer, area, { request, version: version + 1 });
  return version + 2;
}
