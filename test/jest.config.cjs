// Everything is transformed to CommonJS, ESM-only packages included: native-ESM Jest fails on Node 20 as soon as a
// CommonJS package requires Nest. A new ESM-only dependency joins `esmOnly`.
const { cpus } = require('node:os');
const { join } = require('node:path');

const esmOnly = [
  '@nestjs',
  'file-type',
  'strtok3',
  'token-types',
  '@tokenizer',
  'uint8array-extras',
  '@borewit',
  'ical-generator',
  'openid-client',
  'oauth4webapi',
  'jose',
  'oidc-provider',
];

const shared = {
  rootDir: join(__dirname, '..'),
  testEnvironment: 'node',
  transform: { '^.+\\.m?[tj]s$': ['@swc/jest', { module: { type: 'commonjs' } }] },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  moduleNameMapper: {
    '^@app/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^@config/(.*)\\.js$': '<rootDir>/config/$1',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  setupFiles: ['reflect-metadata'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/\\.trellis/'],
};
const pure = [
  '<rootDir>/libs/(kernel|matching|measurement)/',
  '<rootDir>/config/',
  '<rootDir>/test/(architecture|lint|bench)/',
];

module.exports = {
  testTimeout: 60_000,
  // Always worker processes, given up when they have grown: one process that runs every suite ends without memory.
  maxWorkers: Math.max(2, cpus().length - 1),
  testSequencer: join(__dirname, 'longest-first.cjs'),
  workerIdleMemoryLimit: '1200MB',
  projects: [
    // Nothing to start: the pure cores, the settings, the guard.
    {
      ...shared,
      displayName: 'pure',
      testMatch: [
        '**/libs/{kernel,matching,measurement}/**/*.spec.ts',
        '**/config/**/*.spec.ts',
        '**/test/{architecture,lint,bench}/**/*.spec.ts',
      ],
    },
    // A real PostgreSQL, one template database per run, one copy per worker.
    {
      ...shared,
      displayName: 'database',
      testMatch: ['**/libs/**/*.spec.ts', '**/apps/**/*.spec.ts', '**/test/**/*.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', ...pure, '<rootDir>/test/journeys/'],
      globalSetup: '<rootDir>/test/start-database.mjs',
      globalTeardown: '<rootDir>/test/stop-database.mjs',
    },
    // The built service in a real browser.
    {
      ...shared,
      displayName: 'browser',
      testMatch: ['**/test/journeys/**/*.spec.ts'],
      globalSetup: '<rootDir>/test/start-database.mjs',
      globalTeardown: '<rootDir>/test/stop-database.mjs',
    },
  ],
};
