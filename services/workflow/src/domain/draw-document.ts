import { convertToMermaidCode } from '@serverlessworkflow/sdk';
import { type Document } from './document.ts';

/** drawDocument draws a document as a Mermaid flowchart, by the official SDK. */
export function drawDocument(document: Document): string {
  return convertToMermaidCode(document);
}
