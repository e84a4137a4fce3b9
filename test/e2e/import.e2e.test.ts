import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { workspaceIdOf } from '@neighbourhood/shared/import/workspace-ref';
import { platform } from './platform.ts';

const root = path.resolve(import.meta.dirname, '../..');
const rest = platform();
/** Names of this run's own: the platform may have seen others. */
const run = `import-${Date.now().toString(36)}`;
const password = 'their old password';
/** As a monolith in PHP would have stored it. */
const bcryptHash = '$2y$06$RxHPTK3So0Bg./W4arFIHOEJxXAd72GPj2JjABbxG78yBIiubeIhu';
const workspaceId = workspaceIdOf(run);
const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

let directory: string;
const files: Record<string, string> = {};

/** `make import` on the platform that the suite talks to. */
function makeImport(...options: string[]): Promise<{ code: number; output: string }> {
  const own = JSON.parse(process.env['NH_TEST_PLATFORM'] ?? '{}') as Record<string, string>;
  const args = [
    'tools/import/main.ts',
    ...Object.entries(files).map(([name, file]) => `--${name}=${file}`),
    ...options,
  ];
  return new Promise(resolve => {
    const child = execFile(
      process.execPath,
      args,
      { cwd: root, env: { ...process.env, ...own } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });
}

async function file(name: string, extension: string, content: string): Promise<void> {
  files[name] = path.join(directory, `${name}.${extension}`);
  await writeFile(files[name], content, { mode: 0o600 });
}

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'neighbourhood-import-'));
  await file(
    'users',
    'csv',
    [
      'legacyId,email,passwordHash,firstName,createdAt',
      `${run}-1,${run}-1@example.com,${bcryptHash},Ada,${ago(900)}`,
      `${run}-2,${run}-2@example.com,,Bob,${ago(800)}`,
    ].join('\n'),
  );
  await file(
    'workspaces',
    'jsonl',
    JSON.stringify({
      legacyId: run,
      name: 'Moved here',
      owner: `${run}-1`,
      members: [{ user: `${run}-2`, role: 'viewer' }],
      createdAt: ago(900),
    }),
  );
  const connection = { workspace: run, provider: 'slack', endUserId: 'their-user', connectedAt: ago(300) };
  await file(
    'connections',
    'jsonl',
    JSON.stringify({
      ...connection,
      legacyId: 7,
      accountId: 'T1',
      scopes: ['chat:write'],
      accessToken: 'xoxb-old-and-secret',
    }),
  );
  await file(
    'consents',
    'csv',
    [
      'legacyId,workspace,endUserId,provider,scopes,grantedAt,expiresAt,revokedAt',
      `1,${run},their-user,slack,chat:write,${ago(300)},${ago(-300)},`,
      `2,${run},another-user,slack,chat:write,${ago(300)},${ago(-300)},${ago(3)}`,
    ].join('\n'),
  );
});
afterAll(() => rm(directory, { recursive: true, force: true }));

test('users, workspaces, connections and consents move in, once, and are found to be whole', async () => {
  const first = await makeImport();
  expect(first).toMatchObject({
    code: 0,
    output: expect.stringMatching(/consents from .*\n {2}created +2\n/),
  });
  expect(first.output).not.toMatch(/xoxb|\$2y\$|example\.com/);
  const again = await makeImport();
  expect(again).toMatchObject({ code: 0, output: expect.stringContaining('was imported before') });
  const verified = await makeImport('--verify');
  expect([verified.code, verified.output.match(/holds what the file says/g)?.length]).toEqual([0, 4]);
});

test('who moved in signs in with the old password and finds everything', async () => {
  const login = await rest.call('POST', '/auth/login', { body: { email: `${run}-1@example.com`, password } });
  expect(login.status).toBe(200);
  const as = { token: (login.body as { accessToken: string }).accessToken, workspaceId };
  const get = async (where: string) => (await rest.call('GET', where, { as })).body;
  expect(await get('/workspaces')).toMatchObject({
    items: [{ id: workspaceId, name: 'Moved here', role: 'admin' }],
  });
  expect(await get(`/workspaces/${workspaceId}/members`)).toMatchObject({
    items: [{ role: 'admin' }, { role: 'viewer' }],
  });
  const connections = await get('/connections');
  expect(connections).toMatchObject({
    items: [{ provider: 'slack', status: 'active', account: { id: 'T1' } }],
  });
  expect(JSON.stringify(connections)).not.toContain('xoxb');
  const validate = async (endUserId: string) =>
    (
      await rest.call('POST', '/consents/validate', {
        as,
        body: { endUserId, provider: 'slack', scopes: ['chat:write'] },
      })
    ).body;
  expect(await validate('their-user')).toMatchObject({ valid: true });
  expect(await validate('another-user')).toMatchObject({ valid: false, reason: 'revoked' });
  expect(await get('/consents/ledger/verify')).toMatchObject({ valid: true, entries: 3 });

  // A renewed hash is a change made here, which no verification takes for damage.
  const verified = await makeImport('--verify');
  expect(verified).toMatchObject({
    code: 0,
    output: expect.stringMatching(/changed here since, not compared +1\n/),
  });
});
