import { resolve } from 'node:path';
import { namespace } from './render.ts';

/** root of the repository. */
export const root = resolve(import.meta.dirname, '../..');

/** appsNamespace holds the apps. */
export const appsNamespace = namespace;

/** storesNamespace holds the stores of the overlay `local`. */
export const storesNamespace = `${namespace}-stores`;

/** apps are the Deployments of the platform, each after those that it calls. */
export const apps = ['auth', 'consent', 'notification', 'integration', 'workflow', 'gateway'] as const;
