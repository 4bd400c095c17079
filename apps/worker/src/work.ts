import { BreakGlasses, EndWhatRanOut, Findings, InformationRequests, PostCheckpoints } from '@app/assurance';
import {
  AGENDA_AGREED,
  CheckGate,
  CONCLUDE_RUN,
  ConcludeRun,
  FailRun,
  FindStalls,
  FinishHandovers,
  HandToAdviser,
  HandToCover,
  LapseProposals,
  MissedReplies,
  RUN_REQUESTED,
  SCORE_SHARD,
  ScoreShard,
  StartMatchRun,
  type SolvePlan,
  WarnOfConflicts,
  WarnOfHolds,
  WatchProjects,
  WriteDigests,
} from '@app/brokerage';
import { Actors, OwnSessions, RESET_ASKED, SendMail, SendReset, type Post } from '@app/identity';
import { EstimateEvaluations, Impacts, RecordSustainCheck, RegisterEvaluation } from '@app/impact';
import { Questions, RouteQuestions } from '@app/network';
import { Log, Lookup, MAIL_PUT, Queues, Relay, UnitOfWork, type JobInHand } from '@app/platform';
import {
  DeclarationCalls,
  DeclarationChecks,
  LapseConcerns,
  NEED_ENDED,
  StaleDeclarations,
  StrongIn,
} from '@app/profiles';
import {
  CommitRegisterImport,
  FailRegisterImport,
  FindSignals,
  IMPORT_COMMIT_REQUESTED,
  IMPORT_PREVIEW_REQUESTED,
  PassSignalsOn,
  PreviewRegisterImport,
  RegisterImports,
} from '@app/schools';
import { SweepWhatIsOver } from '@app/records';
import type { SealBatch } from '@app/audit';
import type { INestApplicationContext, Type } from '@nestjs/common';
import { commitRegisterImport } from './jobs/commit-register-import.job.js';
import { concludeRun } from './jobs/conclude-run.job.js';
import { previewRegisterImport } from './jobs/preview-register-import.job.js';
import { scoreShard } from './jobs/score-shard.job.js';
import { sendMail } from './jobs/send-mail.job.js';
import { startMatchRun } from './jobs/start-match-run.job.js';
import { planApart } from './plan/plan-apart.js';
import { whenAnAgendaIsAgreed } from './reactions/when-an-agenda-is-agreed.js';
import { whenAPasswordIsForgotten } from './reactions/when-a-password-is-forgotten.js';
import { whenANeedEnds } from './reactions/when-a-need-ends.js';
import { every } from './sweeps/every.js';
import { checkpoints } from './sweeps/checkpoints.sweep.js';
import { concerns } from './sweeps/concerns.sweep.js';
import { staleDeclarations } from './sweeps/stale-declarations.sweep.js';
import { missedDeadlines } from './sweeps/missed-deadlines.sweep.js';
import { mornings } from './sweeps/mornings.sweep.js';
import { oldSessions } from './sweeps/old-sessions.sweep.js';
import { whatIsOver } from './sweeps/what-is-over.sweep.js';
import { questions } from './sweeps/questions.sweep.js';
import { resumeRuns } from './sweeps/resume-runs.sweep.js';
import { sealing } from './sweeps/sealing.sweep.js';
import { signals } from './sweeps/signals.sweep.js';
import { unsentMail } from './sweeps/unsent-mail.sweep.js';

/** A run that lost its process goes on within a minute: a lease of half of it, and a look every fifteen seconds. */
const SWEEP_MS = 15_000;
/** Deadlines are days: a minute is soon enough. */
const CLOCKS_MS = 60_000;
/** Periods are days: an hour is soon enough, and keeps a batch's work off the pages. */
const RETENTION_MS = 3_600_000;
/** What was just done is soon in the tree: what is younger than the newest checkpoint could still be rewritten. */
const SEAL_MS = 1_000;
/** How often the outbox is looked at where no notification came. */
const POLL_MS = 1_000;
/** Shards of one run at once in one process. */
const SHARDS = 2;
/** Mails at once: a carrier that is slow holds up no more. */
const MAILS = 2;

export interface WorkSettings {
  /** Of the worker's role: the relay listens on a connection of its own. */
  readonly databaseUrl: string;
  readonly sweepMs?: number;
  /** The built thread that makes a run's plan. Left out: it is made in this one, and nothing else goes on meanwhile. */
  readonly planThread?: string;
  /** Left out: mail is written and none leaves. */
  readonly post?: Post;
  /** Left out: nothing is sealed here. */
  readonly seal?: SealBatch;
}

/**
 * Everything that happens without somebody asking: jobs by their queue, what is carried from the outbox, sweeps.
 *
 * @returns stops taking work, finishes what is in hand and lets go of every connection.
 */
export function startWork(app: INestApplicationContext, settings: WorkSettings): () => Promise<void> {
  const get = <Made>(made: Type<Made>): Made => app.get(made, { strict: false });
  const [queues, lookup, log] = [get(Queues), get(Lookup), get(Log)];
  const onParked = (job: { id: string; name: string; because: string }): void =>
    log.error('job parked', { job: job.id, queue: job.name });
  const solve = settings.planThread === undefined ? undefined : planApart(settings.planThread);
  const work = { ...jobs(get, queues, lookup, solve), ...mail(get, settings.post, lookup, log) };
  for (const [queue, { concurrency, process }] of Object.entries(work))
    queues.work(queue, process, { concurrency, onParked });
  const relay = new Relay(settings.databaseUrl, queues, log, POLL_MS, (kind) => kind in work);
  relay.start();
  const resume = resumeRuns(get(StartMatchRun), lookup, queues, log);
  const missed = missedDeadlines(
    {
      gate: get(CheckGate),
      cover: get(HandToCover),
      adviser: get(HandToAdviser),
      handovers: get(FinishHandovers),
      ...{ lapse: get(LapseProposals), replies: get(MissedReplies) },
      projects: get(WatchProjects),
      ...{ stalls: get(FindStalls), looks: get(RecordSustainCheck), estimates: get(EstimateEvaluations) },
      openings: get(EndWhatRanOut),
    },
    lookup,
    log,
  );
  const asks = { checks: get(DeclarationChecks), calls: get(DeclarationCalls) };
  const warns = { holds: get(WarnOfHolds), conflicts: get(WarnOfConflicts) };
  const rooms = {
    digests: get(WriteDigests),
    impacts: get(Impacts),
    findings: get(Findings),
    openings: get(BreakGlasses),
    questions: get(Questions),
    information: get(InformationRequests),
    ...warns,
    ...asks,
  };
  const letters = mornings(rooms, lookup, log);
  const sweeps = [
    every(settings.sweepMs ?? CLOCKS_MS, 'mornings', letters, log),
    every(settings.sweepMs ?? SWEEP_MS, 'resume-runs', resume, log),
    every(settings.sweepMs ?? CLOCKS_MS, 'missed-deadlines', missed, log),
    every(
      settings.sweepMs ?? CLOCKS_MS,
      'signals',
      signals(get(FindSignals), get(PassSignalsOn), lookup, log),
      log,
    ),
    every(settings.sweepMs ?? CLOCKS_MS, 'concerns', concerns(get(LapseConcerns), lookup), log),
    every(
      settings.sweepMs ?? CLOCKS_MS,
      'stale-declarations',
      staleDeclarations(get(StaleDeclarations), lookup),
      log,
    ),
    every(
      settings.sweepMs ?? CLOCKS_MS,
      'questions',
      questions(get(RouteQuestions), get(StrongIn), lookup, log),
      log,
    ),
    every(settings.sweepMs ?? CLOCKS_MS, 'old-sessions', oldSessions(get(OwnSessions)), log),
    every(settings.sweepMs ?? RETENTION_MS, 'what-is-over', whatIsOver(get(SweepWhatIsOver), lookup), log),
    ...(settings.seal ? sealed(get, settings.seal, settings.sweepMs, lookup, log) : []),
    ...(settings.post
      ? [every(settings.sweepMs ?? CLOCKS_MS, 'unsent-mail', unsentMail(get(SendMail), lookup, queues), log)]
      : []),
  ];
  return async () => {
    await Promise.all(sweeps.map((stop) => stop()));
    await relay.stop();
    await queues.close();
  };
}

function sealed(
  get: <Made>(made: Type<Made>) => Made,
  seal: SealBatch,
  sweepMs: number | undefined,
  lookup: Lookup,
  log: Log,
): (() => Promise<void>)[] {
  return [
    every(sweepMs ?? SEAL_MS, 'sealing', sealing(seal, lookup, log), log),
    every(sweepMs ?? CLOCKS_MS, 'checkpoints', checkpoints(get(PostCheckpoints), seal, lookup), log),
  ];
}

function mail(
  get: <Made>(made: Type<Made>) => Made,
  post: Post | undefined,
  lookup: Lookup,
  log: Log,
): Readonly<Record<string, { concurrency: number; process: Job }>> {
  if (post === undefined) return {};
  return {
    [MAIL_PUT]: { concurrency: MAILS, process: sendMail(get(SendMail), post, lookup, log) },
    [RESET_ASKED]: { concurrency: 1, process: whenAPasswordIsForgotten(get(SendReset), post.linkKey) },
  };
}

type Job = (job: JobInHand) => Promise<unknown>;

/** One line a queue. */
function jobs(
  get: <Made>(made: Type<Made>) => Made,
  queues: Queues,
  lookup: Lookup,
  solve: SolvePlan | undefined,
): Readonly<Record<string, { concurrency: number; process: Job }>> {
  const fail = get(FailRun);
  const imports = {
    work: get(UnitOfWork),
    actors: get(Actors),
    imports: get(RegisterImports),
    fail: get(FailRegisterImport),
  };
  const one = (process: Job): { concurrency: number; process: Job } => ({ concurrency: 1, process });
  return {
    [RUN_REQUESTED]: one(startMatchRun(get(StartMatchRun), lookup, queues)),
    [SCORE_SHARD]: { concurrency: SHARDS, process: scoreShard(get(ScoreShard), fail, lookup) },
    [AGENDA_AGREED]: one(whenAnAgendaIsAgreed(get(RegisterEvaluation), lookup)),
    [NEED_ENDED]: one(whenANeedEnds(get(LapseProposals), lookup)),
    [CONCLUDE_RUN]: one(concludeRun(get(ConcludeRun), fail, lookup, solve)),
    [IMPORT_PREVIEW_REQUESTED]: one(previewRegisterImport(get(PreviewRegisterImport), imports)),
    [IMPORT_COMMIT_REQUESTED]: one(commitRegisterImport(get(CommitRegisterImport), imports)),
  };
}
