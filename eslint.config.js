import js from '@eslint/js';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { layers } from './tools/lint/layers.ts';

const tests = ['**/*.test.ts', '**/test/**', 'shared/testing/**'];

const noFetch = {
  name: 'fetch',
  message: 'Calls out belong in an adapter: infrastructure/ of an app (with timeout, limits and SSRF guard).',
};

const noEnvironment = [
  {
    selector: 'MemberExpression[object.name="process"][property.name="env"]',
    message: 'Read configuration through loadConfig (shared/config), not from the environment.',
  },
  {
    selector: 'ImportDeclaration[source.value="node:process"] > ImportSpecifier[imported.name="env"]',
    message: 'Read configuration through loadConfig (shared/config), not from the environment.',
  },
];

const noFocusedTests = [
  {
    selector:
      'MemberExpression[object.name=/^(test|it|describe)$/][property.name=/^(only|skip|todo|failing)$/]',
    message: 'No focused, skipped or pending test.',
  },
  {
    selector: 'CallExpression[callee.name=/^(xit|xtest|xdescribe|fit|fdescribe)$/]',
    message: 'No focused or skipped test.',
  },
];

const noBarrels = [
  { selector: 'ExportAllDeclaration', message: 'Name what is exported; no `export *`.' },
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
];

export default defineConfig(
  globalIgnores([
    '**/node_modules/',
    '**/dist/',
    'build/',
    'coverage/',
    '.run/',
    'proto/gen/',
    'tools/lint/fixtures/', // broken on purpose
  ]),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    files: ['**/*.{ts,js}'],
    plugins: { 'import-x': importX, neighbourhood: { rules: { layers } } },
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    settings: {
      'import-x/extensions': ['.ts', '.js'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js', '.json'] })],
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'neighbourhood/layers': 'error',
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-self-import': 'error',
      'import-x/no-mutable-exports': 'error',
      'no-restricted-globals': ['error', noFetch],
      'no-restricted-syntax': ['error', ...noBarrels, ...noEnvironment],
      'no-console': 'error',
      eqeqeq: ['error', 'always'],
      'no-param-reassign': 'error',
      'prefer-const': 'error',
      'object-shorthand': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Numbers and booleans in templates read well, and cannot print "[object Object]".
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // An async function without await keeps the promise contract of a port: throws become rejections.
      '@typescript-eslint/require-await': 'off',
      // Our objects are made by factories of plain functions, which use no `this`.
      '@typescript-eslint/unbound-method': 'off',
      // noUncheckedIndexedAccess makes these comparisons necessary more often than the rule believes.
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
    },
  },
  {
    files: [
      '**/src/infrastructure/**',
      'shared/dapr/**',
      'shared/consul/**',
      'tools/**',
      'bench/**',
      'test/**',
      ...tests,
    ],
    rules: { 'no-restricted-globals': 'off' },
  },
  {
    files: ['shared/config/**', 'shared/process/**'],
    rules: { 'no-restricted-syntax': ['error', ...noBarrels] },
  },
  {
    files: ['tools/**', 'bench/**', 'test/**', 'shared/testing/**', 'proto/*.ts'],
    rules: { 'no-console': 'off', 'no-restricted-syntax': ['error', ...noBarrels] },
  },
  {
    files: tests,
    rules: {
      'no-restricted-syntax': ['error', ...noBarrels, ...noFocusedTests],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-empty-function': 'off',
    },
  },
  {
    files: ['*.config.js', 'tools/jest/**'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { process: 'readonly' } },
  },
);
