import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Failure } from '../process/failure.ts';
import type { App, RunFile } from './run-file.ts';

/** Selection is what `make up` was asked for. */
export interface Selection {
  /** App-ids; all of dapr.yaml when absent. */
  apps?: readonly string[];
  broker: string;
  secrets: string;
}

/** selectApps narrows dapr.yaml to the apps asked for, and exchanges its component folders. */
export function selectApps(root: string, { apps }: RunFile, selection: Selection): readonly App[] {
  const known = apps.map(({ appID }) => appID);
  const unknown = selection.apps?.find(id => !known.includes(id));
  if (unknown !== undefined) {
    throw new Failure(`APPS: there is no app ${unknown} in dapr.yaml, only ${known.join(', ')}, or none`);
  }
  const chosen = apps.filter(({ appID }) => selection.apps?.includes(appID) ?? true);
  return chosen.map(app => ({
    ...app,
    resourcesPaths: (app.resourcesPaths ?? []).map(path => exchange(root, path, selection)),
  }));
}

function exchange(root: string, path: string, { broker, secrets }: Selection): string {
  const name = basename(path)
    .replace(/^pubsub-.*/, `pubsub-${broker}`)
    .replace(/^secretstore-.*/, `secretstore-${secrets}`);
  const folder = join(path, '..', name);
  if (!existsSync(join(root, folder))) {
    const asked = name.startsWith('pubsub-')
      ? `BROKER=${broker}`
      : name.startsWith('secretstore-')
        ? `SECRETS=${secrets}`
        : path;
    throw new Failure(`${asked}: there is no component folder ${folder} yet`);
  }
  return `./${folder}`;
}
