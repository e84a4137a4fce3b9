import { parseAllDocuments } from 'yaml';
import { apps } from '../places.ts';

interface Manifest {
  kind: string;
  metadata: { name: string };
}

/** Parts are what a rendered overlay holds: our apps' Deployments, callees first, and what they stand on. */
export interface Parts {
  rest: object[];
  deployments: { app: string; manifest: object }[];
}

/** partsOf divides what kustomize rendered, so that one app can be rolled out after the other. */
export function partsOf(rendered: string): Parts {
  const all = parseAllDocuments(rendered).map(document => document.toJS() as Manifest);
  const isApp = ({ kind, metadata }: Manifest): boolean =>
    kind === 'Deployment' && apps.some(app => app === metadata.name);
  return {
    rest: all.filter(one => !isApp(one)),
    deployments: apps.flatMap(app =>
      all.filter(one => isApp(one) && one.metadata.name === app).map(manifest => ({ app, manifest })),
    ),
  };
}
