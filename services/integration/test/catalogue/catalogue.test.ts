import { generateKeyPairSync } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Sandbox } from '@neighbourhood/sandbox-provider/sandbox';
import type { Call } from '@neighbourhood/shared/call/call';
import { fakeCall } from '@neighbourhood/shared/testing/fake-call';
import type { Connection } from '../../src/domain/connection.ts';
import type { ProviderAuth } from '../../src/domain/provider-auth.ts';
import { isWholeQuery } from '../../src/domain/pagination.ts';
import type { Action } from '../../src/domain/provider.ts';
import { fill } from '../../src/domain/template.ts';
import { checkSchema } from '../../src/infrastructure/ajv-check-schema.ts';
import { createCatalogue } from '../../src/infrastructure/yaml-catalogue.ts';
import { act, callIn, createTestApp, newWorkspace } from '../harness.ts';
import { type Asked, type MockProvider, startMockProvider } from './mock-provider.ts';
import { asksFor, firstPage, lastPage } from './pages.ts';
import { entryIds, readEntry } from './read-entry.ts';
import { problemsOf } from './requests.ts';
import { setAt } from './set-at.ts';
import { client } from './tokens.ts';

// Every provider of the catalogue against a server that its entry and its examples make.

const read = await Promise.all(
  (await entryIds()).map(async id =>
    readEntry(id).then(
      entry => [{ id, ...entry }],
      (error: unknown) => [{ id, error }],
    ),
  ),
);
const entries = read.flat().filter(entry => 'provider' in entry);

test('every entry can be read, and has examples', () => {
  expect(read.flat().filter(entry => 'error' in entry)).toEqual([]);
});

/** End users of providers with key pairs paste one; the example's stands for it. */
const keys = {
  RS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  EdDSA: () => generateKeyPairSync('ed25519'),
};

describe.each(entries)('$id', ({ id, provider: entry, examples }) => {
  let mock: MockProvider;
  let made: Awaited<ReturnType<typeof createTestApp>>;
  let call: Call;
  let connection: Connection;

  beforeAll(async () => {
    const { auth } = entry;
    if (auth.type === 'keyPair')
      examples.connect.credentials['privateKey'] = keys[auth.algorithm]()
        .privateKey.export({ type: 'pkcs8', format: 'pem' })
        .toString();
    const read = async (url: string) => (await readEntry(id, url)).provider;
    const proves =
      entry.auth.type === 'keyPair' && !entry.auth.exchange
        ? signed
        : entry.adapter === 'aws'
          ? signedByAws
          : undefined;
    mock = await startMockProvider({ read, examples, proves });
    made = await createTestApp({ url: mock.url } as Sandbox, {
      catalogue: createCatalogue([mock.provider]),
      clients: { find: async () => client },
    });
    call = callIn(newWorkspace());
    connection = await connect();
  });
  afterAll(async () => {
    await mock.stop();
    await made.close();
  });
  afterEach(() => {
    mock.onCall = undefined;
  });

  const signed = ({ headers }: Asked) => /^Bearer [\w-]+\.[\w-]+\.[\w-]+$/.test(headers.authorization ?? '');
  const signedByAws = ({ headers }: Asked) =>
    (headers.authorization ?? '').startsWith(
      `AWS4-HMAC-SHA256 Credential=${examples.connect.credentials['accessKeyId']}/`,
    );

  async function connect(): Promise<Connection> {
    const { params, credentials } = examples.connect;
    const request = { provider: id, endUserId: 'ann', params };
    if (entry.auth.type !== 'oauth2') return made.app.createConnection({ ...request, credentials }, call);
    const { url, state } = await made.app.getAuthUrl(
      { ...request, scopes: entry.scopes.map(scope => scope.id), redirectUri: '' },
      call,
    );
    const { authorizationUrl, browserBinding } = await made.app.startConnection({
      token: url.split('/').at(-1) ?? '',
    });
    const answer = await fetch(authorizationUrl, { redirect: 'manual' });
    const back = new URL(answer.headers.get('location') ?? 'about:blank').searchParams;
    const { code, state: returned, iss = '', ...callback } = Object.fromEntries(back);
    expect(returned).toBe(state);
    const finished = await made.app.exchangeCode(
      {
        code: code ?? '',
        state,
        browserBinding,
        error: '',
        errorDescription: '',
        issuer: iss,
        callback,
      },
      fakeCall({ kind: 'anonymous', workspaceId: undefined }),
    );
    return finished.connection;
  }

  test('connects, finds whose account it is, and where', () => {
    expect(connection).toMatchObject({
      provider: id,
      status: 'active',
      params: { ...examples.connect.params, ...examples.expect.params },
    });
    expect(connection.account.id).not.toBe('');
    if (examples.expect.account) expect(connection.account).toMatchObject(examples.expect.account);
  });

  test('is probed without credentials', async () => {
    const { lastCheckedAt } = await made.app.getProviderStatus({ provider: id }, call);
    expect(lastCheckedAt).toBeDefined();
  });

  const acting = entry.actions.filter(action => action.file === undefined);
  const exampleOf = (action: Action) => {
    const example = examples.actions[action.id];
    if (!example) throw new Error(`${id} has no example of ${action.id}`);
    return example;
  };

  const problemsWith = (action: Action, asked: Asked, turn?: ReturnType<typeof asksFor>) =>
    problemsOf(
      asked,
      { provider: mock.provider, action, example: exampleOf(action), params: connection.params },
      turn,
    );

  test.each(acting)('does $id', async action => {
    const example = exampleOf(action);
    const problems: string[] = [];
    mock.onCall = asked => {
      problems.push(...problemsWith(action, asked));
      const body = action.pagination ? lastPage(action.pagination, example.answer) : example.answer;
      return { status: example.status ?? 200, headers: example.answerHeaders, body };
    };
    const { output } = await made.app.executeAction(act(connection.id, action.id, example.input), call);
    expect(problems).toEqual([]);
    expect(checkSchema(action.output, structuredClone(output))).toEqual([]);
    expect(output).not.toHaveProperty('nextCursor');
    if (!action.pagination) expect(output).toEqual(example.gives);
  });

  const lists = acting.filter(action => action.pagination !== undefined);
  if (lists.length > 0)
    test.each(lists)('gives the pages of $id', async action => {
      const example = exampleOf(action);
      const rule = action.pagination!;
      const size =
        'size' in rule
          ? Number(fill(rule.size ?? '', { input: withDefaults(action, example.input) })) || 1
          : 1;
      const problems: string[] = [];
      const held = new URLSearchParams(
        Object.fromEntries(Object.keys(entry.query).map(name => [name, 'leaked'])),
      );
      const first = firstPage(rule, example.answer, {
        url: `${mock.url}/elsewhere?${held.toString()}`,
        size,
      });
      mock.onCall = asked => {
        problems.push(...problemsWith(action, asked));
        return { headers: first.headers, body: first.body };
      };
      const one = await made.app.executeAction(act(connection.id, action.id, example.input), call);
      const { nextCursor, ...items } = one.output as { nextCursor: string };
      expect(nextCursor).toEqual(expect.any(String));
      if (rule.type === 'cursor' || rule.type === 'link' || rule.type === 'url')
        expect(items).toEqual(example.gives);
      mock.onCall = asked => {
        problems.push(...problemsWith(action, asked, asksFor(rule, first, size)));
        return { body: lastPage(rule, example.answer) };
      };
      const two = await made.app.executeAction(
        act(connection.id, action.id, { ...example.input, cursor: nextCursor }),
        call,
      );
      expect(problems).toEqual([]);
      expect(two.output).not.toHaveProperty('nextCursor');
      if (!isWholeQuery(rule)) return;
      // Nobody but us makes queries of this sort.
      mock.onCall = () => ({ status: 500, body: {} });
      for (const cursor of ['after=2&n=3', `${nextCursor}&after=3`, nextCursor.slice(1)])
        await expect(
          made.app.executeAction(act(connection.id, action.id, { ...example.input, cursor }), call),
        ).rejects.toMatchObject({ code: 'ACTION.INVALID_INPUT', fields: [{ path: 'input.cursor' }] });
    });

  const bytes = Buffer.from([0x25, 0x50, 0x44, 0x46, 0, 255, 13, 10, 0xc3, 0xa4]);

  const transfer = async (action: Action, body?: Buffer) => {
    const request = { connectionId: connection.id, action: action.id, version: '', purpose: '' };
    const { input } = exampleOf(action);
    const file = body && { chunks: Readable.from([body]), length: body.length };
    const given = await made.app.transferFile(
      { ...request, input, body: file, contentType: body ? 'application/pdf' : '' },
      call,
    );
    return buffer(given.body);
  };

  const uploads = entry.actions.filter(action => action.file === 'upload');
  if (uploads.length > 0)
    test.each(uploads)('takes a file: $id', async action => {
      const problems: string[] = [];
      mock.onCall = asked => {
        problems.push(...problemsWith(action, asked));
        if (!asked.raw.equals(bytes)) problems.push('the file is another');
        return answerOf(action, exampleOf(action));
      };
      const answer = JSON.parse((await transfer(action, bytes)).toString()) as { output: unknown };
      expect(problems).toEqual([]);
      expect(checkSchema(action.output, structuredClone(answer.output))).toEqual([]);
      expect(answer.output).toEqual(exampleOf(action).gives);
    });

  const downloads = entry.actions.filter(action => action.file === 'download');
  if (downloads.length > 0)
    test.each(downloads)('gives a file: $id', async action => {
      const problems: string[] = [];
      mock.onCall = asked => {
        problems.push(...problemsWith(action, asked));
        return { headers: { 'content-type': 'application/pdf' }, body: bytes };
      };
      expect(await transfer(action)).toEqual(bytes);
      expect(problems).toEqual([]);
    });

  const telling = acting.filter(action => action.errors?.success !== undefined);
  if (telling.length > 0)
    test.each(telling)('says why $id was refused', async action => {
      const example = exampleOf(action);
      const { success, message = '' } = action.errors!;
      const wrong = success!.equals === undefined ? {} : 'no';
      const body = setAt(setAt(example.answer, success!.path, wrong), message, 'It is taken.');
      mock.onCall = () => ({ status: example.status ?? 200, body });
      await expect(
        made.app.executeAction(act(connection.id, action.id, example.input), call),
      ).rejects.toMatchObject({
        code: 'PROVIDER.ERROR',
        message: expect.stringContaining('It is taken.') as string,
      });
    });

  const [one] = acting;
  if (one) {
    const acts = () => made.app.executeAction(act(connection.id, one.id, exampleOf(one).input), call);
    const later = (seconds: number) =>
      ({
        seconds: String(seconds),
        milliseconds: String(seconds * 1_000),
        epochSeconds: String(Math.floor(Date.now() / 1_000) + seconds),
      })[entry.retry.unit];
    const limited = (seconds: number) => ({
      status: 429,
      headers: { [entry.retry.header]: later(seconds) },
      body: {},
    });

    test('waits when it is told to, and tries again', async () => {
      let asked = 0;
      mock.onCall = () => {
        asked += 1;
        return asked === 1 ? limited(0) : answerOf(one, exampleOf(one));
      };
      expect((await acts()).attempts).toBe(2);
    });

    if (renews(entry.auth))
      test('gets a new token when the old one has ended', async () => {
        const before = mock.tokens.given;
        mock.onCall = () => answerOf(one, exampleOf(one));
        mock.expire();
        await acts();
        expect(mock.tokens.given).toBe(before + 1);
      });
    else if (entry.auth.type !== 'keyPair')
      test('says that a key no longer counts, and takes it again when it does', async () => {
        mock.onCall = () => answerOf(one, exampleOf(one));
        mock.expire();
        await expect(acts()).rejects.toMatchObject({ code: 'CONNECTION.NEEDS_REAUTH' });
        mock.onCall = undefined;
        mock.tokens.access = '';
        expect(await connect()).toMatchObject({ id: connection.id, status: 'active' });
      });

    if (entry.auth.type === 'oauth2' && entry.auth.revocation)
      test('gives its token back', async () => {
        const request = { connectionId: connection.id };
        expect(await made.app.revokeIntegration(request, call)).toEqual({ revokedAtProvider: true });
        expect(mock.revoked).toBe(1);
        expect(await connect()).toMatchObject({ id: connection.id, status: 'active' });
      });

    test('says when to come back where that is too long to wait', async () => {
      mock.onCall = () => limited(3_600);
      await expect(acts()).rejects.toMatchObject({
        code: 'PROVIDER.RATE_LIMITED',
        retryAfterSeconds: expect.closeTo(3_600, -1) as number,
      });
    });
  }
});

function renews(auth: ProviderAuth): boolean {
  if (auth.type === 'keyPair') return auth.exchange !== undefined;
  return auth.type === 'oauth2' || auth.type === 'clientCredentials';
}

function answerOf(
  action: Action,
  {
    status = 200,
    answer,
    answerHeaders,
  }: { status?: number | undefined; answer?: unknown; answerHeaders: Record<string, string> },
) {
  return {
    status,
    headers: answerHeaders,
    body: action.pagination ? lastPage(action.pagination, answer) : answer,
  };
}

function withDefaults(action: Action, input: object): object {
  const copy = structuredClone(input);
  checkSchema(action.input, copy);
  return copy;
}
