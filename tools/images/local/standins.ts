import type { Report } from '../../up/src/build/report.ts';
import { run } from '../run.ts';
import { daprPrograms, withContext } from './context.ts';
import { debianImage, ensureDebian } from './debian.ts';

/** localBases stand in for the Dockerfile's bases. */
export const localBases = {
  BUILD_IMAGE: 'localhost/neighbourhood-bases/node:24',
  RUN_IMAGE: 'localhost/neighbourhood-bases/nodejs24:nonroot',
} as const;

/** Servers that stand in for the images of their makers, by the stages of local/Dockerfile. */
const servers = [
  'redis',
  'rabbitmq',
  'postgres',
  'vault',
  'ferretdb',
  'prometheus',
  'pause',
  'kafka',
  'consul',
] as const;

/** standin names the image of a server or of one of Dapr's programs. */
export function standin(name: string): string {
  return `localhost/neighbourhood-standins/${name}:dev`;
}

interface Wanted {
  target: string;
  tag: string;
  program?: string;
}

/** wantedImages are all that `make images-local` makes beside the apps. */
export function wantedImages(): Wanted[] {
  return [
    { target: 'build-base', tag: localBases.BUILD_IMAGE },
    { target: 'run-base', tag: localBases.RUN_IMAGE },
    ...servers.map(target => ({ target, tag: standin(target) })),
    ...daprPrograms.map(program => ({ target: 'dapr', tag: standin(program), program })),
  ];
}

/** buildStandins makes the bases and every stand-in. */
export async function buildStandins(root: string, report: Report): Promise<void> {
  ensureDebian();
  await withContext(root, report, folder => {
    for (const { target, tag, program } of wantedImages()) {
      report.line(`Building ${tag}`);
      const values = { DEBIAN: debianImage, ...(program === undefined ? {} : { PROGRAM: program }) };
      run('docker', [
        ...['buildx', 'build', '--quiet', '--load', '--provenance=false', '--target', target, '--tag', tag],
        ...Object.entries(values).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]),
        folder,
      ]);
    }
  });
}
