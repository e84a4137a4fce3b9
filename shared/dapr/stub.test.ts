import { Channel, credentials } from '@grpc/grpc-js';
import { freePort } from '../testing/free-port.ts';
import { createDaprStub } from './stub.ts';

test('a stream to a sidecar that is gone ends once', async () => {
  const channel = new Channel(`127.0.0.1:${await freePort()}`, credentials.createInsecure(), {});
  const stream = createDaprStub(channel, {}).stream('SubscribeConfiguration', {
    storeName: 's',
    keys: ['k'],
  });
  let ends = 0;
  stream.onData(() => undefined);
  await new Promise<void>(resolve => {
    stream.onEnd(error => {
      ends += 1;
      expect(error).toBeDefined();
      resolve();
    });
  });
  // Whatever else the stream has to say of its end, it says before the next turns of the event loop.
  for (let turn = 0; turn < 20; turn += 1) await new Promise(resolve => setImmediate(resolve));
  expect(ends).toBe(1);
  channel.close();
});
