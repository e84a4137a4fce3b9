import { cpSync, readFileSync, readdirSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { testServers } from '@neighbourhood/shared/testing/servers';
import { readSettings } from '../../src/platform/settings.ts';

/** PlatformSubscription is one of components/common: an app hears a topic at a route. */
export interface PlatformSubscription {
  app: string;
  topic: string;
  route: string;
  deadLetterTopic: string;
}

interface Resource {
  scopes: [string];
  spec: { topic: string; routes: { default: string }; deadLetterTopic: string };
}

const common = path.join(readSettings({}).root, 'components/common');
const files = readdirSync(common).filter(name => name.startsWith('subscriptions-'));

/** subscriptions are all that the platform has. */
export const subscriptions: readonly PlatformSubscription[] = files
  .flatMap(file => parseAllDocuments(readFileSync(path.join(common, file), 'utf8')))
  .map(document => document.toJS() as Resource)
  .map(({ scopes: [app], spec: { topic, routes, deadLetterTopic } }) => ({
    app,
    topic,
    route: routes.default,
    deadLetterTopic,
  }));

/** subscriptionFolder holds their files, for a sidecar to load. */
export async function subscriptionFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(testServers().directory, 'subscriptions-'));
  for (const file of files) cpSync(path.join(common, file), path.join(folder, file));
  return folder;
}
