import { type Readable } from 'node:stream';
import { type z } from 'zod';
import { type Call } from '@neighbourhood/shared/call/call';
import { type Permission } from '../domain/permissions.ts';
import { type Principal } from '../domain/principal.ts';
import { type ServiceName } from '../infrastructure/services.ts';
import { type BodyFormat } from './parse-body.ts';
import { type Reply } from './reply.ts';

/** ReplySpec documents one successful answer of a route. */
export interface ReplySpec {
  description: string;
  schema?: z.ZodType;
  /** Type of the body, `application/json` unless told. */
  contentType?: string;
  /** Another type that the same answer comes in when asked for. */
  alsoAs?: string;
  headers?: Readonly<Record<string, string>>;
}

/** HeaderSpec documents a request header that one route reads. */
export interface HeaderSpec {
  name: string;
  description: string;
  example: string;
}

/** Input is what a handler gets: already parsed, checked, and without unknown fields. */
export interface Input<P, Q, B> {
  params: P;
  query: Q;
  body: B;
}

/** RouteInput is an Input whose shape only its own route knows. */
export type RouteInput = Input<unknown, unknown, unknown>;

/** Request is what a handler may ask about a request besides its input. */
export interface Request {
  call: Call;
  principal: Principal;
  method: string;
  header(name: string): string | undefined;
  /** All of them, by lower-case names; of what comes twice, one text. */
  headers: Readonly<Record<string, string>>;
  /** What follows `?` in the address, as it came. */
  queryText: string;
  /** The body as it was sent, for documents that are passed on whole. */
  source: { text: string; format: BodyFormat; bytes: Buffer };
  streamed: Streamed;
}

/** Streamed is a request as it came, for routes that pass bodies of any size on. */
export interface Streamed {
  method: string;
  /** As it was sent, still encoded. */
  path: string;
  query: string;
  headers: readonly (readonly [name: string, value: string])[];
  body: Readable | undefined;
  /** Bytes of the body, if that is known. */
  length: number | undefined;
}

/** Feature is what `features` of the configuration can switch off. */
export type Feature = 'signUp' | 'actions' | 'executions';

interface RouteFacts {
  /** operationId of the OpenAPI document. */
  id: string;
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As in OpenAPI: `/consents/{id}`. */
  path: string;
  tag: string;
  summary: string;
  description?: string;
  /** Nobody's credentials, a user's only, or a user's or API key's. */
  auth: 'public' | 'user' | 'any';
  permission?: Permission;
  /**
   * Where the workspace of a user's request comes from: `X-Workspace-Id` (the default with `auth: any`), the
   * path's `{id}`, or nowhere.
   */
  workspace?: 'header' | 'path' | 'none';
  /** Body formats; JSON only unless told. */
  formats?: readonly BodyFormat[];
  /** Media types of bodies that are passed on byte for byte: others than the gateway read them. */
  raw?: readonly string[];
  /** Bodies of any size are passed on as they come: all of them, or those that are no JSON. */
  streams?: 'all' | 'files';
  /** Whether the last parameter of the path takes the rest of it, slashes and all. */
  wild?: true;
  /**
   * A public route whose callers prove by token or signature to the service that they may: those refused count per
   * address, others per hook and workspace, which the path names.
   */
  hook?: true;
  /** POSTs that create or run something honour Idempotency-Key. */
  idempotent?: boolean;
  /** The service that it belongs to; while a migration runs, that service's flags say who answers. */
  service?: ServiceName;
  /** What must be switched on for this route. */
  feature?: Feature;
  /** False for probes, which nobody limits. */
  limited?: boolean;
  /** False for the few routes outside `/api/v1`. */
  prefixed?: boolean;
  headers?: readonly HeaderSpec[];
  replies: Readonly<Record<number, ReplySpec>>;
  /** Codes that this route may answer with beyond those of every route, and their statuses. */
  problems?: Readonly<Record<string, number>>;
}

/** RouteSpec declares a route completely: validation and OpenAPI document both come from it. */
export interface RouteSpec<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> extends RouteFacts {
  params?: P;
  query?: Q;
  body?: B;
  handle(input: Input<z.output<P>, z.output<Q>, z.output<B>>, request: Request): Promise<Reply>;
}

/** Route is a declared route, its input types put away. */
export interface Route extends RouteFacts {
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  handle(input: RouteInput, request: Request): Promise<Reply>;
}

/** defineRoute checks a route's handler against its schemas, then forgets the types. */
export function defineRoute<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  spec: RouteSpec<P, Q, B>,
): Route {
  return spec;
}

/** workspaceSource tells where a route's workspace comes from. */
export function workspaceSource(route: Route): 'header' | 'path' | 'none' {
  return route.workspace ?? (route.auth === 'any' ? 'header' : 'none');
}

/** fullPath is the path that callers use, still as an OpenAPI template. */
export function fullPath(route: Route): string {
  return route.prefixed === false ? route.path : `/api/v1${route.path}`;
}
