import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRotatingSecret } from '@neighbourhood/shared/process/rotating-secret';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { vaultBinary } from '../../src/build/vault.ts';
import { freePort } from '../../src/process/ports.ts';
import { asked, type VaultApi, vaultApi } from '../../src/servers/vault-api.ts';
import { issueToken, policyName } from '../../src/servers/vault-access.ts';
import { openVault } from '../../src/servers/vault-seal.ts';
import { readToken, tokenFile, vaultKeysFile, writeToken } from '../../src/platform/vault-place.ts';
import { createVaultPlace, type VaultPlace } from './place.ts';
import { startSidecar, type TestSidecar } from './sidecar.ts';

describe('when Vault is in trouble', () => {
  let place: VaultPlace;
  let api: VaultApi;
  const stops: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    place = await createVaultPlace();
    const secrets = await place.start();
    await secrets.set({ 'auth-database': 'postgresql://one' });
    api = await openVault(place.url, vaultKeysFile(place.settings.state));
  });
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  });
  afterAll(() => place.remove());

  const sidecarOf = async (app = 'auth'): Promise<TestSidecar> => {
    const sidecar = await startSidecar(place.settings, app);
    stops.push(() => sidecar.stop());
    return sidecar;
  };

  /** What an app that runs has of a secret, which it reads again very often. */
  const followed = async ({ sidecar }: TestSidecar) => {
    const warnings: string[] = [];
    const secret = await createRotatingSecret({
      name: 'auth-database',
      read: () => sidecar.secret('auth-database'),
      parse: text => text,
      everyMs: 100,
      log: { ...silentLog, warn: fields => void warnings.push(String((fields as { err?: unknown }).err)) },
    });
    stops.push(async () => {
      secret.stop();
      await Promise.resolve();
    });
    return { secret, warnings };
  };

  const write = (value: string) =>
    asked(api, 'POST', 'secret/data/neighbourhood/auth-database', { data: { 'auth-database': value } });

  test('sealed, it takes nothing from apps that run, says why, and they go on with it when it is opened', async () => {
    const { secret, warnings } = await followed(await sidecarOf());
    await asked(api, 'POST', 'sys/seal');
    await eventually(() => warnings.some(text => text.includes('Vault is sealed')));
    expect(secret.current).toBe('postgresql://one');
    api = await openVault(place.url, vaultKeysFile(place.settings.state));
    await write('postgresql://two');
    await eventually(() => secret.current === 'postgresql://two');
  });

  test('stopped and started again, it serves the sidecars that were there before', async () => {
    const { secret, warnings } = await followed(await sidecarOf());
    const before = secret.current;
    await place.stop();
    await eventually(() => warnings.some(text => /connection refused/.test(text)));
    expect(secret.current).toBe(before);
    api = await place.reopen();
    await write('postgresql://three');
    await eventually(() => secret.current === 'postgresql://three');
  });

  test('an app that starts meanwhile says that Vault is sealed', async () => {
    const sidecar = await sidecarOf();
    await asked(api, 'POST', 'sys/seal');
    await expect(sidecar.sidecar.secret('auth-database')).rejects.toMatchObject({
      code: 'SECRET.UNAVAILABLE',
      message: expect.stringMatching(/^The secret auth-database cannot be read: .*Vault is sealed/),
    });
    api = await openVault(place.url, vaultKeysFile(place.settings.state));
  });

  test('a secret that is not there is told from one that cannot be read', async () => {
    const { sidecar } = await sidecarOf('integration');
    await expect(sidecar.secret('provider-slack')).rejects.toMatchObject({ code: 'SECRET.MISSING' });
    await expect(sidecar.secret('auth-database')).rejects.toMatchObject({ code: 'SECRET.MISSING' });
  });

  test('a sidecar without its token file does not start, and names the file', async () => {
    const file = tokenFile(place.settings.state, 'consent');
    renameSync(file, `${file}.away`);
    await expect(sidecarOf('consent')).rejects.toThrow(
      new RegExp(`couldn't read vault token from mount path ${file}`),
    );
    renameSync(`${file}.away`, file);
  });

  test('a sidecar with a token of nobody is refused by Vault, which the app says', async () => {
    const token = readToken(place.settings.state, 'consent') ?? '';
    writeToken(place.settings.state, 'consent', 'hvs.nobody');
    const { sidecar } = await sidecarOf('consent');
    await expect(sidecar.secret('consent-receipt-key')).rejects.toMatchObject({
      code: 'SECRET.UNAVAILABLE',
      message: expect.stringMatching(/cannot be read: .*403.*permission denied/),
    });
    writeToken(place.settings.state, 'consent', token);
  });

  test('a token that ends leaves the app with what it has, until the sidecar starts with another', async () => {
    const token = readToken(place.settings.state, 'auth') ?? '';
    writeToken(place.settings.state, 'auth', await issueToken(api, 'auth', '2s'));
    const { secret, warnings } = await followed(await sidecarOf());
    const before = secret.current;
    await eventually(() => warnings.some(text => /403.*permission denied/.test(text)));
    expect(secret.current).toBe(before);
    writeToken(place.settings.state, 'auth', token);
    expect((await followed(await sidecarOf())).secret.current).toBe(before);
  });

  test('a Vault Agent signs in by AppRole and keeps a sidecar going longer than any of its tokens lives', async () => {
    const { state } = place.settings;
    const directory = join(state, 'agent');
    mkdirSync(directory);
    await asked(api, 'POST', 'sys/auth/approle', { type: 'approle' });
    const role = 'auth/approle/role/auth';
    await asked(api, 'POST', role, {
      token_policies: [policyName('auth')],
      token_ttl: '1s',
      token_max_ttl: '2s',
    });
    const idOf = async (...question: Parameters<VaultApi>) =>
      (await asked(api, ...question))['data'] as Record<string, string>;
    writeFileSync(join(directory, 'role-id'), (await idOf('GET', `${role}/role-id`))['role_id'] ?? '');
    writeFileSync(
      join(directory, 'secret-id'),
      (await idOf('POST', `${role}/secret-id`))['secret_id'] ?? '',
      { mode: 0o600 },
    );
    const port = String(await freePort());
    // The files of docs/examples, on other ports.
    const example = (name: string) =>
      readFileSync(join(place.settings.root, 'docs/examples/vault-agent', name), 'utf8')
        .replaceAll('http://127.0.0.1:8210', place.url)
        .replaceAll('127.0.0.1:8220', `127.0.0.1:${port}`);
    writeFileSync(join(directory, 'agent.hcl'), example('agent.hcl'));
    const agent = execFile(await vaultBinary(), ['agent', '-config=agent.hcl'], { cwd: directory });
    const ended = new Promise(resolve => agent.once('exit', resolve));
    stops.push(() => {
      agent.kill();
      return ended;
    });
    await eventually(
      async () => (await vaultApi(`http://127.0.0.1:${port}`)('GET', 'sys/health')).status === 200,
    );

    mkdirSync(join(directory, 'components'));
    writeFileSync(join(directory, 'components/secretstore.yaml'), example('secretstore.yaml'));
    const sidecar = await startSidecar(place.settings, 'auth', [join(directory, 'components')]);
    stops.push(() => sidecar.stop());
    const { secret } = await followed(sidecar);
    const tokensOf = async () =>
      ((await asked(api, 'LIST', 'auth/token/accessors'))['data'] as { keys: string[] }).keys;
    // Twice, the tokens that were there have ended, and others took their place.
    for (let generation = 1; generation <= 2; generation += 1) {
      const known = await tokensOf();
      await eventually(async () => (await tokensOf()).some(one => !known.includes(one)), {
        timeoutMs: 30_000,
      });
    }
    await write('postgresql://by-agent');
    await eventually(() => secret.current === 'postgresql://by-agent', { timeoutMs: 30_000 });
    await expect(sidecar.sidecar.secret('consent-receipt-key')).rejects.toMatchObject({
      code: 'SECRET.MISSING',
    });
  });
});
