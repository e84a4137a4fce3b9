import type { ProviderRequest } from '../provider-request.ts';
import type { Provider } from '../provider.ts';
import type { Scope } from '../template.ts';
import { signForAws } from './aws-signature.ts';

/** Code for what data cannot say, by the name that an entry gives as its `adapter`. */
const adapters: Readonly<
  Record<string, (request: ProviderRequest, scope: Scope, now: Date) => ProviderRequest>
> = { aws: signForAws };

/** requestAdapters names them. */
export const requestAdapters: readonly string[] = Object.keys(adapters);

/** signRequest lets a provider's adapter finish a request; most have none. */
export function signRequest({ adapter }: Provider, request: ProviderRequest, scope: Scope): ProviderRequest {
  const sign = adapter === undefined ? undefined : adapters[adapter];
  return sign ? sign(request, scope, new Date()) : request;
}
