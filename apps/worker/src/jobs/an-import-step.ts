import { DomainError, NotAllowed, type Actor, type AreaId, type PersonId } from '@app/kernel';
import { systemActor, type Actors } from '@app/identity';
import type { JobInHand, UnitOfWork } from '@app/platform';
import { ImportCancelled, type AskedStep, type FailRegisterImport, type RegisterImports } from '@app/schools';
import { subjectOf } from './area-of-job.js';
import { failingForGood } from './failing-for-good.js';

export interface ImportDeps {
  readonly work: UnitOfWork;
  readonly actors: Actors;
  readonly imports: RegisterImports;
  readonly fail: FailRegisterImport;
}

const UNEXPECTED = 'The import stopped because of a fault in the service. Nothing of the file was kept.';

/**
 * One step of an import, for the person who asked for it and with the rights they have now. What is refused is kept in
 * words beside the import and ends the job; only a fault of the service is tried again.
 */
export async function anImportStep(
  job: JobInHand,
  which: 'preview' | 'commit',
  deps: ImportDeps,
  step: (actor: Actor, id: string, asked: AskedStep) => Promise<string>,
): Promise<{ end: string }> {
  const id = subjectOf<string>(job, 'import');
  const worker = systemActor('worker', null, job.id);
  const giveUp = (code: string, message: string) => deps.fail.execute(worker, id, { code, message });
  const asked = await deps.work.runForInstallation(worker, (tx) => deps.imports.asked(tx, id, which));
  if (asked === null) return { end: 'nothing to do' };
  const end = await failingForGood(
    job,
    async () => {
      try {
        return await step(await importerOf(asked, deps.actors, job.id), id, asked);
      } catch (error) {
        if (error instanceof ImportCancelled) return 'cancelled';
        if (!(error instanceof DomainError)) throw error;
        await giveUp(error.code, error.message);
        return 'refused';
      }
    },
    (code) => giveUp(code, UNEXPECTED),
  );
  return { end };
}

async function importerOf({ by, area }: AskedStep, actors: Actors, requestId: string): Promise<Actor> {
  const [kind, id] = by.split(':');
  if (kind === 'system' && id === 'ops') return systemActor('ops', null, requestId);
  const person =
    kind === 'person' && area !== null
      ? await actors.of({
          person: id as PersonId,
          area: area as AreaId,
          door: 'worker',
          requestId,
          signedInAt: null,
        })
      : null;
  if (person === null)
    throw new NotAllowed('NOT_GRANTED', 'Whoever asked for this import is no longer here.');
  return person;
}
