import { z } from 'zod';
import type { Workflow__Output } from '@neighbourhood/proto/gen/neighbourhood/workflow/v1/Workflow';
import { readYaml } from '@neighbourhood/shared/yaml/read-yaml';
import { compact } from '../http/compact.ts';
import { iso, required, requiredIso, time, typedId } from './common.ts';

const fields = {
  id: typedId('wfl'),
  namespace: z.string().meta({ examples: ['acme'] }),
  name: z.string().meta({ examples: ['welcome-customer'] }),
  version: z.string().meta({ examples: ['1.0.0'] }),
  hash: z.string().meta({ description: 'SHA-256 of the document in canonical JSON; runs are pinned to it.' }),
  title: z.string().optional(),
  summary: z.string().optional(),
  createdAt: time,
  updatedAt: time.optional(),
};

/** workflow is one version of a definition, as lists show it. */
export const workflow = z.object(fields).meta({ id: 'Workflow' });

/** workflowWithDocument is a definition with its whole document. */
export const workflowWithDocument = z
  .object({ ...fields, document: z.unknown().meta({ description: 'The Serverless Workflow document.' }) })
  .meta({ id: 'WorkflowWithDocument' });

/** presentWorkflow presents a definition without its document. */
export function presentWorkflow(message: Workflow__Output | null) {
  const from = required(message);
  const { id, namespace, name, version, hash, title, summary } = from;
  return compact({
    id,
    namespace,
    name,
    version,
    hash,
    title: title || undefined,
    summary: summary || undefined,
    createdAt: requiredIso(from.createdAt),
    updatedAt: iso(from.updatedAt),
  });
}

/** presentWorkflowWithDocument presents a definition and, as JSON, its document. */
export function presentWorkflowWithDocument(from: Workflow__Output) {
  const document: unknown =
    from.format === 'DOCUMENT_FORMAT_YAML' ? readYaml(from.document) : JSON.parse(from.document);
  return { ...presentWorkflow(from), document };
}
