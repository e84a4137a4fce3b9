import { compactVerify, CompactSign, createLocalJWKSet, importJWK, type JWK } from 'jose';
import type { Json } from '../domain/consent.ts';
import type { Signer } from '../usecase/ports.ts';

const alg = 'EdDSA';

/** ReceiptKeys is the secret `consent-receipt-key`: one private JWK, or several of which the first signs. */
export type ReceiptKeys = JWK | { keys: JWK[] };

/** createJoseSigner signs with Ed25519; earlier keys of a set still verify. Throws where there is no key. */
export async function createJoseSigner(secret: ReceiptKeys): Promise<Signer> {
  const keys = 'keys' in secret ? secret.keys : [secret];
  const [current] = keys;
  if (!current) throw new Error('consent-receipt-key holds no key');
  const key = await importJWK(current, alg);
  const verifier = createLocalJWKSet({
    keys: keys.map(({ d: _, ...publicKey }) => ({ ...publicKey, alg })),
  });
  const typeOf = (document: string) => `${document}+jws`;

  return {
    sign: (document, content) =>
      new CompactSign(new TextEncoder().encode(JSON.stringify(content)))
        .setProtectedHeader({ alg, typ: typeOf(document), ...(current.kid ? { kid: current.kid } : {}) })
        .sign(key),

    async open(document, jws) {
      try {
        const { payload, protectedHeader } = await compactVerify(jws, verifier, { algorithms: [alg] });
        if (protectedHeader.typ !== typeOf(document)) return undefined;
        return JSON.parse(new TextDecoder().decode(payload)) as Json;
      } catch {
        return undefined;
      }
    },
  };
}
