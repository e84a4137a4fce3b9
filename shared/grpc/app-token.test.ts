import { Metadata, type ServerInterceptingCallInterface } from '@grpc/grpc-js';
import { type Proof, requireAppToken } from './app-token.ts';

interface Sent {
  known?: string[];
  more?: Record<string, string>;
  /** Peers whose connection showed the token before. */
  trusted?: Set<string>;
  prove?: () => Promise<Proof>;
}

/** Sends one call through the interceptor and tells whether it came through. */
const heard = async (path: string, peer: string, tokens: string[], sent: Sent = {}) => {
  const { known = ['secret-1', 'secret-2'], more = {}, trusted = new Set(), prove = nothing } = sent;
  const connections = {
    trust: (seen: string) => void trusted.add(seen),
    trusts: (seen: string) => trusted.has(seen),
  };
  const outcome = Promise.withResolvers<'heard' | 'refused'>();
  const next = {
    getPeer: () => peer,
    sendStatus: () => outcome.resolve('refused'),
    start: (listener: { onReceiveMetadata: (metadata: Metadata) => void }) => {
      const metadata = new Metadata();
      for (const token of tokens) metadata.add('dapr-api-token', token);
      for (const [name, value] of Object.entries(more)) metadata.set(name, value);
      listener.onReceiveMetadata(metadata);
    },
  } as unknown as ServerInterceptingCallInterface;
  requireAppToken({ tokens: known, connections, prove })({ path } as never, next).start({
    onReceiveMetadata: () => outcome.resolve('heard'),
    onReceiveMessage: () => undefined,
    onReceiveHalfClose: () => undefined,
    onCancel: () => undefined,
  });
  return outcome.promise;
};

const bare: Proof = { callbacksCarryToken: false };
const nothing = () => Promise.resolve(bare);
const sidecar = '127.0.0.1:5';
const own = '/neighbourhood.consent.v1.ConsentService/GrantConsent';
const event = '/dapr.proto.runtime.v1.AppCallback/OnTopicEvent';
const job = '/dapr.proto.runtime.v1.AppCallbackAlpha/OnJobEventAlpha1';

const invoke = '/dapr.proto.runtime.v1.AppCallback/OnInvoke';
const harmless = [
  '/dapr.proto.runtime.v1.AppCallback/ListTopicSubscriptions',
  '/dapr.proto.runtime.v1.AppCallback/ListInputBindings',
  '/dapr.proto.runtime.v1.AppCallbackHealthCheck/HealthCheck',
];

test('a service is called with one of the tokens, from wherever', async () => {
  expect(await heard(own, '10.0.0.1:5', ['secret-1'])).toBe('heard');
  expect(await heard(own, sidecar, ['secret-2'])).toBe('heard');
});

test.each([
  [[]],
  [['']],
  [['secret']],
  [['secret-11']],
  [['wrong']],
  [['secret-1', 'wrong']],
  [['wrong', 'secret-1']],
])('a service is not called with the tokens %j, not even by its own sidecar', async tokens => {
  const trusted = new Set([sidecar]);
  expect(await heard(own, sidecar, tokens, { trusted })).toBe('refused');
  expect(await heard(invoke, sidecar, tokens, { trusted })).toBe('refused');
});

describe.each([event, job])('%s', path => {
  test('is heard on the connection that showed the token, and on no other', async () => {
    const trusted = new Set<string>();
    expect(await heard(own, sidecar, ['secret-1'], { trusted })).toBe('heard');
    expect(await heard(path, sidecar, [], { trusted })).toBe('heard');
    for (const peer of ['127.0.0.1:6', '10.0.0.1:5', 'unknown'])
      expect(await heard(path, peer, [], { trusted })).toBe('refused');
  });

  test('is no proof of itself: a refused call makes nobody trusted', async () => {
    const trusted = new Set<string>();
    await heard(own, sidecar, ['wrong'], { trusted });
    await heard(path, sidecar, ['wrong'], { trusted });
    expect(await heard(path, sidecar, [], { trusted })).toBe('refused');
  });

  test('waits for the proof where the connection showed no token yet', async () => {
    const trusted = new Set<string>();
    const prove = async () => {
      expect(await heard(invoke, sidecar, ['secret-1'], { trusted })).toBe('heard');
      return bare;
    };
    expect(await heard(path, sidecar, [], { trusted, prove })).toBe('heard');
    expect(await heard(path, '127.0.0.1:6', [], { trusted, prove })).toBe('refused');
  });

  test('is refused where the sidecar does not prove itself', async () => {
    const prove = () => Promise.reject(new Error('no sidecar'));
    expect(await heard(path, sidecar, [], { prove })).toBe('refused');
  });

  test('with a token was sent by somebody, where the sidecar shows none, and is refused', async () => {
    const trusted = new Set([sidecar]);
    expect(await heard(path, sidecar, ['secret-1'], { trusted })).toBe('refused');
    const prove = () => Promise.resolve({ callbacksCarryToken: true });
    expect(await heard(path, sidecar, ['secret-1'], { prove })).toBe('heard');
    const silent = () => Promise.reject(new Error('no sidecar'));
    expect(await heard(path, sidecar, ['secret-1'], { prove: silent })).toBe('refused');
  });

  test.each(['dapr-app-id', 'dapr-caller-app-id', 'dapr-callee-app-id'])(
    'with %s was sent by somebody, and is refused, token or not',
    async name => {
      const trusted = new Set([sidecar]);
      const more = { [name]: 'consent' };
      for (const tokens of [[], ['secret-1']])
        expect(await heard(path, sidecar, tokens, { trusted, more })).toBe('refused');
      expect(await heard(own, sidecar, ['secret-1'], { trusted, more })).toBe('heard');
    },
  );
});

test('several callbacks at once need one proof', async () => {
  const trusted = new Set<string>();
  let proofs = 0;
  const proven = Promise.withResolvers<Proof>();
  const connections = { trust: nothing, trusts: (peer: string) => trusted.has(peer) };
  const guard = requireAppToken({
    tokens: ['secret-1'],
    connections,
    prove: () => {
      proofs += 1;
      return proven.promise;
    },
  });
  const outcomes: string[] = [];
  for (const path of [event, job]) {
    const next = {
      getPeer: () => sidecar,
      sendStatus: () => outcomes.push('refused'),
      start: (listener: { onReceiveMetadata: (metadata: Metadata) => void }) =>
        listener.onReceiveMetadata(new Metadata()),
    } as unknown as ServerInterceptingCallInterface;
    guard({ path } as never, next).start({
      onReceiveMetadata: () => outcomes.push('heard'),
      onReceiveMessage: () => undefined,
      onReceiveHalfClose: () => undefined,
      onCancel: () => undefined,
    });
  }
  await Promise.resolve();
  trusted.add(sidecar);
  proven.resolve(bare);
  await new Promise(resolve => setImmediate(resolve));
  expect([proofs, outcomes]).toEqual([1, ['heard', 'heard']]);
});

test.each(harmless)('%s tells nothing, and is asked before there is a proof', async path => {
  const prove = () => Promise.reject(new Error('too early'));
  expect(await heard(path, '127.0.0.1:6', [], { prove })).toBe('heard');
  expect(await heard(path, '127.0.0.1:6', ['secret-1'], { more: { 'dapr-app-id': 'consent' } })).toBe(
    'refused',
  );
});

test('health probes need no token', async () => {
  expect(await heard('/grpc.health.v1.Health/Check', '10.0.0.1:1', [])).toBe('heard');
  expect(await heard('/grpc.health.v1.HealthX/Check', '10.0.0.1:1', [])).toBe('refused');
});
