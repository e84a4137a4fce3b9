import { AppError } from '@neighbourhood/shared/errors/app-error';
import { located } from '../domain/connection-params.ts';
import { fillFor } from '../domain/bounded.ts';
import { fits } from '../domain/fits.ts';
import { buildRequest } from '../domain/provider-request.ts';
import type { Provider } from '../domain/provider.ts';
import { fillString } from '../domain/template.ts';
import type { IdentifyRequest } from './identify-account.ts';
import type { ProviderCaller } from './ports.ts';

type Params = Readonly<Record<string, string>>;

/** Found is the provider where the connection finds it, and what its addresses depend on; undefined: refused. */
export type Found = { provider: Provider; params: Params } | undefined;

/**
 * createFindParams finds the parameters that a provider tells after connecting, in their order: in the token answer, in
 * what the browser brought back, or by a request. What does not fit the parameter's pattern is refused. Of some
 * a caller may say which it is to be, as of several sites.
 */
export function createFindParams({ caller }: { caller: ProviderCaller }) {
  return async (request: IdentifyRequest): Promise<Found> => {
    const { values, token, callback, workspaceId, deadline, signal } = request;
    let { provider, params } = request;
    for (const { id, from, pattern, title } of request.provider.params) {
      if (!from || params[id] !== undefined) continue;
      let body: unknown;
      const rule = provider.params.find(param => param.id === id)?.from?.request;
      if (rule) {
        const outcome = await caller.call({
          provider,
          workspaceId,
          request: buildRequest(provider, rule, { credentials: values, params }),
          repeatable: true,
          secrets: Object.values(values),
          deadline,
          signal,
        });
        if (outcome.kind === 'unauthorized') return undefined;
        ({ body } = outcome);
      }
      const value = fillFor(provider, () =>
        fillString(from.value, { body, token, callback, params, credentials: values }),
      );
      if (!fits(pattern, value)) throw untold(provider, title);
      params = { ...params, [id]: value };
      provider = located(provider, params);
    }
    return { provider, params };
  };
}

function untold({ name }: Provider, title: string): AppError {
  const detail = `${name} did not tell what is needed to connect this account: ${title}.`;
  return new AppError('upstreamFailed', 'PROVIDER.ERROR', detail);
}
