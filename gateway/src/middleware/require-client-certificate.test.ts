import { requireClientCertificate } from './require-client-certificate.ts';

/** Whether a request gets through, by its path and what its connection has shown. */
const passes = async (path: string, socket: object): Promise<boolean> => {
  let passed = false;
  const through = requireClientCertificate({ path, req: { socket } } as never, async () => {
    passed = true;
    await Promise.resolve();
  });
  await through.catch((error: unknown) => {
    expect(error).toMatchObject({ kind: 'unauthenticated', code: 'AUTH.CLIENT_CERTIFICATE_REQUIRED' });
  });
  return passed;
};

test('callers with a good certificate get through, others do not', async () => {
  expect(await passes('/api/v1/consents', { authorized: true })).toBe(true);
  expect(await passes('/api/v1/consents', { authorized: false })).toBe(false);
  expect(await passes('/api/v1/consents', {})).toBe(false);
});

test('health checks get through without', async () => {
  expect(await passes('/health/ready', { authorized: false })).toBe(true);
  expect(await passes('/healthy', { authorized: false })).toBe(false);
  expect(await passes('/api/v1/health/', { authorized: false })).toBe(false);
});
