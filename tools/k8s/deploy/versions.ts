import { apps } from '../places.ts';

/** Version is where images are and which: `registry` ends with a slash, `tag` is a tag or `sha256:…` for one app. */
export interface Version {
  registry: string;
  tag: string;
  /** Digests by app-id, where they are known: then they count, and the tag is a name. */
  digests?: Readonly<Record<string, string>>;
}

interface Image {
  name: string;
  newName: string;
  newTag?: string;
  digest?: string;
}

/**
 * imagesOf gives kustomize's `images` for what an overlay renders to: every image of one of our apps, whatever the
 * overlay calls it, becomes that of the version. An overlay without them is a mistake of whoever named it.
 */
export function imagesOf(rendered: string, { registry, tag, digests = {} }: Version): Image[] {
  const found = new Map<string, string>();
  for (const [, name = ''] of rendered.matchAll(
    /^\s*(?:- )?image: ["']?([^\s"'@]+?)(?::[^\s"'/@]+)?(?:@\S+)?["']?\s*$/gm,
  )) {
    const app = name.slice(name.lastIndexOf('/') + 1);
    if (name.includes('neighbourhood/') && apps.some(known => known === app)) found.set(name, app);
  }
  return [...found].map(([name, app]) => {
    const digest = digests[app];
    const image = { name, newName: `${registry}neighbourhood/${app}` };
    return digest === undefined ? { ...image, newTag: tag } : { ...image, digest };
  });
}
