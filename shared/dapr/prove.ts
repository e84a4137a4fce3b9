import { type Proof } from '../grpc/app-token.ts';
import { type DaprCall } from './stub.ts';

/** About is what a sidecar says of itself. */
export interface About {
  /** The app that it is for. */
  id: string;
  runtimeVersion: string;
}

/** createAbout asks the own sidecar once. */
export function createAbout(call: DaprCall): () => Promise<About> {
  let known: About | undefined;
  return async () => (known ??= await call<About>('GetMetadata', {}));
}

/**
 * createProof makes the own sidecar invoke its own app, once per call, which it does with the app's token: so the app
 * learns which connection is the sidecar's. The sidecar answers to no one else in the app's name.
 */
export function createProof(call: DaprCall, about: () => Promise<About>): () => Promise<Proof> {
  const message = { method: 'prove', contentType: 'application/octet-stream', data: {} };
  return async () => {
    const { id, runtimeVersion } = await about();
    await call('InvokeService', { id, message });
    return { callbacksCarryToken: runtimeVersion !== '1.16.0' };
  };
}
