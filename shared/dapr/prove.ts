import { type DaprCall } from './stub.ts';

/** createAppId asks the own sidecar once which app it is for. */
export function createAppId(call: DaprCall): () => Promise<string> {
  let known: string | undefined;
  return async () => (known ??= (await call<{ id: string }>('GetMetadata', {})).id);
}

/**
 * createProof makes the own sidecar invoke its own app, once per call, which it does with the app's token: so the app
 * learns which connection is the sidecar's. The sidecar answers to no one else in the app's name.
 */
export function createProof(call: DaprCall, appId: () => Promise<string>): () => Promise<void> {
  const message = { method: 'prove', contentType: 'application/octet-stream', data: {} };
  return async () => {
    await call('InvokeService', { id: await appId(), message });
  };
}
