import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { fillFor } from '../domain/bounded.ts';
import { readWebhook, type WebhookOutcome } from '../domain/webhooks/read-webhook.ts';
import type { WebhookMessage } from '../domain/webhooks/webhook-message.ts';
import { requireProvider } from './find-provider.ts';
import type { Clock, WorkspaceCatalogue } from './ports.ts';

/** AccountConnection is a connection as far as a webhook needs to know it. */
export interface AccountConnection {
  id: string;
  endUserId: string;
}

/** AccountConnections finds the connections of a provider's account. */
export interface AccountConnections {
  /** All but revoked ones of a workspace, at most `limit`. */
  ofAccount(
    account: { workspaceId: string; provider: string; accountId: string },
    limit: number,
  ): Promise<AccountConnection[]>;
}

/** VerifyWebhookRequest is a message to a hook, with the hook's secrets. */
export interface VerifyWebhookRequest extends WebhookMessage {
  provider: string;
  secrets: readonly string[];
}

/** VerifiedWebhook is what a proven message is, and whose. */
export type VerifiedWebhook =
  | Extract<WebhookOutcome, { kind: 'answer' }>
  | (Extract<WebhookOutcome, { kind: 'event' }> & { connectionId: string; endUserId: string });

interface Deps {
  catalogue: WorkspaceCatalogue;
  accounts: AccountConnections;
  now: Clock;
}

/** Connections of one account that are looked at; when there are more, it is nobody's in particular. */
const most = 50;

/**
 * createVerifyWebhook tells what a provider's message says of itself: the account that it names, its only connection,
 * its only end user. Fails with WEBHOOK.UNPROVEN, whatever was wrong, and with PROVIDER.NO_WEBHOOKS.
 */
export function createVerifyWebhook({ catalogue, accounts, now }: Deps) {
  return async (request: VerifyWebhookRequest, call: Call): Promise<VerifiedWebhook> => {
    requirePermission(call, 'connection:read');
    const workspaceId = requireWorkspace(call);
    const { provider: id, secrets, ...message } = request;
    const provider = await requireProvider(catalogue, workspaceId, id);
    const { name, webhooks } = provider;
    if (!webhooks)
      throw new AppError('conflict', 'PROVIDER.NO_WEBHOOKS', `No webhooks of ${name} are known here.`);
    const outcome = fillFor(provider, () => readWebhook(webhooks, message, secrets, now()));
    if (!outcome)
      throw new AppError('unauthenticated', 'WEBHOOK.UNPROVEN', 'Nothing proves who sent this message.');
    if (outcome.kind === 'answer') return outcome;
    const { account } = outcome;
    const found =
      account === '' || account.includes('\0')
        ? []
        : await accounts.ofAccount({ workspaceId, provider: id, accountId: account }, most);
    const users = new Set(found.map(({ endUserId }) => endUserId));
    return {
      ...outcome,
      connectionId: found.length === 1 ? (found[0]?.id ?? '') : '',
      endUserId: users.size === 1 && found.length < most ? ([...users][0] ?? '') : '',
    };
  };
}
