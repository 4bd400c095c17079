import { type AreaId, type MatchRunId } from '@app/kernel';
import { RequestMatchRun, type Supposed } from '@app/brokerage';
import { systemActor } from '@app/identity';
import { Blobs, UnitOfWork } from '@app/platform';
import {
  CommitRegisterImport,
  CreateArea,
  PreviewRegisterImport,
  RegisterImports,
  TakeRegisterFile,
  type NewArea,
  type Themes,
} from '@app/schools';
import { ImportDesk, type FileToImport } from '../register-import/import-desk.js';
import type { OwnDatabase } from './own-database.js';
import {
  endedRun,
  keptOf,
  needsOfRun,
  planOf,
  type TrialNeedResult,
  type TrialPlan,
  type TrialRun,
} from './trial-result.js';
import { workRun } from './work-run.js';

export interface Trial {
  readonly files: readonly FileToImport[];
  /** Null for every school of the register. */
  readonly laCode: string | null;
  readonly settings: NewArea['settings'];
  readonly themes: Themes;
  readonly supposed: Supposed;
}

export interface TrialResult extends Omit<TrialRun, 'plan'> {
  readonly needs: readonly TrialNeedResult[];
  /** Who supports whom where all needs are weighed together; null where the run ended without. */
  readonly plan: TrialPlan | null;
}

const LOOK_MS = 100;

/** Register, area, a what-if run through the queue, and what it found. @param say told what is being done. */
export async function runTrial(
  here: OwnDatabase,
  trial: Trial,
  say: (doing: string) => void,
): Promise<TrialResult> {
  const { rooms } = here;
  for (const file of trial.files) {
    say(`Importing ${file.fileName}`);
    await importFile(here, file);
  }
  say('Opening an area');
  const area = await rooms.get(CreateArea).execute(systemActor('ops', null), {
    ...{ code: 'trial', name: 'Trial', laCode: trial.laCode, controller: 'The operator of this trial' },
    ...{ demo: false, schools: trial.laCode === null ? 'all' : 'of_authority', settings: trial.settings },
  });
  const actor = systemActor('ops', area);
  say(`Matching ${String(trial.supposed.needs.length)} needs`);
  const { id } = await rooms.get(RequestMatchRun).whatIf(actor, area, trial.supposed);
  const run = await throughTheQueue(here, area, id);
  const { state, snapshotHash, policyHash, engineHash, resultHash } = run;
  say('Reading what the run kept');
  const kept = await rooms.get(UnitOfWork).run(actor, area, (tx) => keptOf(tx, rooms.get(Blobs), id, run));
  const needs = await needsOfRun(kept, run.plan, trial.supposed.needs, trial.themes);
  return {
    state,
    snapshotHash,
    policyHash,
    engineHash,
    resultHash,
    needs,
    plan: planOf(run.plan, trial.supposed.needs),
  };
}

/** What asks to be confirmed is: the folder is the trial's own, and nothing stands on it. */
async function importFile({ rooms }: OwnDatabase, file: FileToImport): Promise<void> {
  const desk = new ImportDesk(
    rooms.get(UnitOfWork),
    rooms.get(TakeRegisterFile),
    rooms.get(PreviewRegisterImport),
    rooms.get(CommitRegisterImport),
    rooms.get(RegisterImports),
  );
  const seen = await desk.previewOf(file);
  await desk.commitOf(seen, seen.preview?.needs ?? []);
}

async function throughTheQueue(here: OwnDatabase, area: AreaId, id: MatchRunId): Promise<TrialRun> {
  const atWork = workRun(here, area);
  let waits = true;
  const ended = async (): Promise<TrialRun> => {
    while (waits) {
      const run = await here.rooms
        .get(UnitOfWork)
        .run(systemActor('ops', area), area, (tx) => endedRun(tx, id));
      if (run) return run;
      await new Promise((later) => setTimeout(later, LOOK_MS));
    }
    throw new Error('The run was given up.');
  };
  const waiting = ended();
  waiting.catch(() => undefined); // after a fault of the queue nobody waits for it
  try {
    return await Promise.race([waiting, atWork.failed]);
  } finally {
    waits = false;
    await waiting.catch(() => undefined);
    await atWork.stop();
  }
}
