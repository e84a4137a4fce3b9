import { statSync } from 'node:fs';
import { asked, vaultApi } from '../../src/servers/vault-api.ts';
import { issueToken, policyName } from '../../src/servers/vault-access.ts';
import { vaultPath } from '../../src/servers/vault-secrets.ts';
import { openVault, readVaultKeys } from '../../src/servers/vault-seal.ts';
import { neededSecrets } from '../../src/platform/secret-needs.ts';
import type { SecretKeeper } from '../../src/platform/secret-keeper.ts';
import { readRunFile } from '../../src/platform/run-file.ts';
import { selectApps, usualParts } from '../../src/platform/selection.ts';
import { readSettings } from '../../src/platform/settings.ts';
import { readToken, tokenFile, vaultKeysFile } from '../../src/platform/vault-place.ts';
import { createVaultPlace, type VaultPlace } from './place.ts';
import { configurationOf, startSidecar, type TestSidecar } from './sidecar.ts';

const { root } = readSettings({});
const apps = selectApps(root, readRunFile(root), { ...usualParts, secrets: 'vault' });

describe('Vault as the secret store', () => {
  let place: VaultPlace;
  let secrets: SecretKeeper;
  const sidecars: TestSidecar[] = [];

  beforeAll(async () => {
    place = await createVaultPlace();
    secrets = await place.start();
    const databases = apps.map(({ appID }) => [
      `${appID}-database`,
      `postgresql://${appID}:x@127.0.0.1/${appID}`,
    ]);
    await secrets.set({
      ...Object.fromEntries(databases),
      'provider-github': '{"clientId":"i","clientSecret":"s"}',
    });
  });
  afterAll(async () => {
    await Promise.all(sidecars.map(one => one.stop()));
    await place.remove();
  });

  test.each(apps.map(app => [app.appID, app] as const))(
    'shows %s its own secrets, through its sidecar and by its token, and no other',
    async (name, app) => {
      const sidecar = await startSidecar(place.settings, name);
      sidecars.push(sidecar);
      const direct = vaultApi(place.url, readToken(place.settings.state, name));
      const needed = neededSecrets(root, app);
      const allowed = configurationOf(place.settings, name).secrets.scopes[0]?.allowedSecrets ?? [];
      expect(allowed.filter(one => secrets.all[one] !== undefined).length).toBeGreaterThan(2);

      for (const [secret, value] of Object.entries(secrets.all)) {
        const { status, body } = await sidecar.ask(secret);
        const seen = { secret, status, value: body.includes(value) };
        if (allowed.includes(secret)) {
          // As the file store answers: one key, of the secret's own name.
          expect({ secret, status, body: JSON.parse(body) as unknown }).toEqual({
            secret,
            status: 200,
            body: { [secret]: value },
          });
          expect(await sidecar.sidecar.secret(secret)).toBe(value);
        } else expect(seen).toEqual({ secret, status: 403, value: false });
        const { status: directly } = await direct('GET', vaultPath(secret));
        expect({ secret, directly }).toEqual({ secret, directly: needed.includes(secret) ? 200 : 403 });
      }
      for (const [method, path] of [
        ['LIST', 'secret/metadata/neighbourhood'],
        ['GET', 'sys/policies/acl'],
        ['POST', vaultPath(allowed[0] ?? '')],
        ['DELETE', vaultPath(allowed[0] ?? '')],
        ['POST', 'auth/token/create'],
        ['POST', 'sys/seal'],
      ] as const) {
        expect({ method, path, status: (await direct(method, path, { data: {} })).status }).toEqual({
          method,
          path,
          status: 403,
        });
      }
    },
  );

  test('shows nobody all of them at once', async () => {
    const answer = await fetch(
      `http://127.0.0.1:${String(sidecars[0]!.daprd.httpPort)}/v1.0/secrets/secretstore/bulk`,
    );
    expect(answer.status).toBe(500);
    const body = await answer.text();
    expect(Object.values(secrets.all).filter(value => body.includes(value))).toEqual([]);
  });

  test('has its keys and every token in a file of their owner alone', async () => {
    const { state } = place.settings;
    const files = [vaultKeysFile(state), ...apps.map(({ appID }) => tokenFile(state, appID))];
    expect(files.map(file => (statSync(file).mode & 0o777).toString(8))).toEqual(files.map(() => '600'));
    expect(new Set(apps.map(({ appID }) => readToken(state, appID))).size).toBe(apps.length);
  });

  test('gives new tokens at every start; those before are good for nothing', async () => {
    const { state } = place.settings;
    const before = readToken(state, 'auth') ?? '';
    await place.stop();
    const again = await place.start();
    expect(again.all).toEqual(secrets.all);
    const after = readToken(state, 'auth') ?? '';
    expect(after).not.toBe(before);
    const status = async (token: string) =>
      (await vaultApi(place.url, token)('GET', vaultPath('auth-database'))).status;
    expect({ before: await status(before), after: await status(after) }).toEqual({ before: 403, after: 200 });
  });

  test('takes its rules from components/configuration anew at every start', async () => {
    const keys = readVaultKeys(vaultKeysFile(place.settings.state));
    const api = await openVault(place.url, vaultKeysFile(place.settings.state));
    await asked(api, 'POST', `sys/policies/acl/${policyName('auth')}`, {
      policy: 'path "secret/*" { capabilities = ["read"] }',
    });
    const token = await issueToken(api, 'auth');
    const read = async () =>
      (await vaultApi(place.url, token)('GET', vaultPath('consent-receipt-key'))).status;
    expect({ keys: keys?.rootToken !== undefined, before: await read() }).toEqual({
      keys: true,
      before: 200,
    });
    await place.stop();
    await place.start();
    expect(await read()).toBe(403);
  });
});
