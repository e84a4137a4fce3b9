import { type Flags } from '../domain/side.ts';
import { type Route } from '../http/route.ts';
import { type FlagSettings, type MigrationConfig } from './migration-config.ts';

const nothing: FlagSettings = {};

/** flagsOf lays a route's flags over those of its service; undefined for routes that no other side can have. */
export function flagsOf({ services, routes }: MigrationConfig, route: Route): Flags | undefined {
  if (route.limited === false || route.prefixed === false) return undefined;
  const own = Object.hasOwn(routes, route.id) ? routes[route.id] : undefined;
  if (route.service === undefined && own === undefined) return undefined;
  const settings = { ...(route.service === undefined ? nothing : services[route.service]), ...own };
  return {
    legacy: settings.legacy ?? 0,
    shadow: settings.shadow ?? 0,
    legacyWorkspaces: new Set(settings.legacyWorkspaces),
    platformWorkspaces: new Set(settings.platformWorkspaces),
    shadowWorkspaces: new Set(settings.shadowWorkspaces),
    // Routes of one service draw alike, so that a workspace is on one side with all of them.
    salt: settings.salt ?? route.service ?? route.id,
  };
}

/** createFlags reads the flags in force, and computes those of a route once for each configuration. */
export function createFlags(current: () => MigrationConfig): (route: Route) => Flags | undefined {
  let known: { config: MigrationConfig; flags: Map<string, Flags | undefined> } | undefined;
  return route => {
    const config = current();
    if (known?.config !== config) known = { config, flags: new Map() };
    const { flags } = known;
    if (!flags.has(route.id)) flags.set(route.id, flagsOf(config, route));
    return flags.get(route.id);
  };
}
