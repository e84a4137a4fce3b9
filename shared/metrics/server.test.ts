import { createMetrics } from './metrics.ts';
import { startMetricsServer } from './server.ts';

test('metrics are served with the label of their app, and nothing else is', async () => {
  const metrics = createMetrics('auth');
  metrics.grpcRequests.inc({ service: 's', method: 'm', status: 'OK' });
  const server = await startMetricsServer(metrics.registry, 0);
  const base = `http://127.0.0.1:${server.port}`;
  const answer = await fetch(`${base}/metrics`);
  const text = await answer.text();
  expect(answer.headers.get('content-type')).toContain('text/plain');
  expect(text).toContain('grpc_requests_total{service="s",method="m",status="OK",app="auth"} 1');
  expect(text).toContain('process_resident_memory_bytes{app="auth"}');
  for (const [path, method] of [
    ['/', 'GET'],
    ['/metrics', 'POST'],
    ['/metrics/../etc/passwd', 'GET'],
  ] as const) {
    expect((await fetch(base + path, { method })).status).toBe(404);
  }
  await server.close();
  await expect(fetch(`${base}/metrics`)).rejects.toThrow();
});

test('a port in use is an error', async () => {
  const { registry } = createMetrics('auth');
  const first = await startMetricsServer(registry, 0);
  await expect(startMetricsServer(registry, first.port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await first.close();
});

test('metrics that cannot be collected answer 500, and the server lives on', async () => {
  const { registry } = createMetrics('auth');
  registry.metrics = () => Promise.reject(new Error('no'));
  const server = await startMetricsServer(registry, 0);
  for (let n = 0; n < 2; n++)
    expect((await fetch(`http://127.0.0.1:${server.port}/metrics`)).status).toBe(500);
  await server.close();
});
