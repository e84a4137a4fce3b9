import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { eventually } from '@neighbourhood/shared/testing/eventually';

/** Message is a webhook that arrived, its signature verified. */
export interface Message {
  id: string;
  type: string;
  data: Record<string, unknown>;
}

/** Listener is a customer's webhook endpoint on this machine. */
export interface Listener {
  url: string;
  /** From now on messages must carry a signature made with this secret. */
  trust(secret: string): void;
  /** Waits for a verified message; fails with what arrived instead. */
  received(wanted: (message: Message) => boolean, what: string): Promise<Message>;
  close(): Promise<void>;
}

/** ListenerPlace is where the platform reaches the listener, and the address that it listens on. */
interface ListenerPlace {
  url?: string | undefined;
  host?: string | undefined;
}

/** A platform in containers reaches this machine by another address than loopback; port 0 is any that is free. */
const { DEMO_LISTENER_URL, DEMO_LISTENER_HOST } = process.env;
const usual: ListenerPlace = { url: DEMO_LISTENER_URL, host: DEMO_LISTENER_HOST };

/**
 * startListener listens on a free port of this machine, or where it is told. It answers 204 to what the official
 * Standard Webhooks library verifies, and 401 to everything else.
 */
export async function startListener(place: ListenerPlace = usual): Promise<Listener> {
  const messages: Message[] = [];
  const refused: string[] = [];
  let verifier: Webhook | undefined;

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      try {
        if (verifier === undefined) throw new Error('no secret yet');
        const headers = request.headers as Record<string, string>;
        const body = verifier.verify(Buffer.concat(chunks).toString(), headers) as Omit<Message, 'id'>;
        messages.push({ id: String(headers['webhook-id']), ...body });
        response.writeHead(204).end();
      } catch (error) {
        refused.push(String(error));
        response.writeHead(401).end();
      }
    });
  });
  const wanted = new URL(place.url ?? 'http://127.0.0.1:0');
  server.listen(Number(wanted.port), place.host ?? wanted.hostname);
  await once(server, 'listening');
  wanted.port = String((server.address() as AddressInfo).port);

  return {
    url: new URL('/hooks/neighbourhood', wanted).href,
    trust: secret => {
      verifier = new Webhook(secret);
    },
    received: (wanted, what) =>
      eventually(() => messages.find(wanted), { timeoutMs: 30_000, what }).catch((cause: unknown) => {
        const seen = messages.map(message => message.type).join(', ') || 'nothing';
        const bad = refused.length === 0 ? '' : `; refused: ${refused.join('; ')}`;
        throw new Error(`${what} did not arrive; what did: ${seen}${bad}`, { cause });
      }),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
