import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Server } from '@grpc/grpc-js';
import { eventually } from '../testing/eventually.ts';
import { createConnections } from './connections.ts';

const open = async (port: number, from?: number): Promise<{ socket: Socket; peer: string }> => {
  const socket = connect({ port, host: '127.0.0.1', ...(from === undefined ? {} : { localPort: from }) });
  await once(socket, 'data'); // The server's HTTP/2 settings: it took the connection.
  return { socket, peer: `127.0.0.1:${socket.localPort}` };
};

test('who is trusted is so until the connection ends, and whoever comes after from the same port is not', async () => {
  const server = new Server();
  const connections = createConnections();
  const port = await connections.listen(server, 0, '127.0.0.1');
  const { socket, peer } = await open(port);
  expect(connections.trusts(peer)).toBe(false);
  connections.trust(peer);
  expect(connections.trusts(peer)).toBe(true);
  const from = socket.localPort;
  socket.resetAndDestroy();
  await eventually(() => !connections.trusts(peer), { what: 'the end of trust' });

  const again = await eventually(() => open(port, from), { what: 'the same port once more' });
  expect(again.peer).toBe(peer);
  expect(connections.trusts(peer)).toBe(false);
  again.socket.destroy();
  connections.close();
  server.forceShutdown();
});

test('nobody is trusted whose connection ended before', async () => {
  const connections = createConnections();
  connections.trust('127.0.0.1:1');
  await Promise.resolve();
  expect(connections.trusts('127.0.0.1:1')).toBe(false);
});

test('a port in use is an error that says so', async () => {
  const [server, connections] = [new Server(), createConnections()];
  const port = await connections.listen(server, 0, '127.0.0.1');
  await expect(createConnections().listen(new Server(), port, '127.0.0.1')).rejects.toThrow('EADDRINUSE');
  connections.close();
  server.forceShutdown();
});
