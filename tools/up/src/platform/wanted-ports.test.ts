import { type AddressInfo, createServer, type Server } from 'node:net';
import { freePort } from '../process/ports.ts';
import { assertFree } from './wanted-ports.ts';

describe('assertFree', () => {
  let server: Server | undefined;

  afterEach(() => server?.close());

  const occupied = async (): Promise<number> => {
    const listening = createServer();
    server = listening;
    await new Promise<void>(resolve => listening.listen(0, '127.0.0.1', resolve));
    return (listening.address() as AddressInfo).port;
  };

  test('passes where nobody listens', async () => {
    await expect(assertFree([{ port: await freePort(), by: 'auth' }])).resolves.toBeUndefined();
  });

  test('names the port, who wants it and who holds it', async () => {
    const port = await occupied();
    await expect(assertFree([{ port, by: 'auth' }])).rejects.toThrow(
      new RegExp(`^auth wants port ${port}, which .*pid ${process.pid} holds$`),
    );
  });

  test('names every port that is held, not only the first', async () => {
    const port = await occupied();
    const first = server;
    const other = await occupied();
    const wanted = [
      { port, by: 'auth' },
      { port: other, by: 'consent' },
    ];
    await expect(assertFree(wanted)).rejects.toThrow(/auth wants[^]*consent wants/);
    first?.close();
  });

  test('finds two that want the same port', async () => {
    const wanted = [
      { port: 1, by: 'auth' },
      { port: 1, by: 'consent' },
    ];
    await expect(assertFree(wanted)).rejects.toThrow('consent and auth both want port 1');
  });
});
