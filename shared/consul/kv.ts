import { setTimeout as delay } from 'node:timers/promises';
import { type FollowKeys } from '../config/follow.ts';

/** ConsulKvOptions: where Consul's HTTP API listens, what stands before our keys, and what it asks for. */
export interface ConsulKvOptions {
  /** As `http://127.0.0.1:8500`. */
  address: string;
  /** Folder of the keys, without slashes around it. */
  prefix: string;
  /** An ACL token; asked for again when one is refused. Undefined where Consul asks for none. */
  token(): Promise<string | undefined>;
  /** Longest that Consul lets a question wait for a change, in seconds. */
  waitSeconds?: number;
}

interface Entry {
  Key: string;
  Value: string | null;
}

/** Waits after failures, in milliseconds. */
const [firstPause, longestPause] = [100, 1_000];

const text = (value: string | null) => Buffer.from(value ?? '', 'base64').toString('utf8');

/** Says what a failed question means, as far as one can tell. */
function explain(address: string, status: number, body: string): Error {
  const said = body.trim().slice(0, 200) || `status ${status}`;
  if (status === 403)
    return new Error(`Consul at ${address} refuses the ACL token, or what it may read: ${said}`);
  return new Error(`Consul at ${address} cannot answer: ${said}`);
}

/**
 * followConsulKv follows all keys below the prefix by blocking queries: Consul answers when one has changed. Dapr has
 * no configuration store for Consul, so this is the one store that an app asks itself.
 */
export function followConsulKv(options: ConsulKvOptions): FollowKeys {
  const { address, prefix, waitSeconds = 55 } = options;
  const folder = `${prefix}/`;

  async function ask(
    index: string,
    token: string | undefined,
    signal: AbortSignal,
  ): Promise<{ index: string; items: Record<string, string> }> {
    const url = new URL(`/v1/kv/${folder}`, address);
    url.search = new URLSearchParams({ recurse: '', index, wait: `${waitSeconds}s` }).toString();
    const headers: Record<string, string> = token === undefined ? {} : { 'X-Consul-Token': token };
    // Consul adds up to a sixteenth to the wait.
    const late = AbortSignal.timeout((waitSeconds * 1.1 + 10) * 1000);
    const reply = await fetch(url, { headers, signal: AbortSignal.any([signal, late]) }).catch(
      (cause: unknown) => {
        const { message } = ((cause as Error).cause ?? cause) as Error;
        throw new Error(`Consul at ${address} does not answer: ${message}`, { cause });
      },
    );
    const body = await reply.text();
    // 404: there is no key at all.
    if (!reply.ok && reply.status !== 404)
      throw Object.assign(explain(address, reply.status, body), { refused: reply.status === 403 });
    const entries = reply.ok ? (JSON.parse(body) as Entry[]) : [];
    const files = entries.filter(({ Key }) => !Key.endsWith('/'));
    return {
      index: nextIndex(index, reply.headers.get('X-Consul-Index')),
      items: Object.fromEntries(files.map(({ Key, Value }) => [Key.slice(folder.length), text(Value)])),
    };
  }

  return listener => {
    const stopping = new AbortController();
    const { signal } = stopping;
    const stopped = () => signal.aborted;
    void (async () => {
      let index = '0';
      let pause = firstPause;
      let token: string | undefined;
      while (!stopped()) {
        try {
          token ??= await options.token();
          const answer = await ask(index, token, signal);
          ({ index } = answer);
          pause = firstPause;
          if (!stopped()) listener.keys(answer.items);
        } catch (error) {
          if (stopped()) return;
          listener.lost(error as Error);
          index = '0';
          if ((error as { refused?: boolean }).refused) token = undefined;
          await delay(pause, undefined, { signal, ref: false }).catch(() => undefined);
          pause = Math.min(longestPause, pause * 2);
        }
      }
    })();
    return () => stopping.abort();
  };
}

/** An index that went back, as after a restore, or that is none begins anew. */
function nextIndex(last: string, given: string | null): string {
  const next = Number(given);
  return Number.isSafeInteger(next) && next > 0 && next >= Number(last) ? String(next) : '0';
}
