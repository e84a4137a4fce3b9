import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/**
 * reservePorts keeps ports of 127.0.0.1 from being given to outgoing connections, without listening on
 * them, until the returned function is called: an app can still listen on its port meanwhile, and whoever
 * connects before it does is refused. Each port is the near end of a connection to ourselves, bound by
 * hand, which Linux does not give out again; elsewhere that would keep the app out, so nothing is done.
 */
export async function reservePorts(ports: readonly number[]): Promise<() => void> {
  if (process.platform !== 'linux') return () => undefined;
  const sockets: Socket[] = [];
  const server = createServer(socket => {
    socket.on('error', () => undefined);
    sockets.push(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const release = (): void => {
    // Reset, not closed: a closed connection would keep its port for another minute.
    for (const socket of sockets) socket.resetAndDestroy();
    server.close();
  };
  await Promise.all(
    ports.map(async localPort => {
      const socket = connect({ port, host: '127.0.0.1', localAddress: '127.0.0.1', localPort });
      sockets.push(socket);
      await once(socket, 'connect');
      socket.on('error', () => undefined);
    }),
  ).catch((error: unknown) => {
    release();
    throw error;
  });
  return release;
}
