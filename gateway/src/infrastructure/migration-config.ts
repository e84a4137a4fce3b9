import { z } from 'zod';
import { dynamic } from '@neighbourhood/shared/config/live-part';
import { duration, list, size } from '@neighbourhood/shared/config/types';

/** Coercing would take an empty value, a slip of whoever sets a flag, for 0. */
const share = z
  .union(
    [
      z.number(),
      z
        .string()
        .regex(/^[01]?\.?\d+$/)
        .transform(Number),
    ],
    'must be a number from 0 to 1',
  )
  .refine(number => number >= 0 && number <= 1, 'must be a number from 0 to 1');
const workspaces = list.refine(ids => ids.every(id => /^\S{1,128}$/.test(id)), 'must be ids of workspaces');
const count = z.coerce.number().int().min(1);

const flags = z.strictObject({
  legacy: share.optional(),
  shadow: share.optional(),
  legacyWorkspaces: workspaces.optional(),
  platformWorkspaces: workspaces.optional(),
  shadowWorkspaces: workspaces.optional(),
  salt: z.string().min(1).max(64).optional(),
});

/** FlagSettings are flags as they are configured: a route's lie over its service's, which lie over the defaults. */
export type FlagSettings = z.output<typeof flags>;

const service = flags.prefault({});

/** An address without anything that a request could be steered by. */
const baseUrl = z.union([
  z.literal(''),
  z.url({ protocol: /^https?$/ }).refine(text => {
    const url = URL.parse(text);
    return url !== null && [url.username, url.password, url.search, url.hash].every(part => part === '');
  }, 'must be an http or https address without credentials, query or fragment'),
]);

/** migrationConfig is the part `migration` of the gateway's configuration; see docs/migration.md. */
export const migrationConfig = z
  .strictObject({
    legacy: z
      .strictObject({
        /** The monolith; '' is none. */
        baseUrl: baseUrl.default(''),
        /** Who checks the credentials of requests that the monolith answers. */
        authenticate: dynamic(z.enum(['gateway', 'legacy'])).default('gateway'),
        /** How long the monolith may take to begin its answer, and between two parts of it. */
        timeout: duration.default(10_000),
        /** How long a whole answer may take. */
        answerTimeout: duration.default(300_000),
        maxAnswer: size.default(100 * 1024 * 1024),
        connections: count.default(64),
        breakerFailures: count.default(5),
        breakerOpen: duration.default(5_000),
      })
      .prefault({}),
    services: dynamic(
      z.strictObject({
        auth: service,
        integration: service,
        workflow: service,
        consent: service,
        notification: service,
      }),
    ).prefault({}),
    /** By operation id of the OpenAPI document. */
    routes: dynamic(z.record(z.string().regex(/^[a-z]\w{0,63}$/i, 'must be an operation id'), flags)).default(
      {},
    ),
    shadow: dynamic(
      z.strictObject({
        /** Operations that are copied though they are no GET: name only those that are harmless when done twice. */
        operations: list.default([]),
        concurrency: count.default(8),
        timeout: duration.default(5_000),
        maxAnswer: size.default(256 * 1024),
        /** Paths that are not compared, as `items.*.updatedAt`. */
        ignore: list.default(['requestId', 'instance']),
      }),
    ).prefault({}),
  })
  .superRefine((migration, context) => {
    const all = [...Object.entries(migration.services), ...Object.entries(migration.routes)];
    for (const [name, { legacyWorkspaces = [], platformWorkspaces = [] }] of all) {
      const both = legacyWorkspaces.filter(id => platformWorkspaces.includes(id));
      if (both.length > 0)
        context.addIssue({
          code: 'custom',
          path: [name],
          message: `${both.join(', ')} cannot be on both sides`,
        });
    }
    const used = all.some(
      ([, one]) =>
        (one.legacy ?? 0) > 0 ||
        (one.shadow ?? 0) > 0 ||
        (one.legacyWorkspaces ?? []).length > 0 ||
        (one.shadowWorkspaces ?? []).length > 0,
    );
    if (used && migration.legacy.baseUrl === '')
      context.addIssue({
        code: 'custom',
        path: ['legacy', 'baseUrl'],
        message: 'must name the monolith before anything is routed or copied to it',
      });
  });

/** MigrationConfig as it is once checked. */
export type MigrationConfig = z.output<typeof migrationConfig>;
