import { compactVerify, importJWK } from 'jose';
import { after, day, noon } from '../../test/make.ts';
import { callOf, createTestApp, request, testKey } from '../../test/test-app.ts';

async function open(jws: string) {
  const { d: _, ...publicKey } = testKey as { d?: string };
  const { payload, protectedHeader } = await compactVerify(jws, await importJWK(publicKey, 'EdDSA'));
  return { receipt: JSON.parse(new TextDecoder().decode(payload)), protectedHeader };
}

describe('the receipt', () => {
  const notice = { version: '3', url: 'https://customer.example/privacy', language: 'de' };

  it('states the consent in the fields of ISO/IEC TS 27560, signed', async () => {
    const app = await createTestApp();
    const consent = await app.grantConsent({ ...request, notice, expiresAt: after(day) }, callOf());
    const { receipt, protectedHeader } = await open(await app.getReceipt({ id: consent.id }, callOf()));
    expect(protectedHeader).toEqual({ alg: 'EdDSA', kid: 'test', typ: 'consent-receipt+jws' });
    expect(receipt).toMatchObject({
      schema_version: 'ISO/IEC TS 27560:2023',
      record_id: consent.id,
      pii_principal_id: 'end-user-1',
      pii_processing: {
        privacy_notice: notice.url,
        notice_version: '3',
        language: 'de',
        jurisdictions: ['EU'],
        purposes: [
          {
            purpose: 'automation',
            lawful_basis: 'consent',
            pii_information: [{ pii_type: 'chat:write' }],
            pii_controllers: ['wsp_one'],
            recipient_third_parties: ['slack'],
          },
        ],
      },
      events: [{ event_time: noon.toISOString(), validity_duration: 'P1D', event_state: 'consent given' }],
    });
  });

  it('stays the same after revocation and after a newer consent took purposes over', async () => {
    const app = await createTestApp();
    const consent = await app.grantConsent({ ...request, purposes: ['analytics', 'automation'] }, callOf());
    const first = await app.getReceipt({ id: consent.id }, callOf());
    await app.grantConsent(request, callOf());
    await app.revokeConsent({ id: consent.id }, callOf());
    await expect(app.getReceipt({ id: consent.id }, callOf())).resolves.toBe(first);
  });

  it('names the ledger entry of the grant', async () => {
    const app = await createTestApp();
    const consent = await app.grantConsent(request, callOf());
    const { entries } = await app.getConsentHistory({ id: consent.id, limit: 1, after: 0 }, callOf());
    const { receipt } = await open(await app.issueReceipt(consent));
    expect(receipt.ledger).toEqual({ seq: 1, hash: entries[0]!.hash });
  });
});
