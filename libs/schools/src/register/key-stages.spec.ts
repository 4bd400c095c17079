import fc from 'fast-check';
import { keyStagesServed, settingOf } from './key-stages.js';

const blank = { phase: null, lowAge: null, highAge: null, sixthForm: null };

describe('the key stages a school serves', () => {
  it.each([
    [2, 5, ['EY']],
    [4, 7, ['EY', 'KS1']],
    [5, 11, ['KS1', 'KS2']],
    [7, 11, ['KS2']],
    [9, 13, ['KS2', 'KS3']],
    [11, 16, ['KS3', 'KS4']],
    [11, 18, ['KS3', 'KS4', 'KS5']],
    [13, 19, ['KS3', 'KS4', 'KS5']],
    [16, 19, ['KS5']],
    [2, 19, ['EY', 'KS1', 'KS2', 'KS3', 'KS4', 'KS5']],
    [0, 99, ['EY', 'KS1', 'KS2', 'KS3', 'KS4', 'KS5']],
  ])('for ages %i to %i are %j, whatever the word for its phase', (lowAge, highAge, stages) => {
    expect(keyStagesServed({ ...blank, phase: 'Not applicable', lowAge, highAge })).toEqual(stages);
  });

  it('follow the phase where ages are blank', () => {
    expect(keyStagesServed({ ...blank, phase: 'Middle deemed secondary' })).toEqual(['KS2', 'KS3']);
    expect(keyStagesServed({ ...blank, phase: 'Not applicable' })).toEqual([]);
  });

  it('take in a sixth form only where the register does not deny it', () => {
    const ages = { ...blank, lowAge: 11, highAge: 18 };
    expect(keyStagesServed({ ...ages, sixthForm: 'Does not have a sixth form' })).toEqual(['KS3', 'KS4']);
    expect(keyStagesServed({ ...ages, highAge: 16, sixthForm: 'Has a sixth form' })).toContain('KS5');
  });

  it('never become fewer when a school teaches more ages', () => {
    const age = fc.integer({ min: 0, max: 30 });
    fc.assert(
      fc.property(age, age, age, (a, b, more) => {
        const [lowAge, highAge] = [Math.min(a, b), Math.max(a, b)];
        const before = keyStagesServed({ ...blank, lowAge, highAge });
        expect(keyStagesServed({ ...blank, lowAge, highAge: highAge + more })).toEqual(
          expect.arrayContaining([...before]),
        );
      }),
    );
  });
});

it.each([
  ['Community special school', 'special'],
  ['Free schools special', 'special'],
  ['Special post 16 institution', 'special'],
  ['Pupil referral unit', 'alternative_provision'],
  ['Academy alternative provision sponsor led', 'alternative_provision'],
  ['Academy converter', 'mainstream'],
  [null, 'mainstream'],
])('a %s is %s', (type, setting) => {
  expect(settingOf(type)).toBe(setting);
});
