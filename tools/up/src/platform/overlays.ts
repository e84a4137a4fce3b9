import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, type YAMLSeq, isMap, isSeq, parseAllDocuments } from 'yaml';
import { Failure } from '../process/failure.ts';

/** Overlay is what a file of `components/tls` adds to the component of one name and type. */
export interface Overlay {
  name: string;
  type: string;
  /** Entries of `spec.metadata`, each of which replaces the one of its name. */
  metadata: readonly { name: string }[];
}

/** readOverlays reads all documents of a folder; a Failure names the file that holds something else. */
export function readOverlays(root: string, folder: string): Overlay[] {
  return readdirSync(join(root, folder))
    .filter(name => /\.ya?ml$/.test(name))
    .sort()
    .flatMap(name =>
      parseAllDocuments(readFileSync(join(root, folder, name), 'utf8')).map(one => one.toJS() as Raw),
    )
    .filter(one => one !== null)
    .map(one => {
      const { metadata, spec } = one;
      if (one.kind !== 'Component' || metadata?.name === undefined || !spec?.type || !spec.metadata)
        throw new Failure(
          `${folder}: every document needs kind Component, metadata.name, spec.type and spec.metadata`,
        );
      return { name: metadata.name, type: spec.type, metadata: spec.metadata };
    });
}

type Raw = {
  kind?: string;
  metadata?: { name?: string };
  spec?: { type?: string; metadata?: { name: string }[] };
} | null;

/** layOver gives the text of a component file with the overlays of its components in it; others stay as they are. */
export function layOver(text: string, overlays: readonly Overlay[]): string {
  const documents = parseAllDocuments(text);
  const touched = documents.map(document => overlays.map(overlay => apply(document, overlay)).some(Boolean));
  return touched.some(Boolean) ? documents.map(String).join('') : text;
}

function apply(document: Document, { name, type, metadata }: Overlay): boolean {
  if (document.getIn(['kind']) !== 'Component' || document.getIn(['metadata', 'name']) !== name) return false;
  if (document.getIn(['spec', 'type']) !== type) return false;
  const entries = document.getIn(['spec', 'metadata']);
  if (!isSeq(entries)) throw new Failure(`The component ${name} has no list spec.metadata`);
  for (const entry of metadata) put(entries, document, entry);
  return true;
}

function put(entries: YAMLSeq, document: Document, entry: { name: string }): void {
  const node = document.createNode(entry);
  const at = entries.items.findIndex(item => isMap(item) && item.get('name') === entry.name);
  if (at === -1) entries.items.push(node);
  else entries.items[at] = node;
}
