import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

// The snippets belong to no TypeScript project; what is proven here needs no types.
const eslint = new ESLint({ overrideConfig: [tseslint.configs.disableTypeChecked] });

/** Lints a snippet with the project's own configuration, as though it were the given file. */
const rulesBroken = async (filePath: string, code: string) => {
  const [result] = await eslint.lintText(`${code}\n`, { filePath });
  return result!.messages.map(message => message.ruleId ?? `fatal: ${message.message}`);
};

const layers = 'neighbourhood/layers';
const domain = 'services/auth/src/domain/snippet.ts';
const usecase = 'services/auth/src/usecase/snippet.ts';
const uses = (specifier: string) => `import { thing } from '${specifier}';\nthing();`;

describe('an inner layer', () => {
  const outer = [
    'pg',
    'mongodb',
    'koa',
    'undici',
    'cockatiel',
    '@grpc/grpc-js',
    '@dapr/dapr',
    '@neighbourhood/shared/dapr/sidecar',
    '@neighbourhood/shared/grpc/client',
    '@neighbourhood/shared/database/pool',
    '@neighbourhood/shared/process/start',
    '../repository/postgres-users.ts',
    '../delivery/grpc.ts',
    '../infrastructure/argon2-hasher.ts',
  ];
  test.each(outer)('may not import %s from the domain', async specifier => {
    expect(await rulesBroken(domain, uses(specifier))).toContain(layers);
  });
  test.each(outer)('may not import %s from a use case', async specifier => {
    expect(await rulesBroken(usecase, uses(specifier))).toContain(layers);
  });
  test('may not reach outward from a deeper folder, by a type, a re-export or a dynamic import', async () => {
    const deep = 'services/auth/src/usecase/tokens/snippet.ts';
    for (const code of [
      uses('../../repository/postgres-users.ts'),
      "import type { Pool } from 'pg';\nexport type Users = Pool;",
      "export { thing } from '../../infrastructure/thing.ts';",
      "export const load = () => import('../../delivery/grpc.ts');",
    ]) {
      expect(await rulesBroken(deep, code)).toContain(layers);
    }
  });
  test('may not import a use case into the domain', async () => {
    expect(await rulesBroken(domain, uses('../usecase/register-user.ts'))).toContain(layers);
  });
  test.each([
    [domain, './email.ts'],
    [domain, '@neighbourhood/shared/errors/app-error'],
    [usecase, '../domain/user.ts'],
    [usecase, '@neighbourhood/shared/call/call'],
    ['services/auth/src/usecase/snippet.test.ts', '@neighbourhood/shared/testing/fake-call'],
    ['services/auth/src/repository/snippet.ts', 'pg'],
    ['services/auth/src/delivery/snippet.ts', '@neighbourhood/shared/grpc/server'],
    ['services/auth/src/infrastructure/snippet.ts', '../usecase/ports.ts'],
    ['services/auth/test/snippet.test.ts', '@neighbourhood/sandbox-provider/sandbox'],
  ])('%s may import %s', async (file, specifier) => {
    expect(await rulesBroken(file, uses(specifier))).not.toContain(layers);
  });
});

describe('an app', () => {
  test.each([
    ['services/auth/src/delivery/snippet.ts', '@neighbourhood/consent/src/domain/consent'],
    ['services/auth/src/app.ts', '../../consent/src/app.ts'],
    ['services/auth/test/snippet.integration.test.ts', '../../consent/src/app.ts'],
    ['gateway/src/routes/snippet.ts', '../../../services/auth/src/app.ts'],
    ['services/auth/src/app.ts', '@neighbourhood/gateway/src/main'],
    ['gateway/src/snippet.ts', '@neighbourhood/up/src/postgres'],
    ['services/auth/src/app.ts', '@neighbourhood/sandbox-provider/sandbox'],
    ['shared/grpc/snippet.ts', '@neighbourhood/auth/src/app'],
    ['shared/grpc/snippet.ts', '../../gateway/src/app.ts'],
  ])('%s may not import %s', async (file, specifier) => {
    expect(await rulesBroken(file, uses(specifier))).toContain(layers);
  });
});

describe('everywhere', () => {
  test('raw fetch is refused outside infrastructure, tools and tests', async () => {
    const code = "await fetch('https://example.com');";
    for (const file of [
      'services/auth/src/usecase/snippet.ts',
      'gateway/src/routes/snippet.ts',
      'shared/x.ts',
    ]) {
      expect(await rulesBroken(file, code)).toContain('no-restricted-globals');
    }
    for (const file of [
      'services/auth/src/infrastructure/snippet.ts',
      'tools/demo/src/x.ts',
      'test/x.test.ts',
    ]) {
      expect(await rulesBroken(file, code)).not.toContain('no-restricted-globals');
    }
  });
  test('the environment is read by configuration and process start only', async () => {
    const reads = [
      'console.info(process.env.HOME);',
      "import { env } from 'node:process';\nexport const x = env;",
    ];
    for (const code of reads) {
      expect(await rulesBroken('services/auth/src/infrastructure/x.ts', code)).toContain(
        'no-restricted-syntax',
      );
      expect(await rulesBroken('shared/process/x.ts', code)).not.toContain('no-restricted-syntax');
    }
  });
  test.each(['test.only', 'it.skip', 'describe.only', 'test.todo', 'xit', 'fdescribe'])(
    '%s is refused in tests',
    async name => {
      const code = `${name}('x', () => { expect(1).toBe(1); });`;
      expect(await rulesBroken('services/auth/src/domain/x.test.ts', code)).toContain('no-restricted-syntax');
    },
  );
  test('barrels and default exports are refused', async () => {
    expect(await rulesBroken('shared/x.ts', "export * from './ids/typed-id.ts';")).toContain(
      'no-restricted-syntax',
    );
    expect(await rulesBroken('shared/x.ts', 'export default 1;')).toContain('no-restricted-syntax');
  });
});

test('a cycle of imports is refused', async () => {
  const cycles = new ESLint({ ignore: false, overrideConfig: [tseslint.configs.disableTypeChecked] });
  const [result] = await cycles.lintFiles('tools/lint/fixtures/left.ts');
  expect(result!.messages.map(message => message.ruleId)).toEqual(['import-x/no-cycle']);
});

test('a promise that nobody waits for is refused', async () => {
  const typeAware = new ESLint();
  const code = 'export const f = () => { Promise.reject(new Error()); };\n';
  const [result] = await typeAware.lintText(code, { filePath: 'tools/lint/layers.ts' });
  expect(result!.messages.map(message => message.ruleId)).toContain(
    '@typescript-eslint/no-floating-promises',
  );
}, 60_000);
