import { AppError } from '@neighbourhood/shared/errors/app-error';
import { buildRequest } from '../domain/provider-request.ts';
import type { Provider } from '../domain/provider.ts';
import { fillString } from '../domain/template.ts';
import type { ProviderCaller } from './ports.ts';

/** Account is the provider's account behind new credentials. */
export interface Account {
  id: string;
  name: string;
}

/** IdentifyRequest holds what is known of the new credentials; `token` is the token endpoint's whole answer. */
export interface IdentifyRequest {
  provider: Provider;
  workspaceId: string;
  values: Readonly<Record<string, string>>;
  token?: unknown;
  deadline: Date;
  signal: AbortSignal;
}

/**
 * createIdentifyAccount finds the account, by the provider's own rule. undefined means that the provider refused the
 * credentials.
 */
export function createIdentifyAccount({ caller }: { caller: ProviderCaller }) {
  return async (request: IdentifyRequest): Promise<Account | undefined> => {
    const { provider, workspaceId, values, token, deadline, signal } = request;
    const rule = provider.account;
    let body: unknown;
    if (rule.request !== undefined) {
      const outcome = await caller.call({
        provider,
        workspaceId,
        request: buildRequest(provider, rule.request, { credentials: values }),
        repeatable: true,
        deadline,
        signal,
      });
      if (outcome.kind === 'unauthorized') return undefined;
      ({ body } = outcome);
    }
    const scope = { body, token };
    const id = fillString(rule.id, scope);
    if (id === '') {
      throw new AppError(
        'upstreamFailed',
        'PROVIDER.ERROR',
        `${provider.name} did not tell which account it is.`,
      );
    }
    return { id, name: rule.name === undefined ? '' : fillString(rule.name, scope) };
  };
}
