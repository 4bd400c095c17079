import fc from 'fast-check';
import {
  canMoveCommission,
  COMMISSION_STATES,
  LIVE_COMMISSIONS,
  moveCommission,
  type CommissionState,
} from './commission.lifecycle.js';

describe('the states of a commission', () => {
  it('go from a draft over approval, quotes and award to what is delivered, accepted and paid', () => {
    const moves = COMMISSION_STATES.flatMap((from) =>
      COMMISSION_STATES.filter((to) => canMoveCommission(from, to)).map((to) => `${from} > ${to}`),
    );
    expect(moves).toEqual([
      ...['drafted > approved', 'drafted > cancelled', 'approved > out_to_quote', 'approved > cancelled'],
      ...['out_to_quote > awarded', 'out_to_quote > cancelled', 'awarded > delivering'],
      ...['delivering > accepted', 'delivering > sent_back', 'accepted > paid'],
      ...['sent_back > delivering', 'sent_back > cancelled'],
    ]);
    expect(LIVE_COMMISSIONS).toEqual([
      ...['drafted', 'approved', 'out_to_quote', 'awarded', 'delivering', 'sent_back'],
    ]);
  });

  it('never pay what was not accepted, nor award what was not approved, whatever is tried', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...COMMISSION_STATES), { maxLength: 30 }), (tried) => {
        const passed = tried.reduce<CommissionState[]>(
          (been, to) => (canMoveCommission(been[been.length - 1]!, to) ? [...been, to] : been),
          ['drafted'],
        );
        if (passed.includes('paid')) expect(passed).toContain('accepted');
        if (passed.includes('awarded')) expect(passed).toContain('approved');
      }),
    );
  });

  it('refuse any other move with its code and a sentence', () => {
    expect(() => moveCommission('drafted', 'awarded')).toThrow(
      'A commission that is drafted cannot become awarded.',
    );
    expect(() => moveCommission('awarded', 'cancelled')).toThrow(
      expect.objectContaining({ code: 'COMMISSION_CANNOT_MOVE' }) as Error,
    );
  });
});
