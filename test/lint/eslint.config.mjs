import js from '@eslint/js';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { houseRules } from './house-rules.mjs';

const root = new URL('../..', import.meta.url).pathname;

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/**',
      '**/dist/**',
      '**/.trellis/**',
      'test/architecture/planted/**',
      'test/red/**',
      'config/openapi/**',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    plugins: { house: houseRules },
    languageOptions: { parserOptions: { project: [`${root}tsconfig.json`], tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-extraneous-class': 'off', // Nest modules are classes without members
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/consistent-type-imports': 'off', // Nest needs values for emitted metadata
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/no-unnecessary-type-parameters': 'off', // branded ids: `next<NeedId>()`
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-spread': ['error', { allow: [{ from: 'lib', name: 'string' }] }], // code points are what we count
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'max-lines': ['error', { max: 399, skipBlankLines: false, skipComments: false }],
      'house/no-save': 'error',
      'house/environment-in-settings-only': 'error',
      'house/database-in-platform-only': 'error',
      'house/safe-markup-by-type': 'error',
    },
  },
  {
    files: ['**/*.spec.ts', 'test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off', // a missing row is a failing test
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  {
    files: ['libs/{matching,measurement,kernel}/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'house/pure-cores-are-pure': 'error' },
  },
  { files: ['**/*.{mjs,cjs,js}'], languageOptions: { globals: globals.node } },
);
