import type { Connection, Credentials } from '../domain/connection.ts';
import type { CredentialCipher, StoredCredentials } from './ports.ts';

/** openCredentials decrypts stored credentials. */
export async function openCredentials(
  cipher: CredentialCipher,
  { workspaceId, id }: Pick<Connection, 'workspaceId' | 'id'>,
  { sealed, expiresAt }: StoredCredentials,
): Promise<Credentials> {
  const values = JSON.parse(await cipher.open(workspaceId, id, sealed)) as Record<string, string>;
  return { values, ...(expiresAt === undefined ? {} : { expiresAt }) };
}
