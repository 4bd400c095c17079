import { RuleBroken } from '@app/kernel';

export const DECLARATION_STATES = [
  'draft',
  'submitted',
  'queried',
  'confirmed',
  'stale',
  'superseded',
] as const;
export type DeclarationState = (typeof DECLARATION_STATES)[number];

const NEXT: Readonly<Record<DeclarationState, readonly DeclarationState[]>> = {
  draft: ['submitted'],
  // A word that nobody got round to checking goes stale as one that was confirmed.
  submitted: ['queried', 'confirmed', 'stale'],
  queried: ['submitted', 'stale'],
  // A word that was confirmed may be changed within its year: what is said anew waits to be confirmed anew.
  confirmed: ['submitted', 'stale', 'superseded'],
  stale: ['superseded'],
  superseded: [],
};

/** @throws RuleBroken DECLARATION_CANNOT_MOVE for a move that is not in the table. */
export function moveDeclaration(from: DeclarationState, to: DeclarationState): DeclarationState {
  if (!NEXT[from].includes(to)) {
    throw new RuleBroken('DECLARATION_CANNOT_MOVE', `A declaration that is ${from} cannot become ${to}.`);
  }
  return to;
}
