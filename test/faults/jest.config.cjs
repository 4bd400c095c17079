// By command alone: minutes, and figures that a busy machine changes.
const { projects } = require('../jest.config.cjs');

const database = { ...projects.find(({ displayName }) => displayName === 'database') };
// It starts a server of its own, and kills it.
delete database.globalSetup;
delete database.globalTeardown;

module.exports = {
  ...database,
  displayName: 'faults',
  testMatch: ['**/test/faults/*.faults.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
};
