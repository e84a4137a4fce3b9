import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { type Delivery, deliveryNotFound } from '../domain/delivery.ts';
import { type Repositories } from '../domain/repositories.ts';
import { type Webhook, webhookNotFound } from '../domain/webhook.ts';

/** allowed returns the caller's workspace once the caller may do `permission` there. */
export function allowed(call: Call, permission: string): string {
  requirePermission(call, permission);
  return requireWorkspace(call);
}

/** ownWebhook finds an endpoint of the workspace, or fails with WEBHOOK.NOT_FOUND. */
export async function ownWebhook(
  { webhooks }: Pick<Repositories, 'webhooks'>,
  workspaceId: string,
  id: string,
): Promise<Webhook> {
  const webhook = await webhooks.find(workspaceId, id);
  if (!webhook) throw webhookNotFound();
  return webhook;
}

/** ownDelivery finds a delivery of an endpoint of the workspace, or fails with DELIVERY.NOT_FOUND. */
export async function ownDelivery(
  { deliveries }: Pick<Repositories, 'deliveries'>,
  webhook: Webhook,
  id: string,
): Promise<Delivery> {
  const delivery = await deliveries.find(id);
  if (delivery?.webhookId !== webhook.id || delivery.workspaceId !== webhook.workspaceId)
    throw deliveryNotFound();
  return delivery;
}
