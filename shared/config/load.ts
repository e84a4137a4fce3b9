import { type z } from 'zod';
import { mergeTrees, readDynamic, readEnvironment, readFiles, readFlags, type Tree } from './sources.ts';

/** ConfigError names every key that is wrong; a process that meets it does not start. */
export class ConfigError extends Error {
  constructor(app: string, issues: readonly string[]) {
    super(`The configuration of ${app} is wrong:\n${issues.map(issue => `  - ${issue}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/** ConfigSources says where configuration comes from; everything defaults to the process's own. */
export interface ConfigSources<S extends z.ZodType> {
  app: string;
  schema: S;
  /** Folder of the `<app>.yaml` or `.json` files; default `configs`. */
  directory?: string;
  env?: NodeJS.ProcessEnv;
  /** Command-line flags, without the program's own name. */
  argv?: readonly string[];
  /** Values of the dynamic store by dotted path, as `{ 'log.level': 'debug' }`. */
  dynamic?: Readonly<Record<string, string>>;
}

/** ConfigLayers are the sources that do not change while a process runs, below and above the dynamic store. */
export interface ConfigLayers {
  below: Tree;
  above: Tree;
}

/** readLayers reads files and environment, and flags. Throws ConfigError. */
export function readLayers(sources: ConfigSources<z.ZodType>): ConfigLayers {
  const { app, directory = 'configs', env = process.env, argv = [] } = sources;
  try {
    const below = mergeTrees(readFiles(env['NH_CONFIG_DIR'] ?? directory, app), readEnvironment(env));
    return { below, above: readFlags(argv) };
  } catch (error) {
    throw new ConfigError(app, [error instanceof Error ? error.message : String(error)]);
  }
}

/** checkLayers lays dynamic values between the layers and checks the result by the schema. */
export function checkLayers<S extends z.ZodType>(
  schema: S,
  { below, above }: ConfigLayers,
  dynamic: Readonly<Record<string, string>>,
): { config: z.output<S> } | { issues: readonly string[] } {
  const result = schema.safeParse(mergeTrees(mergeTrees(below, readDynamic(dynamic)), above));
  if (result.success) return { config: result.data };
  return {
    issues: result.error.issues.map(issue => `${issue.path.join('.') || '(root)'}: ${issue.message}`),
  };
}

/**
 * loadConfig merges the sources, lowest first: files, environment (`NH_…`), dynamic store, flags; then checks
 * the result by the schema. Throws ConfigError with every bad key.
 */
export function loadConfig<S extends z.ZodType>(sources: ConfigSources<S>): z.output<S> {
  const checked = checkLayers(sources.schema, readLayers(sources), sources.dynamic ?? {});
  if ('issues' in checked) throw new ConfigError(sources.app, checked.issues);
  return checked.config;
}
