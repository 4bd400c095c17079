const { projects } = require('../jest.config.cjs');

const pure = projects.find(({ displayName }) => displayName === 'pure');

module.exports = { ...pure, testMatch: ['**/libs/kernel/src/access/*.spec.ts'] };
