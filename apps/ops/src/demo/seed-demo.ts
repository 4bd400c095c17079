import { HoldMeeting } from '@app/brokerage';
import { RuleBroken, type AreaId, type FixedClock, type LocalDate } from '@app/kernel';
import { systemActor } from '@app/identity';
import { Lookup, UnitOfWork, type IdSource } from '@app/platform';
import {
  CommitRegisterImport,
  CreateArea,
  PreviewRegisterImport,
  RegisterImports,
  TakeRegisterFile,
  type NewArea,
} from '@app/schools';
import type { RoomsInHand } from '../commands/console.js';
import { ImportDesk } from '../register-import/import-desk.js';
import { seedAgreements } from './agreements.js';
import { seedBoardGoals } from './board-goals.js';
import { seedBoardReport } from './board-report.js';
import { seedCoaching } from './coaching.js';
import { seedConcerns } from './concerns.js';
import { County } from './county.js';
import { seedDeclarationChecks } from './declaration-checks.js';
import type { FiguresFile } from './downland-figures.js';
import { DOWNLAND_LA, downlandRegister } from './downland-register.js';
import { seedEarlyFigures, seedLateFigures } from './figures.js';
import { seedInformation } from './information.js';
import { seedFindings } from './findings.js';
import { finishedRun } from './finished-run.js';
import { seedCommissions } from './commissions.js';
import { seedInterventions } from './interventions.js';
import { seedLight } from './light.js';
import { seedLookedBack } from './looked-back.js';
import { seedNeeds } from './needs.js';
import { seedEarlyOffers, seedOffers } from './offers.js';
import { seedPeople } from './people.js';
import { seedPrograms } from './programs.js';
import { seedQuestions } from './questions.js';
import { seedProject } from './project.js';

export interface Seed {
  /** The rooms, wired with the clock and the ids that stand below. */
  readonly rooms: Pick<RoomsInHand, 'get'>;
  readonly clock: FixedClock;
  readonly ids: IdSource;
  /** Every date of the county is counted from here. */
  readonly today: LocalDate;
  readonly settings: NewArea['settings'];
}

export interface Seeded {
  readonly area: AreaId;
  readonly run: string;
}

/**
 * Downland, a county that does not exist, through the same verbs as a real one: register, area, people, offers, needs
 * in every state, a finished match run and a proposal at every stage. Same ids, same day: the same bytes.
 *
 * @throws RuleBroken AREA_CODE_TAKEN before anything is written.
 */
export async function seedDemo({ rooms, clock, ids, today, settings }: Seed): Promise<Seeded> {
  const areas = await rooms.get(Lookup).call<{ code: string }>('areas');
  if (areas.some(({ code }) => code === 'downland'))
    throw new RuleBroken('AREA_CODE_TAKEN', 'Downland is there already. It is seeded into a new database.');
  const beginning = new County(rooms, clock, today, '' as AreaId, settings.calendar);
  beginning.goTo(70);
  const desk = deskOf(rooms);
  await desk.import({ kind: 'register', fileName: 'downland.csv', bytes: downlandRegister() });
  const area = await rooms.get(CreateArea).execute(systemActor('ops', null), {
    ...{ code: 'downland', name: 'Downland', laCode: DOWNLAND_LA, controller: 'Downland Council' },
    ...{ demo: true, schools: 'of_authority', settings },
  });
  const county = new County(rooms, clock, today, area, settings.calendar);
  await seedPeople(county, ids);
  await seedBoardGoals(county);
  const bring = (file: FiguresFile) => desk.import({ kind: 'measures', ...file });
  await seedEarlyFigures(county, bring);
  await seedEarlyOffers(county);
  await seedLookedBack(county);
  await seedOffers(county);
  await seedNeeds(county);
  await seedLateFigures(county, bring);
  await seedDeclarationChecks(county);
  county.goTo(1, 16);
  // An adviser has no school of their own, so the run leaves no need out.
  const run = await finishedRun(rooms, await county.as('osei'), area);
  county.goTo(1, 17);
  await seedAgreements(county, run.id);
  await seedCoaching(county, run.id);
  await seedLight(county);
  await seedConcerns(county);
  await seedProject(county);
  await seedFindings(county);
  await seedInformation(county);
  await seedInterventions(county);
  await seedCommissions(county);
  await seedBoardReport(county);
  await seedPrograms(county);
  await seedQuestions(county);
  await rooms.get(HoldMeeting).open(await county.as('osei'), area, run.reference);
  return { area, run: run.reference };
}

function deskOf(rooms: Pick<RoomsInHand, 'get'>): ImportDesk {
  return new ImportDesk(
    rooms.get(UnitOfWork),
    rooms.get(TakeRegisterFile),
    rooms.get(PreviewRegisterImport),
    rooms.get(CommitRegisterImport),
    rooms.get(RegisterImports),
  );
}
