import { type SecretBox } from '@neighbourhood/shared/sealing/aes-secret-box';
import { type HookRepository } from '../../domain/hooks/hook-repository.ts';
import { type Hook } from '../../domain/hooks/hook.ts';
import { type ProviderMessage } from '../../domain/hooks/provider-event.ts';
import { type Clock } from '../ports.ts';

/** HookDeps is what use cases of hooks need. */
export interface HookDeps {
  hooks: HookRepository;
  box: SecretBox;
  providerWebhooks: ProviderWebhooks;
  hookLimits: {
    /** Hooks of one workspace. */
    most: number;
    /** Largest difference between the time of a signed message and ours. */
    toleranceMs: number;
  };
  now: Clock;
}

/** ProviderReply is what a provider wants to read. */
export interface ProviderReply {
  contentType: string;
  body: string;
}

/** ProofOfProvider is how a provider proves its webhooks. */
export interface ProofOfProvider {
  /** As `hmac`. */
  signature: string;
  /** Query parameter of the address in which the secret comes along, if it does. */
  query?: string;
}

/** WebhookToVerify is a message to a provider's hook, with the secrets of the hook that are good now. */
export interface WebhookToVerify {
  method: string;
  /** The whole address, with its query. */
  url: string;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
  secrets: readonly string[];
}

/** ProviderWebhooks knows how the providers of a workspace prove what they send. */
export interface ProviderWebhooks {
  /** Fails with PROVIDER.NOT_FOUND, PROVIDER.NO_WEBHOOKS. */
  proofOf(hook: Pick<Hook, 'id' | 'workspaceId'>, provider: string): Promise<ProofOfProvider>;
  /** undefined when nothing proves it. */
  verify(
    hook: Hook & { provider: string },
    message: WebhookToVerify,
  ): Promise<{ event: ProviderMessage } | { answer: ProviderReply } | undefined>;
}
