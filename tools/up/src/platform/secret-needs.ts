import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Extra } from './extra.ts';
import { grant } from './grants.ts';
import type { SelectedApp } from './selection.ts';

/** What we read of a Configuration. */
interface Configuration {
  spec?: { secrets?: { scopes?: { storeName?: string; allowedSecrets?: string[] }[] } };
}

/** What we read of a Component. */
interface Component {
  kind?: string;
  scopes?: string[];
  auth?: { secretStore?: string };
  spec?: { metadata?: { secretKeyRef?: { name?: string } }[] };
}

/** Name of the component, whatever stands behind it. */
const store = 'secretstore';

/**
 * neededSecrets are those that one app's sidecar reads: what its Configuration lets the app ask for, and what the
 * components that the sidecar loads refer to. A policy of these is the least that works.
 */
export function neededSecrets(root: string, app: SelectedApp): string[] {
  const configurations = [app.configFilePath, ...app.configOverlays].filter(file => file !== undefined);
  const allowed = configurations
    .flatMap(file => documents<Configuration>(join(root, file)))
    .flatMap(({ spec }) => spec?.secrets?.scopes ?? [])
    .filter(({ storeName }) => storeName === store)
    .flatMap(({ allowedSecrets }) => allowedSecrets ?? []);
  const folders = [...(app.resourcesPaths ?? []), ...app.componentOverlays];
  const referred = folders
    .flatMap(folder => yamlFiles(join(root, folder)))
    .flatMap(file => documents<Component>(file, app.extra))
    .filter(({ kind, scopes }) => kind === 'Component' && (scopes?.includes(app.appID) ?? true))
    .filter(({ auth }) => auth?.secretStore === undefined || auth.secretStore === store)
    .flatMap(({ spec }) => spec?.metadata ?? [])
    .flatMap(({ secretKeyRef }) => secretKeyRef?.name ?? []);
  return [...new Set([...allowed, ...referred])].sort();
}

function yamlFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter(name => /\.ya?ml$/.test(name))
    .map(name => join(folder, name));
}

function documents<T>(file: string, extra?: Extra): T[] {
  const text = grant(readFileSync(file, 'utf8'), extra === undefined ? [] : [extra]);
  return parseAllDocuments(text).flatMap(one => (one.toJS() as T | null) ?? []);
}
