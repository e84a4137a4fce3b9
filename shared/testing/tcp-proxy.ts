import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** TcpProxy stands between two processes, for tests that break what connects them. */
export interface TcpProxy {
  port: number;
  /** Ends all connections as a broken network does; new ones are taken. */
  cut(): void;
  /** Takes no connection any more, and ends all. */
  close(): Promise<void>;
  /** Takes connections again, at the same port. */
  open(): Promise<void>;
}

/** startTcpProxy passes everything on to a port of this machine; without a target it takes connections and is silent. */
export async function startTcpProxy(port: number, target?: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let server: Server | undefined;

  function keep(socket: Socket): Socket {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // Cut connections fail on both sides.
    socket.on('error', () => undefined);
    return socket;
  }
  function passOn(client: Socket): void {
    keep(client);
    if (target === undefined) return;
    const upstream = keep(connect(target, '127.0.0.1'));
    client.pipe(upstream).pipe(client);
    client.once('close', () => upstream.destroy());
    upstream.once('close', () => client.destroy());
  }
  function cut(): void {
    for (const socket of sockets) socket.resetAndDestroy();
  }
  async function open(): Promise<void> {
    server = createServer(passOn).listen(port, '127.0.0.1');
    await once(server, 'listening');
  }
  await open();
  return {
    port,
    cut,
    open,
    close: async () => {
      if (!server?.listening) return;
      const closed = once(server, 'close');
      server.close();
      cut();
      await closed;
    },
  };
}
