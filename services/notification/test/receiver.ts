import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** Received is one POST that arrived. */
export interface Received {
  path: string;
  id: string;
  body: string;
  headers: Record<string, string>;
}

/** startReceiver is a customer's endpoint on loopback; `answer` says how it answers. */
export async function startReceiver() {
  const received: Received[] = [];
  let answer: (post: Received, response: ServerResponse) => void = (_, response) =>
    void response.writeHead(204).end();

  async function read(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat((await request.toArray()) as Buffer[]).toString();
    const headers = request.headers as Record<string, string>;
    const post = { path: request.url ?? '', id: headers['webhook-id'] ?? '', body, headers };
    received.push(post);
    answer(post, response);
  }

  const server = createServer((request, response) => void read(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    received,
    url: (path: string) => `http://127.0.0.1:${port}${path}`,
    at: (path: string) => received.filter(post => post.path === path),
    /** Throws unless the post was signed with the secret; gives its content. */
    verify: ({ body, headers }: Received, secret: string) => new Webhook(secret).verify(body, headers),
    answer: (how: typeof answer) => (answer = how),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
