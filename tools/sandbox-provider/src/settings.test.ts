import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from './settings.ts';

const client = { SANDBOX_CLIENT_ID: 'id', SANDBOX_CLIENT_SECRET: 'secret' };

function secretsFile(content: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'sandbox-')), 'secrets.json');
  writeFileSync(file, content);
  return file;
}

test('reads the client from the environment and has defaults for the rest', () => {
  expect(readSettings({ NH_PROFILE: 'local', ...client })).toEqual({
    host: '127.0.0.1',
    port: 8090,
    clientId: 'id',
    clientSecret: 'secret',
    redirectUris: ['http://127.0.0.1:8080/api/v1/connections/callback'],
    accessTokenTtl: 60,
    interactive: false,
  });
});

test.each([
  ['an object', { 'provider-sandbox': { clientId: 'a', clientSecret: 'b' } }],
  ['a string of JSON', { 'provider-sandbox': '{"clientId":"a","clientSecret":"b"}' }],
])('reads the client from the secrets file, written as %s', (_name, secrets) => {
  const file = secretsFile(JSON.stringify(secrets));
  expect(readSettings({ NH_PROFILE: 'local', SANDBOX_SECRETS_FILE: file })).toMatchObject({
    clientId: 'a',
    clientSecret: 'b',
  });
});

test.each(['production', 'staging', undefined])('refuses to start in the profile %s', profile => {
  expect(() => readSettings({ NH_PROFILE: profile, ...client })).toThrow('only with NH_PROFILE=local');
});

test('listens where it is told, and knows what browsers call it', () => {
  const env = { SANDBOX_HOST: '0.0.0.0', SANDBOX_PUBLIC_URL: 'http://sandbox.example:8090' };
  expect(readSettings({ NH_PROFILE: 'local', ...client, ...env })).toMatchObject({
    host: '0.0.0.0',
    publicUrl: 'http://sandbox.example:8090',
  });
  expect(() => readSettings({ ...client, SANDBOX_PUBLIC_URL: 'sandbox:8090' })).toThrow('SANDBOX_PUBLIC_URL');
});

test('says what is missing when it has no client', () => {
  expect(() => readSettings({ NH_PROFILE: 'local' })).toThrow('SANDBOX_SECRETS_FILE');
  const file = secretsFile('{}');
  expect(() => readSettings({ NH_PROFILE: 'local', SANDBOX_SECRETS_FILE: file })).toThrow(file);
});

test('names a setting that is wrong', () => {
  const env = { NH_PROFILE: 'local', ...client, SANDBOX_ACCESS_TOKEN_TTL: 'soon' };
  expect(() => readSettings(env)).toThrow('SANDBOX_ACCESS_TOKEN_TTL');
});
