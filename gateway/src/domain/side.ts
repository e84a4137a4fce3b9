import { createHash } from 'node:crypto';

/** Side is who answers a request while a migration runs: the monolith or this platform. */
export type Side = 'legacy' | 'platform';

/** Flags say which workspaces a service, or one route, serves from which side. */
export interface Flags {
  /** Share of the workspaces that the monolith serves, 0 to 1. */
  legacy: number;
  /** Share of the workspaces whose requests the other side gets a copy of, 0 to 1. */
  shadow: number;
  /** Workspaces that the monolith serves, whatever the share is. */
  legacyWorkspaces: ReadonlySet<string>;
  /** Workspaces that the platform serves, whatever the share is. */
  platformWorkspaces: ReadonlySet<string>;
  /** Workspaces whose requests are copied, whatever the share is. */
  shadowWorkspaces: ReadonlySet<string>;
  /** What the places of workspaces are drawn by: another one shuffles them. */
  salt: string;
}

/** Decision is what the flags say about one caller. */
export interface Decision {
  side: Side;
  /** Whether the other side gets a copy. */
  shadow: boolean;
}

/** Who is who to the flags: a workspace where there is one, else anything that stays the same for a caller. */
export interface Placed {
  workspaceId?: string | undefined;
  /** A user's id, or an address: for requests outside any workspace. */
  otherwise: string;
}

const span = 2 ** 48;

/** placeOf gives a caller's place between 0 and 1: evenly spread, and the same in every replica for ever. */
export function placeOf(salt: string, name: string): number {
  const digest = createHash('sha256').update(`${salt.length}:${salt}${name}`).digest();
  return digest.readUIntBE(0, 6) / span;
}

/**
 * decide puts a caller on a side. Callers whose place is below the share are the monolith's, so that a larger share
 * only moves workspaces to it, and a smaller one only moves them away.
 */
export function decide(flags: Flags, { workspaceId, otherwise }: Placed): Decision {
  const name = workspaceId === undefined ? `caller ${otherwise}` : `workspace ${workspaceId}`;
  const listed = (list: ReadonlySet<string>) => workspaceId !== undefined && list.has(workspaceId);
  const drawn: Side = placeOf(flags.salt, name) < flags.legacy ? 'legacy' : 'platform';
  const side = listed(flags.legacyWorkspaces)
    ? 'legacy'
    : listed(flags.platformWorkspaces)
      ? 'platform'
      : drawn;
  const shadow = listed(flags.shadowWorkspaces) || placeOf(`${flags.salt} shadow`, name) < flags.shadow;
  return { side, shadow };
}
