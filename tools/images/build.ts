import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { daprVersion } from '../up/src/build/dapr.ts';
import type { ImageApp } from './apps.ts';
import { output, run } from './run.ts';

/** Build says what images are built of and called. */
export interface Build {
  root: string;
  apps: readonly ImageApp[];
  /** Before `neighbourhood/`, with its slash; empty for none. */
  registry: string;
  tag: string;
  /** As `linux/amd64,linux/arm64`; empty for this machine's own, loaded into its engine. */
  platforms: string;
  push: boolean;
  /** BUILD_IMAGE, RUN_IMAGE and GO_IMAGE, where they are not the Dockerfiles'. */
  bases: Readonly<Record<string, string>>;
}

/** Revision is which sources images are built from; times in images are those of the commit. */
export interface Revision {
  version: string;
  commit: string;
  epochSeconds: number;
  source: string;
}

/** readRevision asks package.json and git. */
export function readRevision(root: string): Revision {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const git = (...args: string[]): string | undefined => output('git', ['-C', root, ...args]);
  const isChanged = (git('status', '--porcelain', '--untracked-files=no') ?? '') !== '';
  return {
    version,
    commit: `${git('rev-parse', 'HEAD') ?? 'unknown'}${isChanged ? '-changed' : ''}`,
    epochSeconds: Number(process.env['SOURCE_DATE_EPOCH'] ?? git('log', '-1', '--format=%ct') ?? 0),
    source: git('remote', 'get-url', 'origin')?.replace(/\/\/[^@/]+@/, '//') ?? 'unknown',
  };
}

/** usualTag is the version and the commit: never the same for other sources. */
export function usualTag({ version, commit }: Revision): string {
  return `${version}-${commit.slice(0, 12)}${commit.endsWith('-changed') ? '-changed' : ''}`;
}

/** imageName of one app. */
export function imageName({ registry, tag }: Pick<Build, 'registry' | 'tag'>, id: string): string {
  return `${registry}neighbourhood/${id}:${tag}`;
}

/** bakeFile says to `docker buildx bake` how each image is built. */
export function bakeFile(build: Build, revision: Revision): object {
  const args = {
    ...build.bases,
    VERSION: revision.version,
    REVISION: revision.commit,
    SOURCE: revision.source,
    CREATED: new Date(revision.epochSeconds * 1000).toISOString(),
    SOURCE_DATE_EPOCH: String(revision.epochSeconds),
  };
  const target = (app: ImageApp): object => ({
    ...(app.id === 'daprd'
      ? { context: app.folder, args: { ...args, DAPR_VERSION: daprVersion } }
      : { context: '.', dockerfile: 'tools/images/Dockerfile', args: { ...args, APP: app.folder } }),
    tags: [imageName(build, app.id)],
    ...(build.platforms === '' ? {} : { platforms: build.platforms.split(',') }),
    // Who built it and of what, beside the image; an engine's own store has no place for it.
    ...(build.push ? { attest: ['type=provenance,mode=max', 'type=sbom'] } : {}),
  });
  return {
    group: { default: { targets: build.apps.map(({ id }) => id) } },
    target: Object.fromEntries(build.apps.map(app => [app.id, target(app)])),
  };
}

/** buildImages builds all of the same sources, which are compiled once. */
export function buildImages(build: Build): void {
  if (build.platforms.includes(',') && !build.push)
    throw new Error('Images for several platforms go to a registry: PUSH=1 REGISTRY=registry.example.com/');
  const input = JSON.stringify(bakeFile(build, readRevision(build.root)));
  const where = build.push ? '--push' : '--load';
  run('docker', ['buildx', 'bake', '--file', '-', where], { cwd: build.root, input });
}
