import { RuleBroken } from '@app/kernel';

export type ClientState = 'asked' | 'approved' | 'refused' | 'live' | 'revoked';

/** Live: its secret has been made. That it has expired is no state: its day says so. */
const NEXT: Readonly<Record<ClientState, readonly ClientState[]>> = {
  asked: ['approved', 'refused', 'revoked'],
  approved: ['live', 'revoked'],
  refused: [],
  live: ['revoked'],
  revoked: [],
};

const WORDS: Readonly<Record<ClientState, string>> = {
  asked: 'waiting for the chair',
  approved: 'approved',
  refused: 'refused',
  live: 'in use',
  revoked: 'revoked',
};

/** @throws RuleBroken CLIENT_CANNOT_MOVE for a move that is not in the table. */
export function moveClient(from: ClientState, to: ClientState): ClientState {
  if (!NEXT[from].includes(to))
    throw new RuleBroken('CLIENT_CANNOT_MOVE', `This program is ${WORDS[from]}, so this cannot be done.`);
  return to;
}
