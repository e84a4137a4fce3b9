import { exportJWK, generateKeyPair } from 'jose';
import { testKey } from '../../test/test-app.ts';
import { createJoseSigner } from './jose-signer.ts';

async function newKey(kid: string) {
  return { ...(await exportJWK((await generateKeyPair('EdDSA', { extractable: true })).privateKey)), kid };
}

describe('the signer', () => {
  it('opens what it signed', async () => {
    const signer = await createJoseSigner(testKey);
    await expect(
      signer.open('consent-receipt', await signer.sign('consent-receipt', { a: 1 })),
    ).resolves.toEqual({ a: 1 });
  });

  it('takes no document for another kind, from another key, or changed', async () => {
    const signer = await createJoseSigner(testKey);
    const jws = await signer.sign('consent-receipt', { a: 1 });
    const [header, , signature] = jws.split('.');
    const changed = [header, Buffer.from('{"a":2}').toString('base64url'), signature].join('.');
    await expect(signer.open('ledger-checkpoint', jws)).resolves.toBeUndefined();
    await expect(signer.open('consent-receipt', changed)).resolves.toBeUndefined();
    await expect(
      (await createJoseSigner(await newKey('test'))).open('consent-receipt', jws),
    ).resolves.toBeUndefined();
    await expect(signer.open('consent-receipt', 'nonsense')).resolves.toBeUndefined();
  });

  it('still opens what an earlier key of the set signed', async () => {
    const jws = await (await createJoseSigner(testKey)).sign('consent-receipt', { a: 1 });
    const rotated = await createJoseSigner({ keys: [await newKey('newer'), testKey] });
    await expect(rotated.open('consent-receipt', jws)).resolves.toEqual({ a: 1 });
  });

  it('does not start without a key', async () => {
    await expect(createJoseSigner({ keys: [] })).rejects.toThrow('holds no key');
  });
});
