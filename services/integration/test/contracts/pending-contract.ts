import { randomBytes } from 'node:crypto';
import type { PendingAuthorization, PendingAuthorizations } from '../../src/usecase/ports.ts';

/** pendingContract is what every adapter of the port PendingAuthorizations must do. */
export function pendingContract(subject: () => PendingAuthorizations): void {
  const newState = () => randomBytes(32).toString('base64url');
  const pending: PendingAuthorization = {
    workspaceId: 'wsp_1',
    provider: 'sandbox',
    endUserId: 'ann',
    scopes: ['openid'],
    redirectUri: '',
    codeVerifier: 'verifier',
    params: {},
  };

  test('finds what was added, until it expires', async () => {
    const state = newState();
    await subject().add(state, pending, 600);
    const found = await subject().find(state);
    expect(found).toMatchObject({ pending });
    const left = found!.expiresAt.getTime() - Date.now();
    expect(left).toBeGreaterThan(590_000);
    expect(left).toBeLessThanOrEqual(601_000);
    expect(await subject().find(newState())).toBeUndefined();
    expect(await subject().find('')).toBeUndefined();
  });

  test('is bound by one of many, without a longer life', async () => {
    const state = newState();
    await subject().add(state, pending, 600);
    const found = (await subject().find(state))!;
    const bound = { ...pending, bindingHash: 'hash' };
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => subject().bind(state, bound, found)));
    expect(outcomes.filter(won => won)).toHaveLength(1);
    const after = (await subject().find(state))!;
    expect(after.pending).toEqual(bound);
    expect(after.expiresAt.getTime() - found.expiresAt.getTime()).toBeLessThanOrEqual(1_000);
  });

  test('is taken by one of many, and by nobody who saw an older state of it', async () => {
    const state = newState();
    await subject().add(state, pending, 600);
    const before = (await subject().find(state))!;
    await subject().bind(state, { ...pending, bindingHash: 'hash' }, before);
    expect(await subject().take(state, before.etag)).toBe(false);

    const { etag } = (await subject().find(state))!;
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => subject().take(state, etag)));
    expect(outcomes.filter(won => won)).toHaveLength(1);
    expect(await subject().find(state)).toBeUndefined();
  });
}
