import { AppError } from '@neighbourhood/shared/errors/app-error';
import { fillFor } from '../domain/bounded.ts';
import { buildRequest } from '../domain/provider-request.ts';
import type { Provider } from '../domain/provider.ts';
import { fillString } from '../domain/template.ts';
import type { createFindParams } from './find-params.ts';
import type { ProviderCaller } from './ports.ts';

/** Account is the provider's account behind new credentials. */
export interface Account {
  id: string;
  name: string;
}

/** IdentifyRequest holds what is known of new credentials, at a provider located by `params`. */
export interface IdentifyRequest {
  provider: Provider;
  workspaceId: string;
  params: Readonly<Record<string, string>>;
  values: Readonly<Record<string, string>>;
  /** The token endpoint's whole answer. */
  token?: unknown;
  /** The query with which the provider sent the browser back. */
  callback?: Readonly<Record<string, string>>;
  deadline: Date;
  signal: AbortSignal;
}

/** Identified is whose account it is, and all parameters of the connection. */
export interface Identified {
  account: Account;
  params: Readonly<Record<string, string>>;
}

interface Deps {
  caller: ProviderCaller;
  findParams: ReturnType<typeof createFindParams>;
}

/**
 * createIdentifyAccount finds the account, by the provider's own rule, and what else the connection must know. It tries
 * the credentials, where no answer of the provider proved them yet. undefined means that the provider refused them.
 */
export function createIdentifyAccount({ caller, findParams }: Deps) {
  return async (request: IdentifyRequest): Promise<Identified | undefined> => {
    const { values, token, callback, workspaceId, deadline, signal } = request;
    const found = await findParams(request);
    if (!found) return undefined;
    const { provider, params } = found;
    const rule = provider.account;
    const proven = provider.auth.type === 'oauth2' || provider.auth.type === 'clientCredentials';
    const tried = rule.request ?? (proven ? undefined : provider.verify);
    let body: unknown;
    if (tried) {
      const outcome = await caller.call({
        provider,
        workspaceId,
        request: buildRequest(provider, tried, { credentials: values, params }),
        repeatable: true,
        secrets: Object.values(values),
        deadline,
        signal,
      });
      if (outcome.kind === 'unauthorized') return undefined;
      ({ body } = outcome);
    }
    const scope = { body, token, callback, params, credentials: values };
    const filled = (text: string) => fillFor(provider, () => fillString(text, scope));
    const id = filled(rule.id);
    if (id === '') {
      throw new AppError(
        'upstreamFailed',
        'PROVIDER.ERROR',
        `${provider.name} did not tell which account it is.`,
      );
    }
    return { account: { id, name: rule.name === undefined ? '' : filled(rule.name) }, params };
  };
}
