import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Failure } from '../process/failure.ts';
import type { Extra } from './extra.ts';
import type { App, RunFile } from './run-file.ts';

/** Parts are the products and protections that `make up` exchanges; each is a folder of component files. */
export interface Parts {
  /** BROKER: the folder components/pubsub-<broker>. */
  broker: string;
  /** SECRETS: the folder components/secretstore-<secrets>. */
  secrets: string;
  /** DISCOVERY: sqlite, as components/configuration says, or the folder components/discovery-<discovery>. */
  discovery: string;
  /** CONFIG: where dynamic configuration lies: redis, behind Dapr's configuration API, or consul. */
  config: string;
  /** MTLS: Sentry, mutual TLS between sidecars, and the rules of components/access-control. */
  mtls: boolean;
  /** TLS: every store and the gateway listen with TLS. */
  tls: boolean;
  /** EXTRA: folders of apps of one's own that run beside the platform, as docs/examples/go. */
  extra?: readonly string[];
}

/** usualParts is what runs when nothing is asked for. */
export const usualParts: Parts = {
  broker: 'redis',
  secrets: 'file',
  discovery: 'sqlite',
  config: 'redis',
  mtls: false,
  tls: false,
};

/** Selection is what `make up` was asked for. */
export interface Selection extends Parts {
  /** App-ids; all of dapr.yaml when absent. */
  apps?: readonly string[];
}

/** SelectedApp is an app of dapr.yaml with the folders and configuration files of the chosen parts. */
export type SelectedApp = App & {
  /** Configuration files laid over `configFilePath`, in this order. */
  configOverlays: readonly string[];
  /** Folders of overlays over components, as `components/tls`. */
  componentOverlays: readonly string[];
  /** Of an app beside the platform: its rights, laid over what it loads. */
  extra?: Extra;
};

/** selectApps narrows dapr.yaml to the apps asked for, and exchanges its component folders. */
export function selectApps(
  root: string,
  { apps, extras }: RunFile,
  selection: Selection,
): readonly SelectedApp[] {
  const extraOf = new Map(extras.map(extra => [extra.appId, extra]));
  const known = apps.map(({ appID }) => appID).filter(id => !extraOf.has(id));
  const unknown = selection.apps?.find(id => !known.includes(id));
  if (unknown !== undefined) {
    throw new Failure(`APPS: there is no app ${unknown} in dapr.yaml, only ${known.join(', ')}, or none`);
  }
  for (const [name, word] of [
    ['BROKER', selection.broker],
    ['SECRETS', selection.secrets],
  ] as const) {
    // Not every file system minds capitals, and kafka/ is a path to the folder of kafka.
    if (!/^[a-z0-9-]+$/.test(word)) throw new Failure(`${name}=${word}: write small letters, digits and -`);
  }
  if (!['sqlite', 'consul'].includes(selection.discovery)) {
    throw new Failure(
      `DISCOVERY=${selection.discovery}: on one machine, sidecars find each other by sqlite or consul`,
    );
  }
  if (!['redis', 'consul'].includes(selection.config)) {
    throw new Failure(`CONFIG=${selection.config}: dynamic configuration lies in redis or consul`);
  }
  const chosen = apps.filter(({ appID }) => extraOf.has(appID) || (selection.apps?.includes(appID) ?? true));
  return chosen.map(app => ({
    ...app,
    resourcesPaths: (app.resourcesPaths ?? []).map(path => exchange(root, path, selection)),
    configOverlays: overlays(root, app.appID, selection, extraOf.get(app.appID)),
    componentOverlays: selection.tls ? [`./${present(root, 'components/tls', 'TLS=1')}`] : [],
    ...(selection.tls && app.appProtocol === 'http' ? { appProtocol: 'https' as const } : {}),
    ...definedExtra(extraOf.get(app.appID)),
  }));
}

function definedExtra(extra: Extra | undefined): { extra?: Extra } {
  return extra === undefined ? {} : { extra };
}

function exchange(root: string, path: string, { broker, secrets }: Parts): string {
  const name = basename(path)
    .replace(/^pubsub-.*/, `pubsub-${broker}`)
    .replace(/^secretstore-.*/, `secretstore-${secrets}`);
  const folder = join(path, '..', name);
  const asked = name.startsWith('pubsub-')
    ? `BROKER=${broker}`
    : name.startsWith('secretstore-')
      ? `SECRETS=${secrets}`
      : path;
  return `./${present(root, folder, asked)}`;
}

function overlays(root: string, appId: string, { discovery, mtls }: Parts, extra?: Extra): string[] {
  const files: string[] = [];
  if (discovery !== usualParts.discovery) {
    const folder = present(root, `components/discovery-${discovery}`, `DISCOVERY=${discovery}`);
    files.push(`./${folder}/configuration.yaml`);
  }
  const rules =
    extra === undefined ? `components/access-control/${appId}.yaml` : `${extra.folder}/access-control.yaml`;
  if (mtls) files.push(`./${present(root, rules, 'MTLS=1')}`);
  return files;
}

function present(root: string, path: string, asked: string): string {
  if (existsSync(join(root, path))) return path;
  const kind = path.endsWith('.yaml') ? 'file' : 'folder';
  const others = like(root, path);
  const choice = others.length === 0 ? '' : `; there are ${others.join(', ')}`;
  throw new Failure(`${asked}: there is no component ${kind} ${path}${choice}`);
}

/** What stands beside a path of components that differs in its last word only: pubsub-kafka, pubsub-redis. */
function like(root: string, path: string): string[] {
  const [kind] = basename(path).split('-');
  const folder = join(root, dirname(path));
  return basename(path) === kind || !existsSync(folder)
    ? []
    : readdirSync(folder).filter(name => name.startsWith(`${kind ?? ''}-`));
}

/** partsOf names the chosen parts as `make up` is asked for them, the usual ones left out. */
export function partsOf({ broker, secrets, discovery, config, mtls, tls, extra, apps }: Selection): string {
  const words = Object.entries({ broker, secrets, discovery, config } as const)
    .filter(([name, word]) => word !== usualParts[name as keyof Parts])
    .map(([name, word]) => `${name.toUpperCase()}=${word}`);
  const lists = Object.entries({ EXTRA: extra, APPS: apps }).flatMap(([name, list]) =>
    list === undefined ? [] : [`${name}=${list.length === 0 ? 'none' : list.join(',')}`],
  );
  return [...words, ...(mtls ? ['MTLS=1'] : []), ...(tls ? ['TLS=1'] : []), ...lists].join(' ');
}
