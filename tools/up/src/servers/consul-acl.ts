import { createHash } from 'node:crypto';
import { Failure } from '../process/failure.ts';
import type { ConsulApi, ConsulReply } from './consul-api.ts';

/** Grant is a token, and what it may do in Consul's policy language. */
export interface Grant {
  /** Of its policy; unique. */
  name: string;
  /** UUID. */
  token: string;
  rules: string;
}

/** ensureGrants makes or updates the policy and token of every grant; `ask` has a management token. */
export async function ensureGrants(ask: ConsulApi, grants: readonly Grant[]): Promise<void> {
  for (const grant of grants) {
    const policy = await ensurePolicy(ask, grant);
    await ensureToken(ask, grant, policy);
  }
}

async function ensurePolicy(ask: ConsulApi, { name, rules }: Grant): Promise<string> {
  const known = await ask('GET', `acl/policy/name/${name}`);
  const id = known.status === 200 ? (JSON.parse(known.body) as { ID: string }).ID : undefined;
  const path = id === undefined ? 'acl/policy' : `acl/policy/${id}`;
  const { body } = expectOk(name, await ask('PUT', path, { Name: name, Rules: rules }));
  return (JSON.parse(body) as { ID: string }).ID;
}

async function ensureToken(ask: ConsulApi, { name, token }: Grant, policy: string): Promise<void> {
  const accessor = accessorOf(token);
  const known = (await ask('GET', `acl/token/${accessor}`)).status === 200;
  const path = known ? `acl/token/${accessor}` : 'acl/token';
  expectOk(
    name,
    await ask('PUT', path, {
      AccessorID: accessor,
      SecretID: token,
      Description: name,
      Policies: [{ ID: policy }],
    }),
  );
}

/** The public name of a token, by which it is found again; nobody gets from it to the token. */
function accessorOf(token: string): string {
  const hex = createHash('sha256').update(`accessor of ${token}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}

function expectOk(name: string, reply: ConsulReply): ConsulReply {
  if (reply.status === 200) return reply;
  throw new Failure(`consul: the access of ${name} cannot be set up: ${reply.body.trim().slice(0, 300)}`);
}
