import { lookup as resolve, type LookupAddress, type LookupOptions } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { AppError } from '../errors/app-error.ts';
import { blocks, contains, isLoopback, isPublic } from './addresses.ts';
import { refusingUnsendable } from './sendable.ts';

/** GuardOptions says what addresses named by tenants may be called. */
export interface GuardOptions {
  /** `local` allows http, and loopback on every port but the platform's own. */
  profile: 'local' | 'staging' | 'production';
  /** CIDR blocks that are allowed although they are not public. */
  allow?: readonly string[];
  /** Ports of loopback that are the platform's own. */
  platformPorts?: readonly number[];
}

/** GuardedAgentOptions of createGuardedAgent; times in milliseconds. */
export interface GuardedAgentOptions extends GuardOptions {
  connectTimeoutMs?: number;
  headersTimeoutMs?: number;
  bodyTimeoutMs?: number;
  /** Connections kept per origin; default 16. */
  connections?: number;
  /** Bytes that an answer may have. */
  maxResponseSize?: number;
  /** For tests: in place of the system's name resolution. */
  resolve?: (name: string, options: LookupOptions, done: ResolveDone) => void;
}

type ResolveDone = (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void;

/** ForbiddenAddressError is how a call fails whose target is not allowed; undici gives it as it is. */
export class ForbiddenAddressError extends Error {
  readonly code = 'EFORBIDDENADDRESS';

  constructor(target: string) {
    super(`${target} is not a public address`);
    this.name = 'ForbiddenAddressError';
  }
}

const forbiddenNames = /(^|\.)(internal|local|localhost)$/;

interface Guard {
  nameAllowed(host: string): boolean;
  addressAllowed(address: string, port: number): boolean;
  schemeAllowed(protocol: string): boolean;
}

function createGuard({ profile, allow = [], platformPorts = [] }: GuardOptions): Guard {
  const local = profile === 'local';
  const allowed = blocks(allow);
  const own = new Set(platformPorts);
  return {
    schemeAllowed: protocol => protocol === 'https:' || (local && protocol === 'http:'),
    nameAllowed: host => (local && host === 'localhost') || !forbiddenNames.test(host),
    addressAllowed: (address, port) =>
      isPublic(address) ||
      (isLoopback(address) ? local && !own.has(port) : false) ||
      contains(allowed, address),
  };
}

/** hostOf gives a host without brackets and without the final dot that changes nothing. */
function hostOf(hostname: string): string {
  return hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.+$/, '')
    .toLowerCase();
}

function portOf(url: { port: string; protocol: string }): number {
  return Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
}

/**
 * checkUrl parses an address that a tenant named, and says at once what can be said without a resolver: scheme,
 * credentials, forbidden names and literal addresses. Names are checked again at connect, by the guarded agent.
 * Throws AppError invalidArgument with `code`, pointing at `field`.
 */
export function checkUrl(
  text: string,
  options: GuardOptions,
  code = 'REQUEST.URL_FORBIDDEN',
  field = 'url',
): URL {
  const refuse = (why: string) =>
    new AppError('invalidArgument', code, why, { fields: [{ path: field, message: why }] });
  const guard = createGuard(options);
  if (text.length > 2048) throw refuse('The address is longer than 2048 characters.');
  if (!URL.canParse(text)) throw refuse('This is not an absolute address.');
  const url = new URL(text);
  if (!guard.schemeAllowed(url.protocol)) throw refuse('The address must begin with https://.');
  if (url.username || url.password) throw refuse('The address must not hold a user name or password.');
  const host = hostOf(url.hostname);
  if (!guard.nameAllowed(host)) throw refuse('This name is not a public one.');
  const loopbackName = host === 'localhost' ? '127.0.0.1' : host;
  if (isIP(loopbackName) && !guard.addressAllowed(loopbackName, portOf(url)))
    throw refuse('This address is not a public one.');
  return url;
}

/**
 * createGuardedAgent makes an undici agent that connects to allowed targets only. The address that was checked
 * is the one that is connected to, so a name that changes its mind (DNS rebinding) gains nothing.
 */
export function createGuardedAgent(options: GuardedAgentOptions): Agent {
  const guard = createGuard(options);
  const {
    connectTimeoutMs = 5_000,
    headersTimeoutMs = 15_000,
    bodyTimeoutMs = 15_000,
    connections = 16,
    maxResponseSize,
  } = options;

  function lookupFor(port: number): LookupFunction {
    return (name, given, done) => {
      (options.resolve ?? resolveAll)(name, given, (error, addresses) => {
        const allowed = addresses.filter(({ address }) => guard.addressAllowed(address, port));
        const [first] = allowed;
        if (error) done(error, '', 0);
        else if (!first) done(new ForbiddenAddressError(name), '', 0);
        else if (given.all) done(null, allowed);
        else done(null, first.address, first.family);
      });
    };
  }

  const connectors = new Map<number, ReturnType<typeof buildConnector>>();
  function connectorFor(port: number): ReturnType<typeof buildConnector> {
    const known =
      connectors.get(port) ?? buildConnector({ timeout: connectTimeoutMs, lookup: lookupFor(port) });
    connectors.set(port, known);
    return known;
  }

  const agent = new Agent({
    connections,
    headersTimeout: headersTimeoutMs,
    bodyTimeout: bodyTimeoutMs,
    ...(maxResponseSize === undefined ? {} : { maxResponseSize }),
    connect: (target, done) => {
      const host = hostOf(target.hostname);
      const port = portOf(target);
      const allowed =
        guard.schemeAllowed(target.protocol) &&
        guard.nameAllowed(host) &&
        (!isIP(host) || guard.addressAllowed(host, port));
      if (allowed) connectorFor(port)(target, done);
      else done(new ForbiddenAddressError(host), null);
    },
  });
  return refusingUnsendable(agent);
}

/** AddressResolver gives one allowed address of a host, or fails with ForbiddenAddressError. */
export type AddressResolver = (host: string, port: number) => Promise<LookupAddress>;

/**
 * createAddressResolver is the same guard for clients that connect by themselves, as gRPC's: they are to connect to
 * the address given here, never to the name.
 */
export function createAddressResolver(
  options: Pick<GuardedAgentOptions, 'resolve'> & GuardOptions,
): AddressResolver {
  const guard = createGuard(options);
  return async (given, port) => {
    const host = hostOf(given);
    const family = isIP(host);
    if (!guard.nameAllowed(host)) throw new ForbiddenAddressError(host);
    const addresses =
      family === 0
        ? await new Promise<LookupAddress[]>((done, fail) => {
            (options.resolve ?? resolveAll)(host, { all: true }, (error, found) => {
              if (error) fail(error);
              else done(found);
            });
          })
        : [{ address: host, family }];
    const allowed = addresses.find(({ address }) => guard.addressAllowed(address, port));
    if (!allowed) throw new ForbiddenAddressError(host);
    return allowed;
  };
}

function resolveAll(name: string, options: LookupOptions, done: ResolveDone): void {
  resolve(name, { ...options, all: true }, (error, addresses) => {
    done(error, error ? [] : addresses);
  });
}
