import { MIGRATIONS } from './index.js';

describe('the migrations', () => {
  it('stand in the order of their numbers, which is the order in which they run', () => {
    const numbers = MIGRATIONS.map(({ name }) => Number(/[0-9]{13}$/.exec(name)?.[0]));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});
