import { Metadata, type ServerInterceptingCallInterface } from '@grpc/grpc-js';
import { requireAppToken } from './app-token.ts';

/** Sends one call through the interceptor and tells whether it came through. */
const heard = (
  path: string,
  peer: string,
  tokens: string[],
  { known = ['secret-1', 'secret-2'], more = {} }: { known?: string[]; more?: Record<string, string> } = {},
) => {
  let outcome = '';
  const next = {
    getPeer: () => peer,
    sendStatus: () => (outcome = 'refused'),
    start: (listener: { onReceiveMetadata: (metadata: Metadata) => void }) => {
      const metadata = new Metadata();
      for (const token of tokens) metadata.add('dapr-api-token', token);
      for (const [name, value] of Object.entries(more)) metadata.set(name, value);
      listener.onReceiveMetadata(metadata);
    },
  } as unknown as ServerInterceptingCallInterface;
  const call = requireAppToken(known)({ path } as never, next);
  call.start({
    onReceiveMetadata: () => (outcome = 'heard'),
    onReceiveMessage: () => undefined,
    onReceiveHalfClose: () => undefined,
    onCancel: () => undefined,
  });
  return outcome;
};

const own = '/neighbourhood.consent.v1.ConsentService/GrantConsent';
const event = '/dapr.proto.runtime.v1.AppCallback/OnTopicEvent';
const job = '/dapr.proto.runtime.v1.AppCallbackAlpha/OnJobEventAlpha1';

test('a service is called with one of the tokens, from wherever', () => {
  expect(heard(own, '10.0.0.1:5', ['secret-1'])).toBe('heard');
  expect(heard(own, '127.0.0.1:5', ['secret-2'])).toBe('heard');
});

test.each([
  [[]],
  [['']],
  [['secret']],
  [['secret-11']],
  [['wrong']],
  [['secret-1', 'wrong']],
  [['wrong', 'secret-1']],
])('a service is not called with the tokens %j, not even from loopback', tokens => {
  expect(heard(own, '127.0.0.1:5', tokens)).toBe('refused');
});

test.each([event, job])("the sidecar's %s needs no token from loopback", path => {
  for (const peer of ['127.0.0.1:40000', '::1:40000', '[::1]:40000', '::ffff:127.0.0.1:40000']) {
    expect(heard(path, peer, [])).toBe('heard');
  }
});

test.each([event, job])('%s from another machine needs the token', path => {
  for (const peer of [
    '10.0.0.1:40000',
    '::ffff:10.0.0.1:40000',
    'unknown',
    '127.0.0.6:40000',
    '127.0.0.1.evil.example:1',
  ]) {
    expect(heard(path, peer, [])).toBe('refused');
    expect(heard(path, peer, ['secret-1'])).toBe('heard');
  }
});

test.each([event, job])('%s that another app sends through the sidecars is refused, token or not', path => {
  for (const name of ['dapr-caller-app-id', 'dapr-callee-app-id']) {
    for (const tokens of [[], ['secret-1']])
      expect(heard(path, '127.0.0.1:5', tokens, { more: { [name]: 'gateway' } })).toBe('refused');
    expect(heard(own, '127.0.0.1:5', ['secret-1'], { more: { [name]: 'gateway' } })).toBe('heard');
  }
});

test('health probes need no token', () => {
  expect(heard('/grpc.health.v1.Health/Check', '10.0.0.1:1', [])).toBe('heard');
  expect(heard('/grpc.health.v1.HealthX/Check', '10.0.0.1:1', [])).toBe('refused');
});
