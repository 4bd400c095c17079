import { sideOf } from '@app/brokerage';
import { decide, type Actor, type Clock, type Matrix } from '@app/kernel';
import type { Tx } from '@app/platform';
import type { ImpactTask } from '../impact.views.js';
import { readSignOffs, signOffResource, stateOf, type SignOffRow } from './sign-off-rows.js';

/** Waiting evaluations that this person may sign off, the longest waiting first. */
export async function waitingFor(tx: Tx, matrix: Matrix, clock: Clock): Promise<SignOffRow[]> {
  if (!mightSignOff(tx.actor)) return [];
  const rows = await readSignOffs(
    tx,
    `not exists (select from impact.sign_off s where s.area_id = g.area_id
    and s.pairing_id = g.id and s.ended_at is null and (s.outcome = 'sent_back' or not s.needs_second or s.confirmed_by is not null))`,
  );
  return rows.filter((row) => maySignOff(tx, row, matrix, clock.now()));
}

/** It waits, and for this person: whoever signed it off waits for another. */
export function maySignOff(tx: Tx, row: SignOffRow, matrix: Matrix, now: Date): boolean {
  const about = { area: tx.area, ...signOffResource(row) };
  const isMine = row.open?.madeBy === tx.actor.id;
  return about.pending && !isMine && decide(matrix, tx.actor, 'impact.signoff', about, { now }).allowed;
}

const mightSignOff = ({ posts }: Actor): boolean =>
  posts.some(({ role }) => role === 'adviser' || role === 'chair');

type Line = Omit<ImpactTask, 'asker' | 'supporter'> & Pick<SignOffRow, 'askerUrn' | 'supporterUrn'>;

/** For who signs off, what waits for them; for both heads, what was sent back to them. */
export async function signOffTasks(tx: Tx, matrix: Matrix, clock: Clock): Promise<Line[]> {
  const line = (
    kind: ImpactTask['kind'],
    { reference, askerUrn, supporterUrn, since }: SignOffRow,
  ): Line => ({
    ...{ kind, reference, askerUrn, supporterUrn, since, dueOn: null },
  });
  const own = tx.actor.posts.flatMap(({ role, school }) => (role === 'head' && school ? [school] : []));
  const back =
    own.length === 0
      ? []
      : await readSignOffs(tx, '(g.asker_urn = any ($1) or g.supporter_urn = any ($1))', [own]);
  return [
    ...(await waitingFor(tx, matrix, clock)).map((row) =>
      line(stateOf(row) === 'waits' ? 'sign_off' : 'confirm_sign_off', row),
    ),
    ...back
      .filter((row) => stateOf(row) === 'sent_back' && sideOf(tx.actor, row) !== null)
      .map((row) => line('look_again', row)),
  ];
}
