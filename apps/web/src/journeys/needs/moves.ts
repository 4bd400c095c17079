/** What a head or a broker can decide about a request, as addresses have it. */
export const MOVES = ['triage', 'agree', 'approach', 'withdraw', 'close'] as const;
export type Move = (typeof MOVES)[number];

export function asMove(text: string): Move | null {
  return MOVES.find((move) => move === text) ?? null;
}
