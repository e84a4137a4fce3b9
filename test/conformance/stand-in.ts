import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** StandIn is a server of this machine in place of the hosts that scenarios call. */
export interface StandIn {
  url: string;
  /** Whom the requests named in `Authorization`, in order. */
  users: string[];
  close(): Promise<void>;
}

/** Hosts that the specification's kit calls: their origin, and nothing else of a document, becomes the stand-in's. */
export const replaced = ['https://petstore.swagger.io', 'https://httpbin.org'] as const;

/** redirected points a document at the stand-in. */
export function redirected(definition: string, { url }: StandIn): string {
  return replaced.reduce((text, origin) => text.replaceAll(origin, url), definition);
}

const pets = [
  { id: 1, name: 'Bello', status: 'available' },
  { id: 2, name: 'Minka', status: 'pending' },
  { id: 3, name: 'Hansi', status: 'available' },
];

const parameter = (name: string, place: string, type: string) => ({
  name,
  in: place,
  required: true,
  type,
});

const operation = (operationId: string, ...parameters: object[]) => ({
  get: { operationId, produces: ['application/json'], parameters, responses: { 200: { description: 'ok' } } },
});

/** What of the pet shop's interface scenarios use, as Swagger 2.0. */
const description = (host: string) => ({
  swagger: '2.0',
  info: { title: 'Pets', version: '1' },
  host,
  basePath: '/v2',
  schemes: ['http'],
  paths: {
    '/pet/findByStatus': operation('findPetsByStatus', parameter('status', 'query', 'string')),
    '/pet/{petId}': operation('getPetById', parameter('petId', 'path', 'integer')),
  },
});

/** startStandIn serves pets below `/v2`, and `/basic-auth/<user>/<password>` to who names just these. */
export async function startStandIn(): Promise<StandIn> {
  const users: string[] = [];
  const server = createServer(({ url = '', headers: { host = '', authorization = '' } }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://here');
    const [, id] = /^\/v2\/pet\/(\d+)$/.exec(pathname) ?? [];
    const [, user, password] = /^\/basic-auth\/([^/]+)\/([^/]+)$/.exec(pathname) ?? [];
    if (pathname === '/v2/swagger.json') {
      answer(response, description(host));
      return;
    }
    if (pathname === '/v2/pet/findByStatus') {
      answer(
        response,
        pets.filter(({ status }) => status === searchParams.get('status')),
      );
      return;
    }
    if (user !== undefined) {
      const given = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString();
      users.push(given.split(':')[0] ?? '');
      answer(response, { user }, given === `${user}:${password}` ? 200 : 401);
      return;
    }
    const pet = pets.find(each => String(each.id) === id);
    answer(response, pet ?? { message: 'there is none' }, pet ? 200 : 404);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    users,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function answer(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}
