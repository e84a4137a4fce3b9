import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Metadata } from '@grpc/grpc-js';
import { loadOwn, serviceOf } from './protos.ts';
import { isRepeatable, refuseDoubtful, repeatsOf } from './repeats.ts';

const protos = new URL('../../proto/', import.meta.url);
const files = globSync('neighbourhood/**/*_service.proto', { cwd: protos });

const services = files.map(file => {
  const folder = path.dirname(file);
  const text = readFileSync(new URL(file, protos), 'utf8');
  const name = `${folder.replaceAll('/', '.')}.${/^service (\w+) \{/m.exec(text)![1]!}`;
  return { name, text };
});

describe.each(services)('$name', ({ name, text }) => {
  const definition = serviceOf(loadOwn(name), name);

  test('says of every method what a repeat does', () => {
    const silent = [...text.matchAll(/\brpc (\w+)\([^)]*\) returns \([^)]*\)(;| \{[^}]*\})/g)]
      .filter(([, , body]) => !body!.includes('option idempotency_level = '))
      .map(([, method]) => method);
    expect(silent).toEqual([]);
  });

  test('has exactly those methods sent again that its proto calls repeatable', () => {
    const declared = [
      ...text.matchAll(/\brpc (\w+)\([^{;]*\{\s*option idempotency_level = (?:NO_SIDE_EFFECTS|IDEMPOTENT);/g),
    ].map(([, method]) => method);
    const config = repeatsOf(name, definition, 4);
    expect(config.methodConfig.flatMap(each => each.name)).toEqual(
      declared.map(method => ({ service: name, method })),
    );
    expect(config.methodConfig.map(({ retryPolicy }) => retryPolicy)).toEqual([
      expect.objectContaining({ maxAttempts: 4, retryableStatusCodes: ['UNAVAILABLE', 'UNKNOWN'] }),
    ]);
  });

  test('has nothing sent again where one attempt is all', () => {
    expect(repeatsOf(name, definition, 1).methodConfig).toEqual([]);
  });
});

test('every service is looked at', () => {
  expect(services.length).toBeGreaterThanOrEqual(5);
});

test('what a method without a declaration does, nobody knows', () => {
  expect([{}, { options: { idempotency_level: 'IDEMPOTENCY_UNKNOWN' } }].map(isRepeatable)).toEqual([
    false,
    false,
  ]);
});

describe('a call that must not arrive twice', () => {
  const via = (headers: Record<string, string>) => () => refuseDoubtful(Metadata.fromHttp2Headers(headers));
  const caller = { 'dapr-caller-app-id': 'gateway' };

  test('is taken from a sidecar that was asked to send it once, and past sidecars', () => {
    expect(via({ ...caller, 'dapr-stream': 'true' })).not.toThrow();
    expect(via({ ...caller, 'dapr-stream': '1' })).not.toThrow();
    expect(via({})).not.toThrow();
  });

  test.each([{}, { 'dapr-stream': 'false' }, { 'dapr-stream': '' }])('is refused from others (%j)', more => {
    expect(via({ ...caller, ...more })).toThrow(expect.objectContaining({ code: 'CALL.MAY_REPEAT' }));
  });
});
