import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** DefinitionsOptions name the broker's one user, and a file of exchanges, queues and bindings. */
export interface DefinitionsOptions {
  user: string;
  password: string;
  definitions?: string;
}

/** definitionsOf adds the one user to what the file says: a broker that loads definitions makes no user by itself. */
export function definitionsOf({ user, password, definitions }: DefinitionsOptions): string {
  const given =
    definitions === undefined
      ? {}
      : (JSON.parse(readFileSync(definitions, 'utf8')) as Record<string, unknown>);
  const salt = randomBytes(4);
  const hash = createHash('sha256').update(salt).update(password).digest();
  const users = [
    {
      name: user,
      password_hash: Buffer.concat([salt, hash]).toString('base64'),
      hashing_algorithm: 'rabbit_password_hashing_sha256',
      tags: '',
    },
  ];
  const permissions = [{ user, vhost: '/', configure: '.*', write: '.*', read: '.*' }];
  return JSON.stringify({ vhosts: [{ name: '/' }], ...given, users, permissions }, undefined, 2);
}
