import { decide, requireAllowed, type Clock, type Matrix } from '@app/kernel';
import type { Tx } from '@app/platform';

/** The register is national: whoever may read one school may read all. */
export function mayReadSchools(tx: Tx, matrix: Matrix, clock: Clock): void {
  requireAllowed(decide(matrix, tx.actor, 'school.read', { register: true }, { now: clock.now() }));
}
