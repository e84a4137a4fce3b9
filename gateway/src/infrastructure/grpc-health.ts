import { type Route } from '@neighbourhood/shared/grpc/client';
import { createHealthCheck } from '@neighbourhood/shared/grpc/health';
import { type Probe } from '../usecase/health.ts';

/** createGrpcProbe asks whether a service serves, the way its calls go. */
export function createGrpcProbe({ connect, headers }: Pick<Route, 'connect' | 'headers'>): Probe {
  const check = createHealthCheck(connect(), headers);
  return async () => (await check()) === 'serving';
}
