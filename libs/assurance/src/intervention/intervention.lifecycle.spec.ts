import fc from 'fast-check';
import {
  canMoveIntervention,
  INTERVENTION_STATES,
  moveIntervention,
  OPEN_INTERVENTIONS,
  staysOpen,
} from './intervention.lifecycle.js';

describe('the states of an intervention', () => {
  it('go from planned over live to ended, or end before it begins', () => {
    const moves = INTERVENTION_STATES.flatMap((from) =>
      INTERVENTION_STATES.filter((to) => canMoveIntervention(from, to)).map((to) => `${from} > ${to}`),
    );
    expect(moves).toEqual(['planned > live', 'planned > withdrawn', 'live > ended']);
    expect(OPEN_INTERVENTIONS).toEqual(['planned', 'live']);
  });

  it('never come back, and what began is never withdrawn, whatever is tried', () => {
    const state = fc.constantFrom(...INTERVENTION_STATES);
    fc.assert(
      fc.property(fc.array(state, { maxLength: 12 }), (tried) => {
        const passed = tried.reduce<(typeof INTERVENTION_STATES)[number][]>(
          (been, to) => (canMoveIntervention(been[been.length - 1]!, to) ? [...been, to] : been),
          ['planned'],
        );
        expect(new Set(passed).size).toBe(passed.length);
        if (passed.includes('live')) expect(passed).not.toContain('withdrawn');
      }),
    );
  });

  it('refuse any other move with its code, and any change of what is over', () => {
    const refused = expect.objectContaining({ code: 'INTERVENTION_CANNOT_MOVE' }) as Error;
    expect(() => moveIntervention('planned', 'ended')).toThrow('What is planned cannot become ended.');
    expect(() => moveIntervention('live', 'withdrawn')).toThrow(refused);
    expect(() => staysOpen('ended')).toThrow(refused);
    expect(staysOpen('live')).toBe('live');
  });
});
