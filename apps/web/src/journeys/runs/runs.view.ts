import {
  isUnderWay,
  type ReplayedRun,
  RunProof,
  type RunNeed,
  type RunSummary,
  type RunView,
} from '@app/brokerage';
import { downloadsOf } from '../../layout/list-file.js';
import { pointsInWords } from '../../layout/words.js';
import { KIND_WORDS, RUN_TAGS, progressInWords, proofInWords, scoredInWords, tickOf } from './run-words.js';

export interface RunLine {
  readonly reference: string;
  readonly href: string;
  readonly tag: string;
  readonly kind: string;
  readonly scored: string;
  readonly requestedAt: Date;
  readonly by: string;
}

export interface RunsView {
  readonly title: string;
  readonly lines: readonly RunLine[];
  /** Officers read runs and start none. */
  readonly mayStart: boolean;
  readonly downloads: ReturnType<typeof downloadsOf>;
  /** Of an officer who reads them: it goes with the file as well, in its body. */
  readonly reason: string | null;
}

export function runsView(
  runs: readonly RunSummary[],
  mayStart: boolean,
  reason: string | null = null,
): RunsView {
  const downloads = downloadsOf('/runs', {});
  return { title: 'Match runs', lines: runs.map(runLine), mayStart, downloads, reason };
}

function runLine(run: RunSummary): RunLine {
  return {
    reference: run.reference,
    href: `/runs/${run.reference}`,
    tag: RUN_TAGS[run.state],
    kind: KIND_WORDS[run.kind],
    scored: scoredInWords(run),
    requestedAt: run.requestedAt,
    by: askedBy(run),
  };
}

function askedBy({ requestedBy }: RunSummary): string {
  return requestedBy?.name ?? 'Trellis';
}

/** What stands on a run's page beside its facts: one of these, by where the run is. */
export type RunStage = 'under_way' | 'cancelled' | 'failed' | 'finished';

export interface RunNeedLine {
  readonly reference: string;
  readonly href: string;
  readonly name: string;
  readonly first: string;
  readonly planned: string;
  readonly candidates: number;
  readonly refused: number;
}

export interface RunPage {
  readonly title: string;
  readonly back: { readonly href: string; readonly text: string };
  readonly reference: string;
  readonly tag: string;
  readonly kind: string;
  readonly by: string;
  readonly requestedAt: Date;
  readonly finishedAt: Date | null;
  readonly policyNumber: number;
  readonly stage: RunStage;
  readonly done: number;
  /** A bar cannot be of nothing. */
  readonly total: number;
  readonly sentence: string;
  readonly here: string;
  /** Null for who gives a reason each time: their page is not followed by a program. */
  readonly events: string | null;
  readonly mayStart: boolean;
  readonly mayCancel: boolean;
  /** The one need that this run was asked for, where the address says so. */
  readonly need: string | null;
  /** Of an officer who reads it: it goes with what they do from here, in its body. */
  readonly reason: string | null;
  /** How good its plan is; null where there is none. */
  readonly proof: string | null;
  readonly needs: readonly RunNeedLine[];
  readonly hashes: readonly { readonly name: string; readonly hash: string }[];
}

export interface RunReader {
  readonly mayStart: boolean;
  /** An officer's, for this reading. */
  readonly reason: string | null;
  readonly need: string | null;
}

export function runPage(run: RunView, { mayStart, reason, need }: RunReader): RunPage {
  const here = `/runs/${run.reference}`;
  return {
    title: `Match run ${run.reference}`,
    back: { href: '/runs', text: 'Back to match runs' },
    reference: run.reference,
    tag: RUN_TAGS[run.state],
    kind: KIND_WORDS[run.kind],
    by: askedBy(run),
    requestedAt: run.requestedAt,
    finishedAt: run.finishedAt,
    policyNumber: run.policyNumber,
    stage: stageOf(run),
    done: tickOf(run).done,
    total: Math.max(run.total, 1),
    sentence: progressInWords(run),
    here: need === null ? here : `${here}?need=${need}`,
    events: isUnderWay(run.state) && reason === null ? `${here}/events` : null,
    mayStart,
    mayCancel: mayStart && isUnderWay(run.state) && !run.cancelAsked,
    ...{ need, reason },
    proof: run.proof && proofInWords(run.proof),
    needs: run.needs.map((each) => needLine(each, run.kind === 'what_if')),
    hashes: hashesOf(run),
  };
}

function stageOf({ state }: RunView): RunStage {
  if (isUnderWay(state)) return 'under_way';
  return state === 'cancelled' || state === 'failed' ? state : 'finished';
}

/** Needs that somebody only supposed have no page of their own. */
function needLine(need: RunNeed, supposed: boolean): RunNeedLine {
  const { reference, school, theme, first, planned, unmet, candidates, refused } = need;
  return {
    reference,
    href: supposed ? '' : `/needs/${reference}/candidates`,
    name: `${school}: ${theme}`,
    first: first ? `${first.name}, ${pointsInWords(first.points)} of 100` : 'Nobody who may be proposed now',
    planned: [planned.map(({ name }) => name).join(', '), unmet ?? '']
      .filter((text) => text !== '')
      .join('. '),
    candidates,
    refused,
  };
}

function hashesOf(run: RunView): RunPage['hashes'] {
  const { snapshotHash, policyHash, engineHash, resultHash, certificateHash } = run;
  return [
    { name: 'What it read', hash: snapshotHash },
    { name: `Policy ${String(run.policyNumber)}`, hash: policyHash },
    { name: 'The program that ranked', hash: engineHash },
    ...(resultHash === null ? [] : [{ name: 'What came of it', hash: resultHash }]),
    ...(certificateHash === null ? [] : [{ name: 'What proves the plan', hash: certificateHash }]),
  ];
}

/** What the kept certificate says, told apart from what making it again says. */
function runProofInWords(proof: RunProof): string {
  if (proof.kind === 'not_kept') return 'The run is from before proofs were kept with plans.';
  if (proof.kind === 'refused') return `The proof kept with the plan does not hold: ${proof.because}`;
  return proof.gap
    ? 'The proof kept with the plan holds: as far from the best as the plan says, and no farther.'
    : 'The proof kept with the plan holds: no better plan exists.';
}

export interface ReplayedPage {
  readonly title: string;
  readonly back: { readonly href: string; readonly text: string };
  readonly same: boolean;
  readonly sentence: string;
  readonly proof: string;
  readonly sameEngine: boolean;
  readonly hashes: readonly { readonly name: string; readonly hash: string }[];
}

export function replayedPage({
  reference,
  needs,
  sameEngine,
  otherRows,
  kept,
  now,
  proof,
}: ReplayedRun): ReplayedPage {
  const same = kept === now;
  const scored = needs === 1 ? 'one need' : `all ${String(needs)} needs`;
  const others = otherRows.length === 1 ? 'One need has' : `${String(otherRows.length)} needs have`;
  return {
    title: `Match run ${reference}, made again`,
    back: { href: `/runs/${reference}`, text: `Match run ${reference}` },
    ...{ same: same && proof.kind !== 'refused', sameEngine, proof: runProofInWords(proof) },
    sentence: same
      ? `Scored again for ${scored} and planned again, from the data the run was given: the same result, to the letter.`
      : otherRows.length === 0
        ? 'Every list is the same; the plan is not.'
        : `${others} another list than the one that was kept.`,
    hashes: [
      { name: 'Result kept', hash: kept },
      { name: 'Result now', hash: now },
    ],
  };
}
