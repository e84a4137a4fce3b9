import { type z } from 'zod';
import { mergeTrees, readDynamic, readEnvironment, readFiles, readFlags } from './sources.ts';

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
  /** Flat keys of the configuration store, as `{ 'log.level': 'debug' }`. */
  dynamic?: Readonly<Record<string, string>>;
}

/**
 * loadConfig merges the sources, lowest first: files, environment (`NH_…`), dynamic store, flags; then checks
 * the result by the schema. Throws ConfigError with every bad key.
 */
export function loadConfig<S extends z.ZodType>(sources: ConfigSources<S>): z.output<S> {
  const { app, schema, directory = 'configs', env = process.env, argv = [], dynamic = {} } = sources;
  const layers = [
    () => readFiles(env['NH_CONFIG_DIR'] ?? directory, app),
    () => readEnvironment(env),
    () => readDynamic(dynamic),
    () => readFlags(argv),
  ];
  let tree = {};
  for (const layer of layers) {
    try {
      tree = mergeTrees(tree, layer());
    } catch (error) {
      throw new ConfigError(app, [error instanceof Error ? error.message : String(error)]);
    }
  }
  const result = schema.safeParse(tree);
  if (result.success) return result.data;
  throw new ConfigError(
    app,
    result.error.issues.map(issue => `${issue.path.join('.') || '(root)'}: ${issue.message}`),
  );
}
