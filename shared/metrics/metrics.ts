import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** Metrics holds an app's registry and the metrics that every app has. */
export interface Metrics {
  registry: Registry;
  grpcRequests: Counter<'service' | 'method' | 'status'>;
  grpcSeconds: Histogram<'service' | 'method'>;
  grpcClientRequests: Counter<'service' | 'method' | 'status'>;
  grpcClientSeconds: Histogram<'service' | 'method'>;
  events: Counter<'route' | 'result'>;
}

const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30];

/** createMetrics makes a registry whose metrics carry the label `app`, with the process's own figures. */
export function createMetrics(app: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ app });
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    grpcRequests: new Counter({
      name: 'grpc_requests_total',
      help: 'gRPC calls answered, by status',
      labelNames: ['service', 'method', 'status'],
      registers,
    }),
    grpcSeconds: new Histogram({
      name: 'grpc_request_duration_seconds',
      help: 'Time to answer a gRPC call',
      labelNames: ['service', 'method'],
      buckets,
      registers,
    }),
    grpcClientRequests: new Counter({
      name: 'grpc_client_requests_total',
      help: 'gRPC calls made, by status',
      labelNames: ['service', 'method', 'status'],
      registers,
    }),
    grpcClientSeconds: new Histogram({
      name: 'grpc_client_request_duration_seconds',
      help: 'Time until a gRPC call was answered',
      labelNames: ['service', 'method'],
      buckets,
      registers,
    }),
    events: new Counter({
      name: 'events_consumed_total',
      help: 'Events received from the broker, by result',
      labelNames: ['route', 'result'],
      registers,
    }),
  };
}
