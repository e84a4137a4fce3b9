import { resolve } from 'node:path';
import { allImages } from './apps.ts';
import { buildImages, readRevision, usualTag } from './build.ts';
import { buildStandins, localBases } from './local/standins.ts';
import { writeSboms } from './sbom.ts';
import { verifyImages } from './verify.ts';

/** `make images`, `images-local`, `images-verify` and `sbom`: what is built, and of what. */

const root = resolve(import.meta.dirname, '../..');
const [verb, ...rest] = process.argv.slice(2);
const option = (name: string): string =>
  rest.find(each => each.startsWith(`--${name}=`))?.slice(name.length + 3) ?? '';
const wanted = option('apps').split(',').filter(Boolean);
const images = allImages(root).filter(({ id }) => wanted.length === 0 || wanted.includes(id));
// Of the sidecar a stand-in is made, and npm knows nothing of it.
const apps = images.filter(({ id }) => id !== 'daprd');
const report = { line: (text: string) => void process.stdout.write(`${text}\n`), progress: () => undefined };

function named(image: string, name: string): Record<string, string> {
  return image === '' ? {} : { [name]: image };
}

const bases = {
  ...named(option('build-image'), 'BUILD_IMAGE'),
  ...named(option('run-image'), 'RUN_IMAGE'),
  ...named(option('go-image'), 'GO_IMAGE'),
};

const verbs: Record<string, () => Promise<void> | void> = {
  build: () =>
    buildImages({
      root,
      apps: images,
      registry: option('registry').replace(/([^/])$/, '$1/'),
      tag: option('tag') || usualTag(readRevision(root)),
      platforms: option('platforms'),
      push: rest.includes('--push'),
      bases,
    }),
  local: async () => {
    if (!rest.includes('--apps-only')) await buildStandins(root, report);
    const place = { registry: 'localhost/', tag: 'dev', platforms: '', push: false };
    buildImages({ root, apps, ...place, bases: localBases });
  },
  verify: () =>
    verifyImages({ root, apps: images, registry: '', tag: 'verify', platforms: '', push: false, bases }),
  sbom: () => writeSboms(root, apps),
};

try {
  const work = verbs[verb ?? ''];
  if (work === undefined) throw new Error(`Say ${Object.keys(verbs).join(', ')}, not ${String(verb)}`);
  await work();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
