import { Failure } from '../process/failure.ts';
import { type ConsulReply, consulApi } from '../servers/consul-api.ts';
import type { KeyStore } from './store.ts';

/** consulStore is a folder of Consul's key-value store. */
export function consulStore(address: string, prefix: string, token: string | undefined): KeyStore {
  const name = `Consul at ${address}, folder ${prefix}`;
  const ask = consulApi(address, token);
  const run = async (...request: Parameters<typeof ask>): Promise<ConsulReply> => {
    const reply = await ask(...request).catch((cause: unknown) => {
      throw new Failure(`${name}: ${(cause as Error).message}`, { cause });
    });
    if (reply.status === 200 || reply.status === 404) return reply;
    throw new Failure(`${name}: ${reply.body.trim() || `status ${String(reply.status)}`}`);
  };
  const place = (key: string): string => `kv/${prefix}/${key.split('/').map(encodeURIComponent).join('/')}`;
  const read = async (): Promise<Record<string, string>> => {
    const { status, body } = await run('GET', `kv/${prefix}/?recurse`);
    const entries = status === 200 ? (JSON.parse(body) as { Key: string; Value: string | null }[]) : [];
    const files = entries.filter(({ Key }) => !Key.endsWith('/'));
    return Object.fromEntries(
      files.map(({ Key, Value }) => [
        Key.slice(prefix.length + 1),
        Buffer.from(Value ?? '', 'base64').toString('utf8'),
      ]),
    );
  };
  return {
    name,
    read,
    async set(key, value) {
      await run('PUT', place(key), value);
    },
    async unset(key) {
      const there = key in (await read());
      if (there) await run('DELETE', place(key));
      return there;
    },
  };
}
