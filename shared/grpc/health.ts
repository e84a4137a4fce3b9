import { type Channel, Client, Metadata, type ServiceError, status as codes } from '@grpc/grpc-js';

/** A HealthCheckResponse that says SERVING: field 1, varint 1. */
const serving = Buffer.from([0x08, 0x01]);

/** Health is what came of the question: the service says that it serves, something else answers, or nobody does. */
export type Health = 'serving' | 'answers' | 'unreachable';

/** Whether an error is the word of an app: sidecars and connections say these where they cannot reach one. */
const notAnswers = new Set([codes.UNAVAILABLE, codes.UNKNOWN, codes.DEADLINE_EXCEEDED, codes.CANCELLED]);

/** createHealthCheck asks grpc.health.v1.Health/Check of a service, the way its calls go. */
export function createHealthCheck(
  channel: Channel,
  headers: Readonly<Record<string, string>>,
  timeoutMs = 1_500,
): () => Promise<Health> {
  const client = new Client('unused', undefined as never, { channelOverride: channel });
  return () =>
    new Promise(resolve => {
      client.makeUnaryRequest(
        '/grpc.health.v1.Health/Check',
        (empty: Buffer) => empty,
        bytes => bytes,
        Buffer.alloc(0),
        Metadata.fromHttp2Headers(headers),
        { deadline: Date.now() + timeoutMs },
        (error: ServiceError | null, answer) => {
          if (error) resolve(notAnswers.has(error.code) ? 'unreachable' : 'answers');
          else resolve(answer?.equals(serving) === true ? 'serving' : 'answers');
        },
      );
    });
}
