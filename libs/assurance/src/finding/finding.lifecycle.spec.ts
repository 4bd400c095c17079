import fc from 'fast-check';
import { canMoveFinding, FINDING_STATES, moveFinding, OPEN_FINDINGS } from './finding.lifecycle.js';

describe('the states of a finding', () => {
  it('go from the question over the answer and the opinion to the close, or end before an opinion', () => {
    const moves = FINDING_STATES.flatMap((from) =>
      FINDING_STATES.filter((to) => canMoveFinding(from, to)).map((to) => `${from} > ${to}`),
    );
    expect(moves).toEqual([
      ...['opened > answered', 'opened > withdrawn'],
      ...['answered > opinion_given', 'answered > withdrawn', 'opinion_given > closed'],
    ]);
    expect(OPEN_FINDINGS).toEqual(['opened', 'answered', 'opinion_given']);
  });

  it('never come back, and no opinion is taken back, whatever is tried', () => {
    const state = fc.constantFrom(...FINDING_STATES);
    fc.assert(
      fc.property(fc.array(state, { maxLength: 12 }), (tried) => {
        const passed = tried.reduce<(typeof FINDING_STATES)[number][]>(
          (been, to) => (canMoveFinding(been[been.length - 1]!, to) ? [...been, to] : been),
          ['opened'],
        );
        expect(new Set(passed).size).toBe(passed.length);
        if (passed.includes('opinion_given')) expect(passed).not.toContain('withdrawn');
      }),
    );
  });

  it('refuse any other move with its code', () => {
    expect(() => moveFinding('opened', 'closed')).toThrow('A finding that is opened cannot become closed.');
    expect(() => moveFinding('opinion_given', 'withdrawn')).toThrow(
      expect.objectContaining({ code: 'FINDING_CANNOT_MOVE' }) as Error,
    );
  });
});
