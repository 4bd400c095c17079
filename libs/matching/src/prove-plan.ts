import { DomainError } from '@app/kernel';
import type { ScoredRow } from './candidate-row.js';
import { inOrder } from './conclude-plan.js';
import type { Plan } from './plan/plan.js';
import type { Problem } from './problem.js';
import { readCertificate } from './verify/read-certificate.js';
import { verifyPlan } from './verify/verify-plan.js';

/**
 * Holds a kept plan against its kept certificate, without solving anything: every pair is scored again from the snapshot, every
 * limit counted again, and the prices are reckoned to a bound that the plan must reach, but for the gap that it says.
 *
 * @param rows one for each need, as they come out of scoring.
 * @param certificate canonical text; null where locks left nothing to plan.
 * @returns what is wrong, as sentences; none where the plan is proven.
 * @throws RowDamaged
 */
export function provePlan(
  problem: Problem,
  rows: readonly ScoredRow[],
  plan: unknown,
  certificate: string | null,
): readonly string[] {
  const kept = plan as Plan;
  const isContradicted = (kept.contradictions as Plan['contradictions'] | undefined)?.length !== 0;
  if (certificate === null && !isContradicted) return ['The plan has no certificate.'];
  try {
    const read = certificate === null ? null : readCertificate(certificate);
    return verifyPlan(problem, inOrder(problem, rows), kept, read);
  } catch (error) {
    if (error instanceof DomainError || error instanceof SyntaxError) return [error.message];
    // A plan that is none: no word of it was written by the engine.
    if (error instanceof TypeError) return ['The plan cannot be read.'];
    throw error;
  }
}
