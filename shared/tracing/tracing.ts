import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { ParentBasedSampler, TraceIdRatioBasedSampler, TracerProvider } from '@opentelemetry/sdk-trace';

/** TracingOptions: without an endpoint spans are made, so that logs and calls correlate, but not exported. */
export interface TracingOptions {
  app: string;
  /** OTLP/gRPC collector, as `http://127.0.0.1:4317`. */
  endpoint?: string | undefined;
  /** Share of traces without a parent that are recorded, 0 to 1. */
  sampleRatio: number;
}

/** startTracing installs W3C trace context for this process; returns how to flush and stop. */
export async function startTracing({
  app,
  endpoint,
  sampleRatio,
}: TracingOptions): Promise<() => Promise<void>> {
  const sampler = new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(sampleRatio) });
  if (endpoint) {
    // Imported on demand: the exporters cost about 40 MB of resident memory.
    const [{ NodeSDK }, { OTLPTraceExporter }] = await Promise.all([
      import('@opentelemetry/sdk-node'),
      import('@opentelemetry/exporter-trace-otlp-grpc'),
    ]);
    const sdk = new NodeSDK({
      serviceName: app,
      sampler,
      traceExporter: new OTLPTraceExporter({ url: endpoint }),
    });
    sdk.start();
    return () => sdk.shutdown();
  }
  const provider = new TracerProvider({ sampler });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  return async () => {
    await provider.shutdown();
    trace.disable();
    context.disable();
    propagation.disable();
  };
}
