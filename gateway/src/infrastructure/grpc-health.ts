import { Client, Metadata } from '@grpc/grpc-js';
import { type Route } from '@neighbourhood/shared/grpc/client';
import { type Probe } from '../usecase/health.ts';

/** A HealthCheckResponse that says SERVING: field 1, varint 1. */
const serving = Buffer.from([0x08, 0x01]);

/** createGrpcProbe asks grpc.health.v1.Health/Check of a service, the way its calls go. */
export function createGrpcProbe(
  { channel, headers }: Pick<Route, 'channel' | 'headers'>,
  timeoutMs = 1_500,
): Probe {
  const client = new Client('unused', undefined as never, { channelOverride: channel });
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
  return () =>
    new Promise(resolve => {
      client.makeUnaryRequest(
        '/grpc.health.v1.Health/Check',
        (empty: Buffer) => empty,
        bytes => bytes,
        Buffer.alloc(0),
        metadata,
        { deadline: Date.now() + timeoutMs },
        (error, answer) => resolve(error === null && answer !== undefined && answer.equals(serving)),
      );
    });
}
