import { randomBytes } from 'node:crypto';
import { expectAnswer } from './expect.ts';
import type { As, Rest } from './rest.ts';

/** Body of an answer. */
export type Body = Record<string, unknown>;

/** Ask sends a request that must be answered with that status, and gives the answer's body. */
export type Ask = (method: string, path: string, status: number, body?: unknown) => Promise<Body>;

/** askAs is how somebody asks. */
export function askAs(rest: Rest, as: As | undefined): Ask {
  return async (method, path, status, body) => {
    const answer = await rest.call(method, path, { as, ...(body === undefined ? {} : { body }) });
    expectAnswer(answer, status);
    return answer.body as Body;
  };
}

/** Member is a user who owns a workspace and works in it. */
export interface Member {
  as: As & { token: string; workspaceId: string };
  workspaceId: string;
  ask: Ask;
}

/** newMember registers a user and opens a workspace. */
export async function newMember(rest: Rest, name: string): Promise<Member> {
  const [email, password] = [6, 12].map(bytes => randomBytes(bytes).toString('hex'));
  const account = { email: `${name}-${email}@example.com`, password: `${password}Aa1!` };
  const { accessToken } = await askAs(rest, undefined)('POST', '/auth/register', 201, account);
  const token = String(accessToken);
  const { id } = await askAs(rest, { token })('POST', '/workspaces', 201, { name });
  const as = { token, workspaceId: String(id) };
  return { as, workspaceId: as.workspaceId, ask: askAs(rest, as) };
}
