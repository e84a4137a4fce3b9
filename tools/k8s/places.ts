import { resolve } from 'node:path';
import { usualParts } from '../up/src/platform/selection.ts';
import { namespace } from './render.ts';

/** root of the repository. */
export const root = resolve(import.meta.dirname, '../..');

/** appsNamespace holds the apps. */
export const appsNamespace = namespace;

/** storesNamespace holds the stores of the overlay `local`. */
export const storesNamespace = `${namespace}-stores`;

/** broker is what carries events: redis, or rabbitmq. */
export const broker = process.env['BROKER'] || usualParts.broker;

/** localOverlay holds everything in one cluster, with that broker. */
export const localOverlay = `k8s/overlays/local${broker === usualParts.broker ? '' : `-${broker}`}`;

/** apps are the Deployments of the platform, each after those that it calls. */
export const apps = ['auth', 'consent', 'notification', 'integration', 'workflow', 'gateway'] as const;
