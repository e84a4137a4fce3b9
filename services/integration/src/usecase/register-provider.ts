import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { AppError, type FieldError } from '@neighbourhood/shared/errors/app-error';
import { origins } from '../domain/origins.ts';
import type { Provider } from '../domain/provider.ts';
import { type ListedProvider, listed } from './list-providers.ts';
import type {
  OwnClients,
  OwnProviders,
  PlatformClients,
  ReadDefinition,
  WorkspaceCatalogue,
} from './ports.ts';

interface Deps {
  catalogue: WorkspaceCatalogue;
  ownProviders: OwnProviders;
  clients: PlatformClients;
  ownClients: OwnClients;
  readDefinition: ReadDefinition;
}

/** createRegisterProvider adds a workspace's own provider. Nobody else sees it. */
export function createRegisterProvider({ ownProviders, readDefinition, ...deps }: Deps) {
  return async ({ definition }: { definition: unknown }, call: Call): Promise<ListedProvider> => {
    requirePermission(call, 'integration:write');
    const workspaceId = requireWorkspace(call);
    const provider = requireValid(readDefinition, definition);
    const exists = (await deps.catalogue.find(workspaceId, provider.id)) !== undefined;
    const added = exists ? 'taken' : await ownProviders.add(workspaceId, provider.id, definition);
    if (added === 'full') throw tooMany();
    if (added === 'taken') {
      const detail = `There is a provider ${provider.id} already; choose another id.`;
      throw new AppError('alreadyExists', 'PROVIDER.EXISTS', detail, {
        fields: [{ path: 'id', message: 'is taken' }],
      });
    }
    return listed(deps, provider, undefined);
  };
}

/**
 * createUpdateProvider replaces a definition. While connections exist, what they hold goes nowhere else than before:
 * the way to authenticate and the hosts stay. Where none exist the hosts may change, and OAuth clients do not go along.
 */
export function createUpdateProvider({ ownProviders, readDefinition, ...deps }: Deps) {
  return async (request: { provider: string; definition: unknown }, call: Call): Promise<ListedProvider> => {
    requirePermission(call, 'integration:write');
    const workspaceId = requireWorkspace(call);
    const before = await requireOwn(deps.catalogue, workspaceId, request.provider);
    const provider = requireValid(readDefinition, request.definition);
    if (provider.id !== before.id)
      throw invalidDefinition([{ path: 'id', message: `must be ${before.id}, as in the address` }]);
    let changes: string[] = [];
    const outcome = await ownProviders.replace(workspaceId, provider.id, request.definition, stored => {
      changes = forbiddenChanges(stored, provider);
      return changes.length > 0;
    });
    if (outcome === 'gone') throw notFound();
    if (outcome === 'used')
      throw inUse(`${before.name} has connections: ${changes.join(' and ')} cannot change while it has.`);
    return listed(deps, provider, await deps.ownClients.current(workspaceId, provider.id));
  };
}

/** createDeleteProvider forgets a workspace's own provider that has no connections, also one that no longer fits the schema. */
export function createDeleteProvider({ catalogue, ownProviders }: Pick<Deps, 'catalogue' | 'ownProviders'>) {
  return async (request: { provider: string }, call: Call): Promise<void> => {
    requirePermission(call, 'integration:delete');
    const workspaceId = requireWorkspace(call);
    const { provider: id } = request;
    const known = await catalogue.find(workspaceId, id);
    if (known && known.own !== true) throw notOwn(known);
    const outcome = await ownProviders.remove(workspaceId, id);
    if (outcome === 'gone') throw notFound();
    if (outcome === 'used') throw inUse(`${known?.name ?? id} has connections; delete them first.`);
  };
}

function requireValid(read: ReadDefinition, definition: unknown): Provider {
  const result = read(definition);
  if ('provider' in result) return result.provider;
  throw invalidDefinition(result.problems);
}

async function requireOwn(catalogue: WorkspaceCatalogue, workspaceId: string, id: string): Promise<Provider> {
  const provider = await catalogue.find(workspaceId, id);
  if (!provider) throw notFound();
  if (provider.own === true) return provider;
  throw notOwn(provider);
}

function forbiddenChanges(before: Provider, after: Provider): string[] {
  const known = new Set(origins(before));
  return [
    ...(before.auth.type === after.auth.type ? [] : ['how it authenticates']),
    ...(origins(after).every(origin => known.has(origin)) ? [] : ['its hosts']),
  ];
}

function invalidDefinition(fields: readonly FieldError[]): AppError {
  return new AppError('invalidArgument', 'PROVIDER.INVALID', 'The definition does not fit the schema.', {
    fields,
  });
}

function notFound(): AppError {
  return new AppError('notFound', 'PROVIDER.NOT_FOUND', 'There is no such provider.');
}

function notOwn({ name }: Provider): AppError {
  const detail = `${name} is the platform's; a workspace changes its own providers only.`;
  return new AppError('conflict', 'PROVIDER.NOT_OWN', detail);
}

function inUse(detail: string): AppError {
  return new AppError('conflict', 'PROVIDER.IN_USE', detail);
}

function tooMany(): AppError {
  return new AppError(
    'conflict',
    'PROVIDER.TOO_MANY',
    'This workspace has as many providers of its own as it may.',
  );
}
