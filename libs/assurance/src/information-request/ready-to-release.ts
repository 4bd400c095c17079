import { localDateOf, RuleBroken } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { InformationRequestEntity } from './information-request.entity.js';
import { INFORMATION_KINDS } from './record-kinds.js';

/** @throws RuleBroken PROMPT_UNANSWERED or NOT_DRAFTED, naming the step that comes first. */
export async function requirePrepared(
  tx: Tx,
  { id, summary, answer }: InformationRequestEntity,
): Promise<void> {
  const [row] = await tx.query<{ n: number }>(
    `select count(*)::int as n from assurance.information_holding h where ${inArea(tx, 'h')} and h.request_id = $1`,
    [id],
  );
  const left = INFORMATION_KINDS.length - (row?.n ?? 0);
  if (left > 0)
    throw new RuleBroken(
      'PROMPT_UNANSWERED',
      `Say first what is held: ${String(left)} ${left === 1 ? 'kind of record waits' : 'kinds of record wait'} for an answer.`,
    );
  if (summary === null || answer === null)
    throw new RuleBroken('NOT_DRAFTED', 'Write first the question in short and what is released.');
}

/** @throws RuleBroken HEADS_NOT_TOLD or TIME_TO_COMMENT, naming the step that comes first. */
export async function requireHeadsHeard(
  tx: Tx,
  { id, state }: InformationRequestEntity,
  now: Date,
): Promise<void> {
  const rows = await tx.query<{ told: boolean; waits: boolean }>(
    `select s.told_at is not null as told, s.comment is null and s.comment_by >= $2::date as waits
     from assurance.information_school s where ${inArea(tx, 's')} and s.request_id = $1`,
    [id, localDateOf(now)],
  );
  if (state === 'received' || rows.some(({ told }) => !told))
    throw new RuleBroken('HEADS_NOT_TOLD', 'Tell first the head of each school that it touches.');
  if (rows.some(({ waits }) => waits))
    throw new RuleBroken('TIME_TO_COMMENT', 'A head who was told still has time to comment.');
}
