import {
  type ChannelCredentials,
  Client,
  credentials,
  Metadata,
  type ServiceError,
  status,
} from '@grpc/grpc-js';
import { cameFromService } from '@neighbourhood/shared/grpc/status-details';

/** Answer is what came of one call. */
export interface Answer {
  code: number;
  details: string;
  /** Whether the service itself answered, and not a sidecar, the guard before it or the connection. */
  fromService: boolean;
  body: Buffer;
}

export type Headers = Readonly<Record<string, string | readonly string[]>>;

/** RawClient calls any method by its name, past everything that our own clients do. */
export interface RawClient {
  call(path: string, headers?: Headers, body?: Buffer): Promise<Answer>;
  close(): void;
}

const same = (bytes: Buffer): Buffer => bytes;

/** createRawClient connects to a port of this machine. */
export function createRawClient(
  port: number,
  as: ChannelCredentials = credentials.createInsecure(),
): RawClient {
  const client = new Client(`127.0.0.1:${port}`, as);
  return {
    call: (path, headers = {}, body = Buffer.alloc(0)) => {
      const metadata = new Metadata();
      for (const [name, values] of Object.entries(headers))
        for (const value of [values].flat()) metadata.add(name, value);
      const deadline = Date.now() + 20_000;
      return new Promise(resolve => {
        const done = (error: ServiceError | null, answer?: Buffer) =>
          resolve({
            code: error?.code ?? status.OK,
            details: error?.details ?? '',
            fromService: error === null || cameFromService(error),
            body: answer ?? Buffer.alloc(0),
          });
        client.makeUnaryRequest(path, same, same, body, metadata, { deadline }, done);
      });
    },
    close: () => client.close(),
  };
}

/** inTurns runs many tasks, some at a time, and gives what they gave, in order. */
export async function inTurns<T, R>(
  all: readonly T[],
  run: (one: T) => Promise<R>,
  atOnce = 16,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < all.length) {
      const index = next++;
      results[index] = await run(all[index] as T);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
