import { createServer } from 'node:net';
import { answers, freePort, isFree } from './ports.ts';
import { reservePorts } from './reserve.ts';

describe('a reserved port', () => {
  test('can be listened on by its owner, refuses connections until then, and is free afterwards', async () => {
    const port = await freePort();
    const release = await reservePorts([port]);
    expect(await answers(port)).toBe(false);

    const owner = createServer();
    await new Promise<void>((resolve, reject) =>
      owner.once('error', reject).listen(port, '127.0.0.1', resolve),
    );
    expect(await answers(port)).toBe(true);

    release();
    await new Promise(resolve => owner.close(resolve));
    expect(await isFree(port)).toBe(true);
  });
});
