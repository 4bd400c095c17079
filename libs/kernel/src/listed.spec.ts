import { listed } from './listed.js';

describe('names in a sentence', () => {
  it.each([
    [[], ''],
    [['A'], 'A'],
    [['A', 'B'], 'A and B'],
    [['A', 'B', 'C'], 'A, B and C'],
  ])('%j', (names, said) => {
    expect(listed(names)).toBe(said);
  });
});
