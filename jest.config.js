const common = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  setupFiles: ['<rootDir>/tools/jest/globals.js'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/tools/jest/strip-types.js' },
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/build/', '<rootDir>/.run/'],
  restoreMocks: true,
  setupFilesAfterEnv: ['<rootDir>/tools/jest/long-timeout.js'],
};

const nowhere = ['/node_modules/', '/dist/', '/.run/'];

export default {
  rootDir: import.meta.dirname,
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['**/*.test.ts'],
      testPathIgnorePatterns: [...nowhere, '\\.integration\\.test\\.ts$', '\\.e2e\\.test\\.ts$'],
    },
    {
      ...common,
      displayName: 'integration',
      testMatch: ['**/*.integration.test.ts'],
      testPathIgnorePatterns: nowhere,
      globalSetup: '<rootDir>/tools/jest/global-setup.ts',
      globalTeardown: '<rootDir>/tools/jest/global-teardown.ts',
    },
    {
      ...common,
      displayName: 'e2e',
      // A platform that runs already is asked what any platform must answer; the other suites start their own.
      testMatch: process.env.BASE_URL
        ? [
            `<rootDir>/test/e2e/(${process.env.CTK ? 'conformance' : 'smoke|journey|bad-input|isolation'}).e2e.test.ts`,
          ]
        : ['<rootDir>/test/e2e/*.e2e.test.ts'],
      globalSetup: '<rootDir>/tools/jest/e2e-setup.ts',
      globalTeardown: '<rootDir>/tools/jest/global-teardown.ts',
      testPathIgnorePatterns: nowhere,
    },
  ],
  reporters: ['default', '<rootDir>/tools/jest/stalled.ts'],
  // Statements as Istanbul counts them: type-only files weigh nothing, comments and blank lines neither.
  coverageProvider: 'babel',
  coverageDirectory: 'coverage',
  coverageThreshold: { global: { lines: 80, statements: 80, functions: 80, branches: 80 } },
  coverageReporters: ['text-summary', 'json-summary', 'lcov'],
  collectCoverageFrom: [
    'shared/**/*.ts',
    'services/*/src/**/*.ts',
    'gateway/src/**/*.ts',
    'tools/*/src/**/*.ts',
    '!**/*.test.ts',
    '!**/test/**',
    '!**/dist/**',
    '!**/node_modules/**',
    // Entry files: the end-to-end suite runs them, as processes of their own.
    '!**/main.ts',
    '!services/*/src/import.ts',
    // Helpers of the tests themselves.
    '!shared/testing/**',
  ],
};
