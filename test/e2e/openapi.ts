import type { Rest } from '../journey/rest.ts';

/** Operation is one of the public API, as its OpenAPI document tells. */
export interface Operation {
  id: string;
  method: string;
  /** Path template below `/api/v1`, as `/consents/{id}`. */
  path: string;
  /** Answers without credentials. */
  open: boolean;
  /** An API key will do; else only a user. */
  keyed: boolean;
  /** A body of fields; not one that is passed on whatever it is. */
  takesBody: boolean;
}

interface Described {
  operationId: string;
  security?: Record<string, unknown>[];
  requestBody?: { content: Record<string, { schema?: unknown }> };
}

/** operations lists all operations below /api/v1; the document itself is the proof that none is forgotten. */
export async function operations(rest: Rest): Promise<Operation[]> {
  const answer = await fetch(`${rest.baseUrl}/openapi.json`);
  const { paths } = (await answer.json()) as { paths: Record<string, Record<string, unknown>> };
  return Object.entries(paths)
    .filter(
      ([path, item]) =>
        item['servers'] === undefined && !/^\/(approvals|connect|health|\.well-known)\//.test(path),
    )
    .flatMap(([path, item]) =>
      Object.entries(item)
        .filter(([method]) => ['get', 'post', 'put', 'patch', 'delete'].includes(method))
        .map(([method, value]) => {
          const { operationId, security = [], requestBody } = value as Described;
          return {
            id: operationId,
            method: method.toUpperCase(),
            path,
            open: security.length === 0,
            keyed: security.some(scheme => 'apiKey' in scheme),
            takesBody: Object.values(requestBody?.content ?? {}).some(({ schema }) => schema !== undefined),
          };
        }),
    );
}
