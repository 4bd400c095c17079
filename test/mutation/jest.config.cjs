// The matching core's specs, without those that hold thousands of whole areas against something else: a mutant is
// found by the small ones, or it is worth looking at.
const { projects } = require('../jest.config.cjs');

const pure = projects.find(({ displayName }) => displayName === 'pure');

module.exports = {
  ...pure,
  testMatch: ['**/libs/matching/**/*.spec.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    'reoptimise.spec.ts',
    'packed-scores.spec.ts',
    'wide-plan.spec.ts',
    'whole-days.spec.ts',
    'own-capacity.spec.ts',
    'more-is-never-less.spec.ts',
    'same-question-otherwise.spec.ts',
    'groups.spec.ts',
    'override-price.spec.ts',
    'plan-by-brute-force.spec.ts',
    'fewest.spec.ts',
  ],
};
