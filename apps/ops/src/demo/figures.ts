import { addDays, type SchoolUrn } from '@app/kernel';
import { systemActor } from '@app/identity';
import { UnitOfWork } from '@app/platform';
import { FindSignals, JoinDataRoom, PassSignalsOn, ReplyToSignal, Signals } from '@app/schools';
import type { County } from './county.js';
import {
  absenceFile,
  contextFile,
  keyStage4File,
  publishedBy,
  type FiguresFile,
} from './downland-figures.js';

/** Imports a file as the installation does. */
export type ImportFigures = (file: FiguresFile) => Promise<unknown>;

/** Schools whose heads joined the data room. */
const JOINED = ['990005', '990007', '990010', '990013', '990018', '990025'];
const HELPER = '990013' as SchoolUrn;

/**
 * Figures of the whole county, by the same door as real ones. Absence comes seven weeks before today: one head answered, one
 * did not, so that the adviser assigned by now sees it too. Key stage 4 comes in the last week and is with its head.
 */
export async function seedEarlyFigures(county: County, bring: ImportFigures): Promise<void> {
  const ended = publishedBy(addDays(county.today, -48));
  county.goTo(48);
  await bring(contextFile(ended));
  await bring(absenceFile(ended));
  await find(county);
  county.goTo(47, 16);
  const { rooms, area } = county;
  const head = await county.headOf(HELPER);
  const { signals } = await rooms
    .get(UnitOfWork)
    .run(head, area, (tx) => rooms.get(Signals).ofOwnSchool(tx, HELPER));
  for (const { id, version } of signals)
    await rooms.get(ReplyToSignal).execute(head, area, {
      ...{ signal: id, version },
      reply: 'Every tutor rings on the first day. We would like to see whether it lasts before we say more.',
    });
}

export async function seedLateFigures(county: County, bring: ImportFigures): Promise<void> {
  county.goTo(8, 17);
  await county.rooms.get(PassSignalsOn).execute(systemActor('worker', county.area), county.area);
  county.goTo(5);
  await bring(keyStage4File(publishedBy(addDays(county.today, -48))));
  await find(county);
  for (const urn of JOINED) await join(county, urn as SchoolUrn);
}

const join = async (county: County, urn: SchoolUrn): Promise<void> =>
  county.rooms.get(JoinDataRoom).execute(await county.headOf(urn), county.area, urn);

const find = ({ rooms, area }: County): Promise<number> =>
  rooms.get(FindSignals).execute(systemActor('worker', area), area);
