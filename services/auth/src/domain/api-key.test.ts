import { cleanKeyRequest, keyPermissions } from './api-key.ts';
import { machinePermissions, permissionsOf } from './permission.ts';

const now = new Date('2026-01-01T00:00:00Z');
const admin = permissionsOf('admin');

test('a key without scopes stays without when its creator may do all that it then may', () => {
  const key = cleanKeyRequest({ name: ' ci ', scopes: [] }, admin, now);
  expect(key).toMatchObject({ name: 'ci', scopes: [] });
  expect(keyPermissions(key)).toEqual(machinePermissions);
});

test('a key without scopes never gets more than its creator has', () => {
  const held = permissionsOf('developer');
  const { scopes } = cleanKeyRequest({ name: 'ci', scopes: [] }, held, now);
  expect(scopes).toContain('workflow:execute');
  expect(scopes.filter(scope => !held.includes(scope as never))).toEqual([]);
  expect(scopes).not.toContain('apikey:create');
});

test('nobody gives a key a scope that they lack', () => {
  expect(() =>
    cleanKeyRequest({ name: 'ci', scopes: ['workspace:delete'] }, permissionsOf('developer'), now),
  ).toThrow(expect.objectContaining({ code: 'AUTH.FORBIDDEN' }));
  expect(() => cleanKeyRequest({ name: 'ci', scopes: [] }, ['apikey:create'], now)).toThrow(
    expect.objectContaining({ code: 'AUTH.FORBIDDEN' }),
  );
});

test('every bad field is named', () => {
  const bad = { name: ' ', scopes: ['workflow:execute', 'nonsense'], rateLimitPerHour: -1, expiresAt: now };
  expect(() => cleanKeyRequest(bad, admin, now)).toThrow(
    expect.objectContaining({
      fields: ['name', 'scopes.1', 'rateLimitPerHour', 'expiresAt'].map((path): unknown =>
        expect.objectContaining({ path }),
      ),
    }),
  );
});
