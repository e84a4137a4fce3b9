import { type Page, pageOf, pageQuery, type PageRequest } from '../domain/page.ts';
import { type Repositories } from '../domain/repositories.ts';
import { type Webhook } from '../domain/webhook.ts';
import { allowed } from './access.ts';
import { type UseCase } from './ports.ts';

/** createListWebhooks lists the workspace's endpoints, newest first. */
export function createListWebhooks({
  webhooks,
}: Pick<Repositories, 'webhooks'>): UseCase<PageRequest, Page<Webhook>> {
  return async (request, call) => {
    const workspaceId = allowed(call, 'webhook:read');
    const query = pageQuery(request, 'whk');
    return pageOf(await webhooks.list(workspaceId, query), query);
  };
}
