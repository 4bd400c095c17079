import matching from './stryker.conf.mjs';

// `npm run mutate:policy`: each place of the permission rules is made wrong, one after the other, and its specs must see it.
export default {
  ...matching,
  jest: { ...matching.jest, configFile: 'test/mutation/policy.jest.config.cjs' },
  mutate: ['libs/kernel/src/access/*.ts', '!libs/kernel/src/access/*.{spec,fixture}.ts'],
  htmlReporter: { fileName: 'dist/mutation-policy.html' },
  thresholds: { high: 95, low: 90, break: 90 },
};
