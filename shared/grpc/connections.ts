import { type AddressInfo, createServer, type Server as Listener } from 'node:net';
import { type Server, ServerCredentials } from '@grpc/grpc-js';

/** Connections are those that an app took; each is named by its peer, `address:port`, as `getPeer` has it. */
export interface Connections {
  /** Takes connections for the server, and returns the port (0 chooses a free one). */
  listen(server: Server, port: number, host: string): Promise<number>;
  /** Takes no more; those that are open stay. */
  close(): void;
  /** Remembers, until that connection ends, that its peer is who it should be. */
  trust(peer: string): void;
  trusts(peer: string): boolean;
}

/**
 * createConnections takes connections in the place of a gRPC server, which tells nobody when one ends: another
 * process may then come from the same port.
 */
export function createConnections(): Connections {
  const open = new Set<string>();
  const trusted = new Set<string>();
  let listener: Listener | undefined;
  return {
    listen: (server, port, host) => {
      const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
      const accepting = createServer({ noDelay: true }, socket => {
        const peer = `${socket.remoteAddress}:${socket.remotePort}`;
        open.add(peer);
        socket.once('close', () => {
          open.delete(peer);
          trusted.delete(peer);
        });
        injector.injectConnection(socket);
      });
      listener = accepting;
      return new Promise((resolve, reject) => {
        accepting.once('error', reject);
        accepting.listen(port, host, () => {
          accepting.off('error', reject);
          resolve((accepting.address() as AddressInfo).port);
        });
      });
    },
    close: () => void listener?.close(),
    trust: peer => {
      if (open.has(peer)) trusted.add(peer);
    },
    trusts: peer => trusted.has(peer),
  };
}
