import { status } from '@grpc/grpc-js';
import { createSecrets } from './secret.ts';

/** A sidecar that refuses so many times. */
function sidecar(refusals: number, refusal: object) {
  let asked = 0;
  const call = async () => {
    asked += 1;
    if (asked <= refusals) throw Object.assign(new Error('refused'), refusal);
    return { data: { key: 'value' } };
  };
  return { call: call as never, asked: () => asked };
}

const patience = { everyMs: 1, tries: 5 };

test.each([
  { code: status.FAILED_PRECONDITION, details: 'secret store is not configured' },
  { code: status.INVALID_ARGUMENT, details: 'failed finding secret store with key secretstore' },
])('a store that is loaded anew is waited for: $details', async refusal => {
  const loading = sidecar(4, refusal);
  expect(await createSecrets(loading.call, patience)('key')).toBe('value');
  const gone = sidecar(9, refusal);
  await expect(createSecrets(gone.call, patience)('key')).rejects.toMatchObject({
    code: 'SECRET.UNAVAILABLE',
  });
  expect(gone.asked()).toBe(5);
});

test.each([
  ['SECRET.MISSING', { code: status.PERMISSION_DENIED, details: 'access denied' }],
  ['SECRET.MISSING', { code: status.INTERNAL, details: 'secret key not found' }],
  ['SECRET.UNAVAILABLE', { code: status.UNAVAILABLE, details: 'no connection' }],
])('what is not there is asked for once: %s', async (code, refusal) => {
  const answering = sidecar(1, refusal);
  await expect(createSecrets(answering.call, patience)('key')).rejects.toMatchObject({ code });
  expect(answering.asked()).toBe(1);
});
