import { type FieldError } from '@neighbourhood/shared/errors/app-error';
import { authenticationRules } from './authentication-rules.ts';
import { pointerStep } from './document.ts';
import { toMilliseconds } from './duration.ts';
import { type Protocol } from './effects.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

/**
 * callRules is what this runtime asks of `with` of a call by a protocol, beyond the schema: it refuses what the schema
 * allows and nobody would carry out. `path` leads to `with`; what an expression will give is not looked at.
 */
export function callRules(protocol: Protocol, given: JsonObject, path: string): FieldError[] {
  switch (protocol) {
    case 'http':
      return [...endpointRules(given['endpoint'], `${path}/endpoint`), ...httpRules(given, path)];
    case 'openapi':
      return [
        ...resourceRules(given['document'], `${path}/document`),
        ...authenticationRules(given['authentication'], `${path}/authentication`),
      ];
    case 'grpc':
      return grpcRules(given, path);
    case 'asyncapi':
      return asyncApiRules(given, path);
    case 'mcp':
      return mcpRules(given, path);
    case 'a2a':
      return [{ path, message: 'this runtime does not call a2a agents' }];
  }
}

/** resourceRules refuses documents that are not read over http or https. */
export function resourceRules(resource: Json | undefined, path: string): FieldError[] {
  return isObject(resource) ? endpointRules(resource['endpoint'], `${path}/endpoint`) : [];
}

/** endpointRules refuses URIs of other schemes than http and https, and those with credentials inside. */
export function endpointRules(endpoint: Json | undefined, path: string): FieldError[] {
  if (!isObject(endpoint)) return uriRules(endpoint, path);
  return [
    ...uriRules(endpoint['uri'], `${path}/uri`),
    ...authenticationRules(endpoint['authentication'], `${path}/authentication`),
  ];
}

function uriRules(uri: Json | undefined, path: string): FieldError[] {
  if (typeof uri !== 'string' || isExpression(uri)) return [];
  if (!/^https?:\/\//i.test(uri)) return [{ path, message: 'must begin with https:// or http://' }];
  if (/^[a-z]+:\/\/[^/?#]*@/i.test(uri))
    return [{ path, message: 'must not hold a user name or password; use authentication' }];
  return [];
}

const notAuthors = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

function httpRules({ method, headers }: JsonObject, path: string): FieldError[] {
  const problems: FieldError[] = [];
  if (typeof method === 'string' && !isExpression(method) && !isMethod(method))
    problems.push({ path: `${path}/method`, message: 'must be an HTTP method other than CONNECT and TRACE' });
  return [...problems, ...headerRules(headers, `${path}/headers`)];
}

/** isMethod tells HTTP methods that can be called. */
export function isMethod(method: string): boolean {
  return /^[A-Za-z]{1,20}$/.test(method) && !/^(?:connect|trace)$/i.test(method);
}

/** isFramingHeader tells headers, by lower-case name, that the runtime writes itself. */
export function isFramingHeader(name: string): boolean {
  return notAuthors.has(name);
}

function headerRules(headers: Json | undefined, path: string): FieldError[] {
  if (!isObject(headers)) return [];
  return Object.keys(headers)
    .filter(name => isFramingHeader(name.toLowerCase()))
    .map(name => ({ path: `${path}/${pointerStep(name)}`, message: 'is written by the runtime' }));
}

function grpcRules({ proto, service }: JsonObject, path: string): FieldError[] {
  const authentication = isObject(service) ? service['authentication'] : undefined;
  const at = `${path}/service/authentication`;
  const problems = [...resourceRules(proto, `${path}/proto`), ...authenticationRules(authentication, at)];
  if (isObject(authentication) && authentication['digest'] !== undefined)
    problems.push({ path: `${at}/digest`, message: 'digest authentication is for HTTP' });
  return problems;
}

function asyncApiRules(given: JsonObject, path: string): FieldError[] {
  return [
    ...resourceRules(given['document'], `${path}/document`),
    ...authenticationRules(given['authentication'], `${path}/authentication`),
  ];
}

function mcpRules({ transport, timeout }: JsonObject, path: string): FieldError[] {
  const problems: FieldError[] = [];
  if (timeout !== undefined && toMilliseconds(timeout) === undefined && !isExpression(timeout))
    problems.push({ path: `${path}/timeout`, message: 'must be a duration' });
  if (!isObject(transport)) return problems;
  if (transport['stdio'] !== undefined)
    problems.push({ path: `${path}/transport/stdio`, message: 'would run a program here; use http' });
  const { http } = transport;
  if (!isObject(http)) return problems;
  const at = `${path}/transport/http`;
  return [
    ...problems,
    ...endpointRules(http['endpoint'], `${at}/endpoint`),
    ...headerRules(http['headers'], `${at}/headers`),
  ];
}

function isExpression(value: Json): boolean {
  return typeof value === 'string' && /^\s*\$\{/.test(value);
}
