import type { FieldError } from '@neighbourhood/shared/errors/app-error';
import { toAppError } from '@neighbourhood/shared/errors/app-error';
import { checkUrl, type GuardOptions } from '@neighbourhood/shared/net/ssrf';
import { paramNames, withParams } from '../domain/connection-params.ts';
import { addresses } from '../domain/origins.ts';
import type { ProviderAuth } from '../domain/provider-auth.ts';
import type { Provider } from '../domain/provider.ts';
import { placeholders } from '../domain/template.ts';

/** What the platform calls by itself in `call: <provider>.<action>`. */
const reserved = new Set(['neighbourhood']);
/** Headers that say where a request goes or how it is sent, which no definition decides. */
const transport = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'upgrade', 'te', 'trailer', 'proxy-authorization', 'expect', 'keep-alive']); // prettier-ignore
/** What token answers call what opens an account. */
const secretNames = new Set(['access_token', 'refresh_token', 'id_token']);
/** Lists within lists that a template may go through. */
const deepest = 2;

/** ownProblems finds what a definition of a workspace may not say, and an entry of the catalogue may. */
export function ownProblems(provider: Provider, guard: GuardOptions): FieldError[] {
  const headers = [
    { path: 'headers', names: provider.headers },
    ...provider.actions.map(({ request }, index) => ({
      path: `actions.${index}.request.headers`,
      names: request.headers ?? {},
    })),
  ];
  const actions = provider.actions.map(({ input: _input, output: _output, ...action }) => action);
  return [
    ...(reserved.has(provider.id) ? [{ path: 'id', message: 'is the platform’s own' }] : []),
    ...(provider.profiles === undefined ? [] : [{ path: 'profiles', message: 'is for the catalogue only' }]),
    ...(provider.adapter === undefined ? [] : [{ path: 'adapter', message: 'is for the catalogue only' }]),
    ...headers.flatMap(({ path, names }) =>
      Object.keys(names)
        .filter(name => transport.has(name.toLowerCase()))
        .map(name => ({ path: `${path}.${name}`, message: 'is no header that a definition may set' })),
    ),
    ...addresses(provider).flatMap(({ path, text }) => addressProblem(path, text, guard)),
    ...listProblems({ ...provider, actions }),
    ...shownProblems(provider),
  ];
}

/** Where a parameter stands, any value may come: it is checked again at each connect. */
function addressProblem(path: string, text: string, guard: GuardOptions): FieldError[] {
  if (/^[^/]*\/\/[^/?#]*\$\{(?!params\.)/.test(text))
    return [{ path, message: 'only ${params.x} may stand in a host' }];
  const filled = withParams(text, Object.fromEntries(paramNames(text).map(name => [name, 'x'])));
  const plain = filled.replace(/\$\{[^}]*\}/g, 'x');
  try {
    checkUrl(plain, guard, 'PROVIDER.INVALID', path);
    return [];
  } catch (error) {
    const { message } = toAppError(error);
    return [{ path, message }];
  }
}

/** A list of its own, or lists within lists, would make a short text a large one. */
function listProblems(value: unknown, path = '', depth = 0): FieldError[] {
  if (typeof value !== 'object' || value === null) return [];
  const within = (key: string) => (path === '' ? key : `${path}.${key}`);
  const each = Object.hasOwn(value, '$each') ? (value as { $each?: unknown }).$each : undefined;
  const isList = each !== undefined;
  return [
    ...(isList && !(typeof each === 'string' && /^\$\{\s*[\w.-]+\s*\}$/.test(each))
      ? [{ path: within('$each'), message: 'must be a placeholder, as ${body.items}' }]
      : []),
    ...(isList && depth >= deepest
      ? [{ path: within('$each'), message: `may stand in ${deepest - 1} other at most` }]
      : []),
    ...Object.entries(value).flatMap(([key, part]) =>
      listProblems(part, within(key), isList ? depth + 1 : depth),
    ),
  ];
}

/** What everybody who sees a connection sees of it holds no secret. */
function shownProblems({ auth, account, params }: Provider): FieldError[] {
  const shown = [
    { path: 'account.id', text: account.id },
    { path: 'account.name', text: account.name ?? '' },
    ...params.map(({ from }, index) => ({ path: `params.${index}.from.value`, text: from?.value ?? '' })),
  ];
  const scope = 'token' in auth ? auth.token.scope.split('.') : [];
  return [
    ...shown
      .filter(({ text }) =>
        placeholders(text).some(({ path, filter }) => filter !== 'fingerprint' && isSecret(auth, path)),
      )
      .map(({ path }) => ({
        path,
        message: 'everybody may see this: of credentials and tokens, `| fingerprint` at most',
      })),
    ...(scope.length > 0 && isSecretToken(auth, scope)
      ? [{ path: 'auth.token.scope', message: 'everybody may see this: it must be no token' }]
      : []),
  ];
}

function isSecret(auth: ProviderAuth, path: string): boolean {
  const [root, ...keys] = path.split('.');
  return root === 'credentials' || (root === 'token' && isSecretToken(auth, keys));
}

/** A part of the token answer that is a token, or has one within. */
function isSecretToken(auth: ProviderAuth, keys: readonly string[]): boolean {
  if (keys.length === 0 || keys.some(key => secretNames.has(key))) return true;
  const held = 'token' in auth ? [auth.token.accessToken, auth.token.refreshToken] : [];
  return held.some(path => path.split('.').slice(0, keys.length).join('.') === keys.join('.'));
}
