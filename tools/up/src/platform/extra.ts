import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { usualIssuers } from '@neighbourhood/shared/grpc/identity';
import { parse } from 'yaml';
import { z } from 'zod';
import { Failure } from '../process/failure.ts';

const topic = z.string().regex(/^[a-z][a-z0-9.-]*$/);
const method = z.string().regex(/^\/[\w.]+\/\w+$/, 'must be a full method name, as /package.Service/Method');

const rights = z.strictObject({
  /** Components that it uses beside `pubsub` and `secretstore`, as `statestore`. */
  components: z.array(z.string()).default([]),
  /** Topics that it may hear, and those that it may publish to, its dead letters' among them. */
  subscribes: z.array(topic).default([]),
  publishes: z.array(topic).default([]),
  /** Methods that it may call, by the app-id of their service. */
  calls: z.record(z.string(), z.array(method).min(1)).default({}),
  /** What the internal tokens that it signs may say; without it nobody believes them. */
  asserts: z
    .strictObject({
      kinds: z.array(z.enum(['user', 'apiKey', 'execution', 'anonymous'])).min(1),
      permissions: z.array(z.string()),
    })
    .optional(),
});

const appFile = z.strictObject({ run: z.looseObject({ appID: z.string() }), rights });

/** Rights are what an app beside the platform may do; each is laid over a file of components/. */
export type Rights = z.output<typeof rights>;

/** Extra is an app of one's own that runs beside those of dapr.yaml: EXTRA=<folder>. */
export interface Extra {
  /** Relative to the root; holds app.yaml, components/ and access-control.yaml. */
  folder: string;
  appId: string;
  /** An entry as in dapr.yaml, not checked yet. */
  run: Readonly<Record<string, unknown>>;
  rights: Rights;
}

/** readExtras reads the app.yaml of each folder; a Failure names the file and what is wrong. */
export function readExtras(root: string, folders: readonly string[] = []): Extra[] {
  return folders.map(folder => {
    const file = join(folder, 'app.yaml');
    let text: string;
    try {
      text = readFileSync(join(root, file), 'utf8');
    } catch (cause) {
      throw new Failure(`EXTRA=${folder}: ${(cause as Error).message}`, { cause });
    }
    const parsed = appFile.safeParse(parse(text));
    if (!parsed.success) throw new Failure(`${file} is wrong:\n${z.prettifyError(parsed.error)}`);
    const { run } = parsed.data;
    return { folder, appId: run.appID, run, rights: parsed.data.rights };
  });
}

/** issuersOf is the list of all who may sign internal tokens; undefined where it is the usual one. */
export function issuersOf(extras: readonly Extra[]): string | undefined {
  const more = extras.flatMap(({ appId, rights }) =>
    rights.asserts === undefined ? [] : [{ app: appId, ...rights.asserts }],
  );
  return more.length === 0 ? undefined : JSON.stringify([...usualIssuers, ...more]);
}
