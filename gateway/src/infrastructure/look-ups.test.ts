import { createMemoryState } from '@neighbourhood/shared/testing/memory-state';
import { createApiKeys, createMembers } from './auth-lookups.ts';
import { createIdentitySigning } from './caller-identity.ts';
import { createSharedRevocations } from './shared-revocations.ts';

const caller = { requestId: 'r', address: '192.0.2.1' };
const sign = async (identity: object) => JSON.stringify(identity);

describe('what the gateway asks auth', () => {
  it('is asked once for an API key within a few seconds, as nobody', async () => {
    const tokens: string[] = [];
    const AuthenticateApiKey = async (_request: unknown, call: { token: string }) => {
      tokens.push(call.token);
      return {
        keyId: 'key_1',
        workspaceId: 'wsp_1',
        permissions: ['consent:read'],
        rateLimitPerHour: 5,
        expiresAt: { seconds: 1, nanos: 0 },
      };
    };
    const keys = createApiKeys({ AuthenticateApiKey }, sign);
    const [one, two] = [await keys.resolve('nh_1', caller), await keys.resolve('nh_1', caller)];
    expect(one).toEqual({
      keyId: 'key_1',
      workspaceId: 'wsp_1',
      permissions: ['consent:read'],
      rateLimitPerHour: 5,
      expiresAt: new Date(1000),
    });
    expect(two).toBe(one);
    expect(tokens).toEqual([
      JSON.stringify({ kind: 'anonymous', subject: '', permissions: [], address: '192.0.2.1' }),
    ]);
  });

  it('is asked again about a member after their role changed here', async () => {
    let role = 'ROLE_ADMIN';
    const members = createMembers(
      { GetWorkspaceAccess: async () => ({ role, permissions: [] }) } as never,
      sign,
    );
    expect((await members.resolve('usr_1', 'wsp_1', caller)).role).toBe('admin');
    role = 'ROLE_VIEWER';
    expect((await members.resolve('usr_1', 'wsp_1', caller)).role).toBe('admin');
    members.forget('usr_1', 'wsp_1');
    expect((await members.resolve('usr_1', 'wsp_1', caller)).role).toBe('viewer');
  });
});

describe('revocations', () => {
  it('of sessions and keys are read from the shared state', async () => {
    const store = createMemoryState();
    await store.set('revoked-session:ses_1', {}, { ttlSeconds: 60 });
    await store.set('revoked-key:key_1', {}, { ttlSeconds: 60 });
    const revocations = createSharedRevocations(store);
    const ids = ['ses_1', 'key_1', 'ses_2', 'key_2', 'usr_1'];
    expect(await Promise.all(ids.map(id => revocations.isRevoked(id)))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('made here count at once', async () => {
    const revocations = createSharedRevocations(createMemoryState());
    expect(await revocations.isRevoked('ses_1')).toBe(false);
    revocations.note('ses_1');
    expect(await revocations.isRevoked('ses_1')).toBe(true);
  });

  it('made elsewhere count once the short trust is over', async () => {
    const store = createMemoryState();
    const revocations = createSharedRevocations(store, { trustMs: 0 });
    expect(await revocations.isRevoked('ses_1')).toBe(false);
    await store.set('revoked-session:ses_1', {}, { ttlSeconds: 60 });
    expect(await revocations.isRevoked('ses_1')).toBe(true);
  });

  it('that cannot be looked up let nobody in', async () => {
    const store = createMemoryState();
    store.down = true;
    const error = expect.objectContaining({ code: 'AUTH.UNAVAILABLE', httpStatus: 503 });
    await expect(createSharedRevocations(store).isRevoked('ses_1')).rejects.toEqual(error);
  });
});

describe('identities', () => {
  it('are signed once for a while, each for itself', async () => {
    let signatures = 0;
    const signing = createIdentitySigning({ sign: async identity => `${identity.subject}.${++signatures}` });
    const user = (subject: string) => signing({ kind: 'user', subject, permissions: [] });
    expect([await user('usr_1'), await user('usr_1'), await user('usr_2')]).toEqual([
      'usr_1.1',
      'usr_1.1',
      'usr_2.2',
    ]);
  });
});
