import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { Failure } from '../process/failure.ts';
import { type Extra, readExtras } from './extra.ts';

/** What one app may say for itself, or `common` for all: the keys of the Dapr CLI that we understand. */
const shared = z.strictObject({
  appProtocol: z.enum(['grpc', 'http', 'https']).optional(),
  configFilePath: z.string().optional(),
  resourcesPaths: z.array(z.string()).optional(),
  enableAppHealthCheck: z.boolean().optional(),
  appHealthCheckPath: z.string().optional(),
  appHealthProbeInterval: z.int().positive().optional(),
  appHealthProbeTimeout: z.int().positive().optional(),
  appHealthThreshold: z.int().positive().optional(),
  apiListenAddresses: z.literal('127.0.0.1').optional(),
  placementHostAddress: z.string().optional(),
  schedulerHostAddress: z.string().optional(),
  logLevel: z.string().optional(),
  daprdLogDestination: z.string().optional(),
  appLogDestination: z.string().optional(),
  env: z.record(z.string(), z.coerce.string()).optional(),
});

const port = z.int().min(1).max(65_535);

const app = shared.extend({
  appID: z.string().regex(/^[a-z][a-z0-9-]*$/),
  appDirPath: z.literal('.'),
  command: z.array(z.string()).nonempty(),
  appPort: port,
  daprGRPCPort: port,
  daprHTTPPort: port,
  daprInternalGRPCPort: port,
  metricsPort: port,
});

const runFile = z.strictObject({
  version: z.literal(1),
  common: shared.default({}),
  apps: z.array(app).nonempty(),
});

/** App is one entry of dapr.yaml with the common part merged in, its ports moved by the offset. */
export type App = z.output<typeof app>;

/** RunFile is what dapr.yaml asks to run. */
export interface RunFile {
  /** Those of dapr.yaml, then the extra ones. */
  apps: readonly App[];
  extras: readonly Extra[];
}

/**
 * readRunFile reads dapr.yaml, and the app.yaml of every extra folder; a Failure names the file and every key that
 * is wrong.
 */
export function readRunFile(root: string, portOffset = 0, extraFolders: readonly string[] = []): RunFile {
  const file = join(root, 'dapr.yaml');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Failure(`dapr.yaml cannot be read: ${(cause as Error).message}`, { cause });
  }
  return parseRunFile(text, portOffset, readExtras(root, extraFolders));
}

/** parseRunFile is readRunFile of a text. */
export function parseRunFile(text: string, portOffset = 0, extras: readonly Extra[] = []): RunFile {
  let document: unknown;
  try {
    document = parse(text);
  } catch (cause) {
    throw new Failure(`dapr.yaml is not YAML: ${(cause as Error).message}`, { cause });
  }
  const parsed = runFile.safeParse(document);
  if (!parsed.success) throw new Failure(`dapr.yaml is wrong:\n${z.prettifyError(parsed.error)}`);
  const { common } = parsed.data;
  const apps = [...parsed.data.apps, ...extras.map(extra => parseExtra(extra, common.resourcesPaths))];
  const ids = apps.map(({ appID }) => appID);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Failure(`dapr.yaml is wrong: two apps are called ${twice}`);
  return {
    extras,
    apps: apps.map(one => ({
      ...common,
      ...one,
      env: { ...common.env, ...one.env },
      appPort: one.appPort + portOffset,
      daprGRPCPort: one.daprGRPCPort + portOffset,
      daprHTTPPort: one.daprHTTPPort + portOffset,
      daprInternalGRPCPort: one.daprInternalGRPCPort + portOffset,
      metricsPort: one.metricsPort + portOffset,
    })),
  };
}

/** An extra app loads what all load, and the folder components/ beside its app.yaml. */
function parseExtra({ folder, run }: Extra, usual: readonly string[] = []): z.output<typeof app> {
  const resourcesPaths = [...usual, `./${folder}/components`];
  const parsed = app.safeParse({ appDirPath: '.', resourcesPaths, ...run });
  if (parsed.success) return parsed.data;
  throw new Failure(`run of ${folder}/app.yaml is wrong:\n${z.prettifyError(parsed.error)}`);
}
