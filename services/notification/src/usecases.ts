import { type Log } from '@neighbourhood/shared/call/call';
import { type Backoff } from './domain/backoff.ts';
import { type Repositories } from './domain/repositories.ts';
import { createAttemptDelivery } from './usecase/attempt-delivery.ts';
import { createDeleteWebhook } from './usecase/delete-webhook.ts';
import { createGetNotificationHistory } from './usecase/get-notification-history.ts';
import { createGetNotification } from './usecase/get-notification.ts';
import { createGetPreferences } from './usecase/get-preferences.ts';
import { createGetWebhook } from './usecase/get-webhook.ts';
import { createListDeliveries } from './usecase/list-deliveries.ts';
import { createListWebhooks } from './usecase/list-webhooks.ts';
import { createNoteOutcome } from './usecase/note-outcome.ts';
import {
  type CheckUrl,
  type Clock,
  type Dispatch,
  type Publish,
  type Remind,
  type SecretBox,
  type SendPost,
} from './usecase/ports.ts';
import { createReceiveEvent } from './usecase/receive-event.ts';
import { createRecordMessage } from './usecase/record-message.ts';
import { createRegisterWebhook } from './usecase/register-webhook.ts';
import { createResealSecrets } from './usecase/reseal-secrets.ts';
import { createReplayDelivery } from './usecase/replay-delivery.ts';
import { createReplayWebhook } from './usecase/replay-webhook.ts';
import { createRotateWebhookSecret } from './usecase/rotate-webhook-secret.ts';
import { createSendNotification } from './usecase/send-notification.ts';
import { createSetPreferences } from './usecase/set-preferences.ts';
import { createPrune, createSweep } from './usecase/sweep.ts';
import { createTestWebhook } from './usecase/test-webhook.ts';
import { createUpdateWebhook } from './usecase/update-webhook.ts';

/** Outside is everything that the use cases reach outside of themselves. */
export interface Outside extends Repositories {
  checkUrl: CheckUrl;
  box: SecretBox;
  send: SendPost;
  dispatch: Dispatch;
  remind: Remind;
  publish: Publish;
  clock: Clock;
  log: Log;
}

/** Limits are the figures of the configuration that use cases need; times in milliseconds. */
export interface Limits {
  maxPerWorkspace: number;
  backoff: Backoff;
  leaseMs: number;
  disableAfterMs: number;
  retentionMs: number;
}

/** UseCases is everything that the service can do. */
export type UseCases = ReturnType<typeof createUseCases>;

/** createUseCases wires all use cases on what is outside of them. */
export function createUseCases(outside: Outside, limits: Limits) {
  const deps = { ...outside, ...limits };
  const record = createRecordMessage(deps);
  const attempt = createAttemptDelivery({ ...deps, noteOutcome: createNoteOutcome({ ...deps, record }) });

  return {
    registerWebhook: createRegisterWebhook(deps),
    getWebhook: createGetWebhook(deps),
    listWebhooks: createListWebhooks(deps),
    updateWebhook: createUpdateWebhook(deps),
    deleteWebhook: createDeleteWebhook(deps),
    rotateWebhookSecret: createRotateWebhookSecret(deps),
    testWebhook: createTestWebhook({ ...deps, attempt }),
    listDeliveries: createListDeliveries(deps),
    replayDelivery: createReplayDelivery(deps),
    replayWebhook: createReplayWebhook(deps),
    sendNotification: createSendNotification(deps),
    getNotification: createGetNotification(deps),
    getNotificationHistory: createGetNotificationHistory(deps),
    getPreferences: createGetPreferences(deps),
    setPreferences: createSetPreferences(deps),
    receiveEvent: createReceiveEvent({ record, clock: deps.clock }),
    attemptDelivery: attempt,
    sweep: createSweep(deps),
    prune: createPrune(deps),
    resealSecrets: createResealSecrets(deps),
  };
}
