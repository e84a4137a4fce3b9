import { newId } from '@neighbourhood/shared/ids/typed-id';
import type { ApiKey } from '../src/domain/api-key.ts';
import type { RefreshToken } from '../src/domain/refresh-token.ts';
import type { Store } from '../src/domain/repositories.ts';
import { openSession, type Session } from '../src/domain/session.ts';
import type { User } from '../src/domain/user.ts';
import type { Workspace } from '../src/domain/workspace.ts';
import { codeOf } from './test-auth.ts';

const start = new Date('2026-01-01T00:00:00.123Z');
const at = (seconds: number) => new Date(start.getTime() + seconds * 1000);

const newUser = (change: Partial<User> = {}): User => ({
  id: newId('usr'), email: `${newId('usr')}@Example.com`, passwordHash: 'h', firstName: 'Ada', lastName: '', company: '',
  avatarUrl: '', emailVerified: false, createdAt: start, updatedAt: start, ...change,
}); // prettier-ignore

const newWorkspace = (ownerId: string): Workspace => ({
  id: newId('wsp'), name: 'Acme', plan: 'free', ownerId, redirectUris: ['https://a.example/'], createdAt: start, updatedAt: start,
}); // prettier-ignore

const newKey = (workspaceId: string, change: Partial<ApiKey> = {}): ApiKey => ({
  id: newId('key'), workspaceId, createdBy: 'usr_1', name: 'ci', prefix: 'nh_live_x', hash: newId('key'),
  scopes: ['workflow:read'], rateLimitPerHour: 10, createdAt: start, ...change,
}); // prettier-ignore

const newToken = (sessionId: string, change: Partial<RefreshToken> = {}): RefreshToken => ({
  hash: newId('evt'), sessionId, createdAt: start, expiresAt: at(600), ...change,
}); // prettier-ignore

/** storeContract is what every Store must do. `open` may give the same, used store each time. */
export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`${name} keeps`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });

    const addUser = async (change: Partial<User> = {}) => {
      const user = newUser(change);
      await store.users.create(user);
      return user;
    };
    const addWorkspace = async () => {
      const owner = await addUser();
      const workspace = newWorkspace(owner.id);
      await store.workspaces.create(workspace);
      await store.members.put({ workspaceId: workspace.id, userId: owner.id, role: 'admin', addedAt: start });
      return { owner, workspace };
    };
    const addSession = async (userId?: string): Promise<{ session: Session; token: RefreshToken }> => {
      const user = userId ?? (await addUser()).id;
      const session = openSession(newId('ses'), user, { address: '::1', userAgent: 'x' }, start, 3_600_000);
      const token = newToken(session.id);
      await store.sessions.create(session, token);
      return { session, token };
    };

    test('users, found by id and by e-mail in any case, changed and deleted', async () => {
      const user = await addUser();
      expect(await store.users.findById(user.id)).toEqual(user);
      expect(await store.users.findByEmail(user.email.toUpperCase())).toEqual(user);
      const changed = { ...user, firstName: 'Grace', email: `new-${user.email}`, updatedAt: at(1) };
      await store.users.update(changed);
      expect(await store.users.findById(user.id)).toEqual(changed);
      expect(await store.users.findByEmail(user.email)).toBeUndefined();
      expect([await store.users.delete(user.id), await store.users.delete(user.id)]).toEqual([true, false]);
      expect(await store.users.findById(user.id)).toBeUndefined();
    });

    test('one user per e-mail, also when two come at once or one changes theirs', async () => {
      const user = await addUser();
      expect(await codeOf(store.users.create(newUser({ email: user.email.toLowerCase() })))).toBe(
        'AUTH.EMAIL_TAKEN',
      );
      const email = `${newId('usr')}@example.com`;
      const codes = await Promise.all(
        [email, email.toUpperCase()].map(each => codeOf(addUser({ email: each }))),
      );
      expect(codes.filter(code => code === 'AUTH.EMAIL_TAKEN')).toHaveLength(1);
      const other = await addUser();
      expect(await codeOf(store.users.update({ ...other, email: user.email }))).toBe('AUTH.EMAIL_TAKEN');
    });

    test('sessions with their tokens, until the user is deleted', async () => {
      const { session, token } = await addSession();
      expect(await store.sessions.findById(session.id)).toEqual(session);
      expect(await store.sessions.findToken(token.hash)).toEqual(token);
      expect(await store.transaction(({ sessions }) => sessions.lockByToken(token.hash))).toEqual({
        token,
        session,
      });
      expect(await store.transaction(({ sessions }) => sessions.lockByToken('unknown'))).toBeUndefined();
      await store.users.delete(session.userId);
      expect(await store.sessions.findById(session.id)).toBeUndefined();
    });

    test('the chain of refresh tokens', async () => {
      const { session, token } = await addSession();
      const successor = newToken(session.id, { createdAt: at(5) });
      const used = { ...token, usedAt: at(5), nonce: 'n', successorHash: successor.hash };
      await store.transaction(({ sessions }) => sessions.rotate(used, successor));
      expect(await store.sessions.findToken(token.hash)).toEqual(used);
      expect(await store.sessions.findToken(successor.hash)).toEqual(successor);
      expect((await store.sessions.findById(session.id))?.lastUsedAt).toEqual(at(5));
    });

    test('live sessions newest first, by page; an ended one ends once, for its own user only', async () => {
      const { session: first } = await addSession();
      const { session: second } = await addSession(first.userId);
      const list = async (page: { limit: number; after?: string }, now = at(1)) =>
        (await store.sessions.listLive(first.userId, now, page)).map(({ id }) => id);
      expect(await list({ limit: 9 })).toEqual([second.id, first.id]);
      expect(await list({ limit: 9, after: second.id })).toEqual([first.id]);
      expect(await list({ limit: 1 })).toEqual([second.id]);
      expect(await list({ limit: 9 }, at(3600))).toEqual([]);

      expect(await store.sessions.end(second.id, 'usr_other', 'logout', at(2))).toBe(false);
      expect(await store.sessions.end(second.id, first.userId, 'logout', at(2))).toBe(true);
      expect(await store.sessions.end(second.id, first.userId, 'request', at(3))).toBe(false);
      expect(await store.sessions.findById(second.id)).toEqual({
        ...second,
        endedAt: at(2),
        endReason: 'logout',
      });
      expect(await list({ limit: 9 })).toEqual([first.id]);
    });

    test('which ended sessions still have to be announced, and forgets the old', async () => {
      const { session } = await addSession();
      await store.sessions.end(session.id, session.userId, 'logout', at(100));
      const pending = async (since: Date) =>
        (await store.sessions.listUnannounced(since, 1000)).some(({ id }) => id === session.id);
      expect([await pending(at(99)), await pending(at(100))]).toEqual([true, false]);
      await store.sessions.markAnnounced(session.id);
      expect(await pending(at(99))).toBe(false);
      await store.sessions.purge(at(100));
      expect(await store.sessions.findById(session.id)).toBeDefined();
      expect(await store.sessions.purge(at(101))).toBeGreaterThan(0);
      expect(await store.sessions.findById(session.id)).toBeUndefined();
    });

    test('workspaces of their members, newest first, until they are deleted', async () => {
      const { owner, workspace } = await addWorkspace();
      const second = newWorkspace(owner.id);
      await store.workspaces.create(second);
      await store.members.put({ workspaceId: second.id, userId: owner.id, role: 'admin', addedAt: at(1) });
      await addWorkspace();
      expect(await store.workspaces.findById(workspace.id)).toEqual(workspace);
      const mine = await store.workspaces.listByMember(owner.id, { limit: 9 });
      expect(mine).toEqual([
        { workspace: second, role: 'admin', addedAt: at(1) },
        { workspace, role: 'admin', addedAt: start },
      ]);
      expect(await store.workspaces.listByMember(owner.id, { limit: 9, after: second.id })).toEqual([
        mine[1],
      ]);

      const changed = { ...workspace, name: 'New', redirectUris: [], updatedAt: at(2) };
      await store.workspaces.update(changed);
      expect(await store.transaction(({ workspaces }) => workspaces.lock(workspace.id))).toEqual(changed);
      expect([
        await store.workspaces.delete(workspace.id, at(3)),
        await store.workspaces.delete(workspace.id, at(3)),
      ]).toEqual([true, false]);
      expect(await store.workspaces.findById(workspace.id)).toBeUndefined();
      expect(await store.transaction(({ workspaces }) => workspaces.lock(workspace.id))).toBeUndefined();
      expect(await store.workspaces.listByMember(owner.id, { limit: 9 })).toHaveLength(1);
    });

    test('members in order of joining, each of one workspace', async () => {
      const { owner, workspace } = await addWorkspace();
      const { workspace: other } = await addWorkspace();
      const user = await addUser();
      const member = { workspaceId: workspace.id, userId: user.id, role: 'viewer' as const, addedAt: at(1) };
      await store.members.put(member);
      await store.members.put({ ...member, role: 'user' });
      expect(await store.members.find(workspace.id, user.id)).toEqual({ ...member, role: 'user' });
      expect(await store.members.find(other.id, user.id)).toBeUndefined();
      expect((await store.members.listAll(workspace.id)).map(({ userId }) => userId)).toEqual([
        owner.id,
        user.id,
      ]);
      const page = await store.members.list(workspace.id, {
        limit: 1,
        after: `${start.getTime()}.${owner.id}`,
      });
      expect(page).toEqual([
        { ...member, role: 'user', email: user.email, firstName: 'Ada', lastName: '', owner: false },
      ]);
      expect((await store.members.list(workspace.id, { limit: 9 })).map(each => each.owner)).toEqual([
        true,
        false,
      ]);
      expect(await store.members.remove(other.id, user.id)).toBe(false);
      expect(await store.members.remove(workspace.id, user.id)).toBe(true);
    });

    test('API keys by hash, each of one workspace, newest first', async () => {
      const { workspace } = await addWorkspace();
      const { workspace: other } = await addWorkspace();
      const key = newKey(workspace.id, { expiresAt: at(60) });
      const second = newKey(workspace.id);
      await store.apiKeys.create(key);
      await store.apiKeys.create(second);
      expect(await store.apiKeys.findByHash(key.hash)).toEqual(key);
      expect(await store.transaction(({ apiKeys }) => apiKeys.lock(other.id, key.id))).toBeUndefined();
      expect(await store.transaction(({ apiKeys }) => apiKeys.lock(workspace.id, key.id))).toEqual(key);
      expect(await store.apiKeys.list(workspace.id, { limit: 9 })).toEqual([second, key]);
      expect(await store.apiKeys.list(workspace.id, { limit: 9, after: second.id })).toEqual([key]);
      expect(await store.apiKeys.list(other.id, { limit: 9 })).toEqual([]);
      expect(
        await Promise.all([at(59), at(60)].map(now => store.apiKeys.countUsable(workspace.id, now))),
      ).toEqual([2, 1]);
      await store.apiKeys.touch(second.id, at(5));
      const found = await store.apiKeys.findByHash(second.hash);
      expect(found).toEqual({ ...second, lastUsedAt: at(5) });
      const revoked = { ...found!, revokedAt: at(6), replacedBy: key.id };
      await store.apiKeys.update(revoked);
      expect(await store.apiKeys.findByHash(second.hash)).toEqual(revoked);
      expect(await store.apiKeys.countUsable(workspace.id, at(60))).toBe(0);
    });

    test('tries to sign in, counted per window, locking at the maximum', async () => {
      const key = newId('evt');
      const rule = { windowMs: 10_000, maximum: 2, lockMs: 20_000 };
      expect(await store.attempts.find(key)).toBeUndefined();
      expect(await store.attempts.add(key, at(0), rule)).toMatchObject({ count: 1, windowEndsAt: at(10) });
      expect((await store.attempts.find(key))?.lockedUntil).toBeUndefined();
      expect(await store.attempts.add(key, at(1), rule)).toMatchObject({ count: 2, lockedUntil: at(21) });
      expect(await store.attempts.add(key, at(2), rule)).toMatchObject({ count: 3, lockedUntil: at(21) });
      expect(await store.attempts.add(key, at(21), rule)).toMatchObject({ count: 1, windowEndsAt: at(31) });
      expect((await store.attempts.find(key))?.lockedUntil).toBeUndefined();
      await store.attempts.clear(key);
      expect(await store.attempts.find(key)).toBeUndefined();
    });

    test('every try of many at once, and a count without a maximum never locks', async () => {
      const key = newId('evt');
      const tallies = await Promise.all(
        Array.from({ length: 20 }, () => store.attempts.add(key, at(0), { windowMs: 1000 })),
      );
      expect(tallies.map(({ count }) => count).toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: 20 }, (_, i) => i + 1),
      );
      expect((await store.attempts.find(key))?.lockedUntil).toBeUndefined();
    });

    test('tries for as long as they count or lock', async () => {
      const key = newId('evt');
      await store.attempts.add(key, at(0), { windowMs: 10_000, maximum: 1, lockMs: 20_000 });
      await store.attempts.purge(at(15));
      expect(await store.attempts.find(key)).toBeDefined();
      await store.attempts.purge(at(20));
      expect(await store.attempts.find(key)).toBeUndefined();
    });

    test('the audit log of each workspace, newest first', async () => {
      const workspaceId = newId('wsp');
      const entry = (id: string, of = workspaceId) => ({
        id, workspaceId: of, at: start, actorKind: 'user', actorId: 'usr_1', action: 'a.b', targetId: 'x',
        detail: { role: 'admin', list: [1] }, requestId: 'req_1',
      }); // prettier-ignore
      const [first, second] = [entry(newId('aud')), entry(newId('aud'))];
      await store.audit.add(first);
      await store.audit.add(second);
      await store.audit.add(entry(newId('aud'), newId('wsp')));
      expect(await store.audit.list(workspaceId, { limit: 9 })).toEqual([second, first]);
      expect(await store.audit.list(workspaceId, { limit: 9, after: second.id })).toEqual([first]);
    });

    test('all of a transaction or nothing', async () => {
      const [kept, lost] = [newUser(), newUser()];
      const failing = store.transaction(async ({ users }) => {
        await users.create(lost);
        throw new Error('changed my mind');
      });
      await expect(failing).rejects.toThrow('changed my mind');
      expect(await store.transaction(({ users }) => users.create(kept).then(() => 'done'))).toBe('done');
      expect([await store.users.findById(lost.id), (await store.users.findById(kept.id))?.id]).toEqual([
        undefined,
        kept.id,
      ]);
    });

    test('out of a locked session and a locked workspace whoever comes second', async () => {
      const { session, token } = await addSession();
      const { workspace } = await addWorkspace();
      const order: string[] = [];
      const first = Promise.withResolvers<undefined>();
      const holding = Promise.withResolvers<undefined>();
      const one = store.transaction(async ({ sessions, workspaces }) => {
        await sessions.lockByToken(token.hash);
        await workspaces.lock(workspace.id);
        holding.resolve(undefined);
        await first.promise;
        await sessions.rotate(
          { ...token, usedAt: at(1), nonce: 'n', successorHash: 's' },
          newToken(session.id),
        );
        order.push('first');
      });
      await holding.promise;
      const two = store.transaction(async ({ sessions }) => {
        const found = await sessions.lockByToken(token.hash);
        order.push('second');
        return found?.token.usedAt;
      });
      const three = store.transaction(({ workspaces }) =>
        workspaces.lock(workspace.id).then(() => order.push('third')),
      );
      first.resolve(undefined);
      const [, usedAt] = await Promise.all([one, two, three]);
      expect(usedAt).toEqual(at(1));
      expect(order[0]).toBe('first');
    });
  });
}
