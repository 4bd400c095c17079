import { CLOSED_STATES, canMove, moveNeed, NEED_STATES, type NeedState } from './need.lifecycle.js';

/** PRODUCT §4.2, as it stands there. "Any before matched" may be withdrawn; what is closed is not before anything. */
const SPECIFIED =
  'raised > triaged > diagnosed > agreed > open > proposed, commissioned; proposed > open, matched; ' +
  'matched, commissioned > met, open; triaged, diagnosed, open > not_pursued, escalated; escalated > open, not_pursued; ' +
  'raised, triaged, diagnosed, agreed, open, proposed, commissioned, escalated > withdrawn';

function specified(): Set<string> {
  const moves = new Set<string>();
  for (const chain of SPECIFIED.split('; ')) {
    const steps = chain.split(' > ').map((step) => step.split(', '));
    for (const [at, from] of steps.entries())
      for (const one of from) for (const to of steps[at + 1] ?? []) moves.add(`${one} > ${to}`);
  }
  return moves;
}

describe('the moves of a need (I-17)', () => {
  it('are those of the specification and no other', () => {
    const all = NEED_STATES.flatMap((from) => NEED_STATES.map((to) => [from, to] as const));
    const moves = all.filter(([from, to]) => canMove(from, to)).map(([from, to]) => `${from} > ${to}`);
    expect(new Set(moves)).toEqual(specified());
  });

  it('end where it is met, not pursued or withdrawn', () => {
    expect(CLOSED_STATES).toEqual(['met', 'not_pursued', 'withdrawn']);
  });

  it.each<[NeedState, NeedState]>([
    ['raised', 'open'],
    ['agreed', 'matched'],
    ['matched', 'withdrawn'],
    ['met', 'open'],
    ['open', 'open'],
  ])('are refused from %s to %s by name', (from, to) => {
    expect(() => moveNeed(from, to)).toThrow('cannot become');
  });
});
