import { requireTrust } from './require-trust.ts';

const sidecar = { appId: () => Promise.resolve('consent') };
const nobodyThere = { required: false, sidecarPort: 1 };
const tokens = { DAPR_API_TOKEN: 'a', APP_API_TOKEN: 'b' };

test('the local profile asks for nothing', async () => {
  await expect(requireTrust({ profile: 'local', mtls: nobodyThere }, sidecar, {})).resolves.toBeUndefined();
});

test('no profile lets Node believe whoever answers', async () => {
  const env = { ...tokens, NODE_TLS_REJECT_UNAUTHORIZED: '0' };
  const attempt = requireTrust({ profile: 'local', mtls: nobodyThere }, sidecar, env);
  await expect(attempt).rejects.toThrow(/^NODE_TLS_REJECT_UNAUTHORIZED=0 .* NODE_EXTRA_CA_CERTS instead/);
});

test.each([
  [{}, /^DAPR_API_TOKEN and APP_API_TOKEN must be set in the profile staging/],
  [{ DAPR_API_TOKEN: 'a' }, /^APP_API_TOKEN must/],
  [{ APP_API_TOKEN: 'b', DAPR_API_TOKEN: '' }, /^DAPR_API_TOKEN must/],
])('another profile asks for both tokens, and says which is missing of %j', async (env, message) => {
  const attempt = requireTrust({ profile: 'staging', mtls: nobodyThere }, sidecar, env);
  await expect(attempt).rejects.toThrow(message);
});

test.each(['staging', 'production'] as const)('%s asks for mTLS, whatever the file says', async profile => {
  const asked: string[] = [];
  const appId = () => {
    asked.push(profile);
    return Promise.reject(new Error('no sidecar here'));
  };
  await expect(requireTrust({ profile, mtls: nobodyThere }, { appId }, tokens)).rejects.toThrow(
    'no sidecar here',
  );
  expect(asked).toEqual([profile]);
});

test('the local profile asks for mTLS where it is told to', async () => {
  const appId = () => Promise.reject(new Error('asked'));
  const mtls = { required: true, sidecarPort: 1 };
  await expect(requireTrust({ profile: 'local', mtls }, { appId }, {})).rejects.toThrow('asked');
});
