import { fakeCall } from '../testing/fake-call.ts';
import { requirePermission, requireUser, requireWorkspace } from './call.ts';

test('a call inside a workspace tells which', () => {
  expect(requireWorkspace(fakeCall({ workspaceId: 'wsp_1' }))).toBe('wsp_1');
});

test.each([undefined, ''])('a call without a workspace (%p) is refused', workspaceId => {
  expect(() => requireWorkspace(fakeCall({ workspaceId }))).toThrow(
    expect.objectContaining({ kind: 'permissionDenied', code: 'AUTH.WORKSPACE_REQUIRED' }),
  );
});

test('a permission is needed exactly as named', () => {
  const call = fakeCall({ permissions: ['workflow:read'] });
  requirePermission(call, 'workflow:read');
  for (const other of ['workflow:write', 'workflow', 'workflow:*']) {
    expect(() => requirePermission(call, other)).toThrow(
      expect.objectContaining({
        kind: 'permissionDenied',
        code: 'AUTH.FORBIDDEN',
        metadata: { permission: other },
      }),
    );
  }
});

test('an API key is no user', () => {
  expect(requireUser(fakeCall({ kind: 'user', subject: 'usr_1' }))).toBe('usr_1');
  for (const identity of [
    { kind: 'apiKey', subject: 'key_1' } as const,
    { kind: 'user', subject: '' } as const,
  ]) {
    expect(() => requireUser(fakeCall(identity))).toThrow(
      expect.objectContaining({ code: 'AUTH.USER_REQUIRED' }),
    );
  }
});
