// `npm run mutate`: each place of the matching core is made wrong, one after the other, and its specs must see it.
// `npm run mutate -- --mutate libs/matching/src/fraction.ts` looks at one file.
export default {
  testRunner: 'jest',
  jest: { projectType: 'custom', configFile: 'test/mutation/jest.config.cjs', enableFindRelatedTests: true },
  mutate: ['libs/matching/src/**/*.ts', '!libs/matching/src/**/*.{spec,fixture}.ts'],
  coverageAnalysis: 'perTest',
  // One at a time: the specs reckon as much as a machine has.
  concurrency: 1,
  ignoreStatic: true,
  timeoutMS: 60_000,
  dryRunTimeoutMinutes: 30,
  tempDirName: 'dist/mutation',
  ignorePatterns: ['dist', '.trellis', 'docker', 'apps', 'config/openapi', 'test/journeys'],
  reporters: ['clear-text', 'html'],
  htmlReporter: { fileName: 'dist/mutation.html' },
  clearTextReporter: { allowColor: false, logTests: false, skipFull: true },
  thresholds: { high: 90, low: 85, break: null },
};
