import { createGrpcServer, type GrpcServerOptions } from '../grpc/server.ts';
import { type BaseConfig } from './config.ts';
import { type Base } from './start.ts';

/** serve listens where the configuration says, as what `offer` holds, and drains when the process is told to stop. */
export async function serve(
  { config, log, metrics, verifier, sidecar, appToken, onStop }: Base<BaseConfig>,
  offer: Pick<GrpcServerOptions, 'services' | 'events' | 'jobs' | 'ready'>,
): Promise<void> {
  const server = createGrpcServer({ log, metrics, verifier, appToken, prove: sidecar.prove, ...offer });
  await server.listen(config.server.port, config.server.host);
  onStop(() => server.drain());
}
