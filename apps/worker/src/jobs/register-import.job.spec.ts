import { FixedClock, type Actor } from '@app/kernel';
import { Actors } from '@app/identity';
import { Outbox, type JobInHand } from '@app/platform';
import {
  CancelRegisterImport,
  CommitRegisterImport,
  FailRegisterImport,
  PreviewRegisterImport,
  RegisterImports,
  RequestRegisterCommit,
  SCHOOLS_ENTITIES,
  TakeRegisterFile,
} from '@app/schools';
import { NORTH, TestHouse } from '../../../../test/factories/an-area.js';
import { theMatrix } from '../../../../test/factories/the-matrix.js';
import { commitRegisterImport } from './commit-register-import.job.js';
import { previewRegisterImport } from './preview-register-import.job.js';

const FILE = [
  'URN,EstablishmentName,LA (code),TypeOfEstablishment (name),EstablishmentStatus (name)',
  '100001,Elmfield School,845,Community school,Open',
].join('\n');

describe('a register import in the worker', () => {
  let house: TestHouse;
  let admin: Actor;
  let jobs: Record<'preview' | 'commit', (job: JobInHand) => Promise<{ end: string }>>;
  let verbs: { take: TakeRegisterFile; request: RequestRegisterCommit; cancel: CancelRegisterImport };
  let imports: RegisterImports;
  let commit: CommitRegisterImport;

  beforeEach(async () => {
    house = await TestHouse.open(SCHOOLS_ENTITIES);
    const { work, audit, ids } = house;
    const [matrix, clock] = [theMatrix(), new FixedClock(new Date('2026-11-25T09:00:00Z'))];
    const actors = new Actors(work, clock);
    imports = new RegisterImports(matrix, clock);
    const deps = { work, actors, imports, fail: new FailRegisterImport(work, audit) };
    commit = new CommitRegisterImport(work, audit, matrix, clock);
    jobs = {
      preview: previewRegisterImport(new PreviewRegisterImport(work, audit, matrix, clock), deps),
      commit: commitRegisterImport(commit, deps),
    };
    verbs = {
      take: new TakeRegisterFile(work, audit, new Outbox(), matrix, clock, ids),
      request: new RequestRegisterCommit(work, audit, new Outbox(), matrix, clock),
      cancel: new CancelRegisterImport(work, audit, matrix, clock),
    };
    const person = await house.person({ name: 'Ina Stall', posts: [{ role: 'sysadmin', flags: ['inst'] }] });
    const came = { person: person.id, area: NORTH, door: 'web', requestId: 'r', signedInAt: null } as const;
    admin = (await actors.of(came))!;
  });
  afterEach(() => house.close());

  const job = (id: string, attempt = 1): JobInHand => ({
    id: `import.${id}`,
    attempt,
    data: { v: 1, ids: { import: id } },
    childAnswers: () => Promise.resolve({}),
  });
  const take = (text = FILE) =>
    verbs.take.execute(admin, {
      kind: 'register',
      fileName: 'r.csv',
      bytes: Buffer.from(text),
      inQueue: true,
    });
  const one = (id: string) => house.work.runForInstallation(admin, (tx) => imports.one(tx, id));
  const ask = async (id: string) => {
    const { fileHash } = await one(id);
    await verbs.request.execute(admin, { id, fileHash, confirmed: [] });
  };
  const schools = () => house.app.query<{ urn: string }[]>('select urn from schools.school');

  it('is read, then committed, for the person who asked; brought again, its jobs find nothing to do', async () => {
    const id = await take();
    expect(await jobs.preview(job(id))).toEqual({ end: 'previewed' });
    expect(await jobs.commit(job(id))).toEqual({ end: 'nothing to do' }); // nobody asked for that yet
    await ask(id);
    expect(await jobs.commit(job(id))).toEqual({ end: 'committed' });
    expect(await schools()).toEqual([{ urn: '100001' }]);
    expect(await jobs.preview(job(id))).toEqual({ end: 'nothing to do' });
    expect(await jobs.commit(job(id))).toEqual({ end: 'nothing to do' });
  });

  it('ends in words where the file is refused', async () => {
    const id = await take(`${FILE}\n12,Ash School,845,Community school,Open`);
    expect(await jobs.preview(job(id))).toEqual({ end: 'failed' });
    expect((await one(id)).failure?.problems[0]).toMatchObject({ line: 3, column: 'URN' });
  });

  it('stops where its person lost the right meanwhile, and says so (P02)', async () => {
    const id = await take();
    await jobs.preview(job(id));
    await ask(id);
    const demoted = house.work.run(admin, NORTH, async (tx) => {
      await tx.query(`update identity.appointment set flags = '{}' where person_id = $1 returning 1`, [
        admin.id,
      ]);
      await house.audit.record(tx, { act: 'role.end', entity: 'identity.appointment:x' });
    });
    await demoted;
    expect(await jobs.commit(job(id))).toEqual({ end: 'refused' });
    expect(await one(id)).toMatchObject({ state: 'failed', failure: { code: 'NOT_GRANTED' } });
    expect(await schools()).toEqual([]);
  });

  it('stops where its person cancels it', async () => {
    const id = await take();
    await verbs.cancel.execute(admin, id);
    expect(await jobs.preview(job(id))).toEqual({ end: 'discarded' });
  });

  it('is tried again after a fault of the service, and on its last try says that it stopped', async () => {
    const id = await take();
    await jobs.preview(job(id));
    await ask(id);
    jest.spyOn(commit, 'execute').mockRejectedValue(new Error('the disk is full'));
    await expect(jobs.commit(job(id, 4))).rejects.toThrow('the disk is full');
    expect(await one(id)).toMatchObject({ state: 'previewed' });
    await expect(jobs.commit(job(id, 5))).rejects.toThrow('the disk is full');
    expect(await one(id)).toMatchObject({ state: 'failed', failure: { code: 'UNEXPECTED' } });
  });

  it('parks a job that names no import', async () => {
    await expect(jobs.preview({ ...job('x'), data: { v: 1, ids: {} } })).rejects.toMatchObject({
      name: 'UnrecoverableError',
    });
  });
});
