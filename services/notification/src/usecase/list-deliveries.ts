import { type Attempt, type Delivery, type DeliveryStatus } from '../domain/delivery.ts';
import { type Page, pageOf, pageQuery, type PageRequest } from '../domain/page.ts';
import { type DeliveryRepository, type Repositories } from '../domain/repositories.ts';
import { allowed, ownWebhook } from './access.ts';
import { type UseCase } from './ports.ts';

/** DeliveryHistory is a delivery with its attempts, oldest first. */
export interface DeliveryHistory {
  delivery: Delivery;
  attempts: Attempt[];
}

/** createListDeliveries lists an endpoint's deliveries with their attempts, newest first. */
export function createListDeliveries({
  webhooks,
  deliveries,
}: Pick<Repositories, 'webhooks' | 'deliveries'>): UseCase<
  PageRequest & { webhookId: string; status?: DeliveryStatus | undefined },
  Page<DeliveryHistory>
> {
  return async ({ webhookId, status, ...page }, call) => {
    const webhook = await ownWebhook({ webhooks }, allowed(call, 'webhook:read'), webhookId);
    const query = pageQuery(page, 'dlv');
    const rows = await deliveries.list(webhook.id, status === undefined ? {} : { status }, query);
    const { items, nextPageToken } = pageOf(rows, query);
    return { items: await withAttempts(deliveries, items), nextPageToken };
  };
}

/** withAttempts adds to deliveries the attempts made for them. */
export async function withAttempts(
  deliveries: Pick<DeliveryRepository, 'attempts'>,
  rows: Delivery[],
): Promise<DeliveryHistory[]> {
  const attempts = await deliveries.attempts(rows.map(({ id }) => id));
  return rows.map(delivery => ({ delivery, attempts: attempts.get(delivery.id) ?? [] }));
}
