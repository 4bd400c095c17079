import { isUnderWay, type PlanProof, type RunProgress, type RunState, type RunSummary } from '@app/brokerage';
import type { Tick } from '../../layout/event-stream.js';
import { countInWords, groupThousands, pointsInWords } from '../../layout/words.js';

/** On tags. */
export const RUN_TAGS: Readonly<Record<RunState, string>> = {
  queued: 'Waiting',
  running: 'Running',
  complete: 'Complete',
  infeasible: 'Complete, needs left over',
  failed: 'Stopped',
  cancelled: 'Cancelled',
  published: 'Published',
  discarded: 'Put aside',
};

export const KIND_WORDS: Readonly<Record<RunSummary['kind'], string>> = {
  single_need: 'One need',
  batch: 'All open needs',
  what_if: 'What if: nothing of it can be proposed',
};

/** `62 of 150 needs scored`. */
export function scoredInWords({ done, total }: Pick<RunProgress, 'done' | 'total'>): string {
  return `${groupThousands(done)} of ${countInWords(total, 'need', 'needs')} scored`;
}

/** The sentence beside the bar, or in its place. */
export function progressInWords(run: RunProgress): string {
  const { state, done, total, cancelAsked } = run;
  if (state === 'cancelled')
    return `Cancelled at ${groupThousands(done)} of ${groupThousands(total)}. Nothing was changed.`;
  if (state === 'failed') return 'This run stopped. Nothing was proposed.';
  if (cancelAsked && isUnderWay(state)) return `Being cancelled: ${scoredInWords(run)}`;
  if (state === 'queued') return `Waiting to begin: ${scoredInWords(run)}`;
  return scoredInWords(run);
}

/** The row of a run as its page follows it. */
export function tickOf(run: RunProgress): Tick {
  const { done, total } = run;
  return { done, total, sentence: progressInWords(run), over: !isUnderWay(run.state) };
}

/** How good the plan is, in a sentence: nothing is called best that is not proven. */
export function proofInWords(proof: PlanProof): string {
  switch (proof.kind) {
    case 'best':
      return 'No better plan exists for these needs, places and days: that was proven and checked apart.';
    case 'needs_open':
      return 'Days are too few for everybody. Not every way to share them could be looked through, so more needs might be met in another way.';
    case 'points_open':
      return `Days are too few for everybody. No more needs can be met; shared in another way, all pairs together might have up to ${pointsInWords(proof.points)} points of 100 more.`;
  }
}
