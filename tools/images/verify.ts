import { setTimeout as pause } from 'node:timers/promises';
import { type Build, bakeFile, imageName, readRevision } from './build.ts';
import { output, run } from './run.ts';

/** Layers of one image, by the checksum of what is in them. */
function layersOf(image: string): string {
  const layers = output('docker', ['image', 'inspect', '--format', '{{json .RootFS.Layers}}', image]);
  if (layers === undefined) throw new Error(`${image} was not built`);
  return layers;
}

/**
 * verifyImages builds every image twice from nothing, at different times, and compares all layers. Bases are part of
 * what is built from: name them by digest to compare with what others built.
 */
export async function verifyImages(build: Build): Promise<void> {
  const input = JSON.stringify(bakeFile(build, readRevision(build.root)));
  const images = build.apps.map(({ id }) => imageName(build, id));
  const buildAnew = (): Map<string, string> => {
    run('docker', ['buildx', 'bake', '--file', '-', '--load', '--no-cache'], { cwd: build.root, input });
    return new Map(images.map(image => [image, layersOf(image)]));
  };
  const first = buildAnew();
  // So that times in whole seconds differ as well.
  await pause(2_000);
  const second = buildAnew();
  const different = images.filter(image => first.get(image) !== second.get(image));
  if (different.length > 0) throw new Error(`Built twice, and not the same: ${different.join(', ')}`);
  process.stdout.write(`Built twice, layer by layer the same: ${images.join(', ')}\n`);
}
