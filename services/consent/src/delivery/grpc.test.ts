import type { ConsentServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/consent/v1/ConsentService';
import type { Call } from '@neighbourhood/shared/call/call';
import { loadOwn, serviceOf } from '@neighbourhood/shared/grpc/protos';
import type { ServiceClient } from '@neighbourhood/shared/grpc/types';
import { fromValue, toTimestamp, toValue } from '@neighbourhood/shared/grpc/wire';
import { after, day, noon } from '../../test/make.ts';
import { callOf, createTestApp, request } from '../../test/test-app.ts';
import { createConsentService } from './grpc.ts';

const name = 'neighbourhood.consent.v1.ConsentService';
const definition = serviceOf(loadOwn(name), name);

/** A client without a network: messages are written to bytes and read again, as on the wire. */
async function createTestService() {
  const app = await createTestApp();
  const { handlers } = createConsentService(app);
  const methods = Object.entries(definition).map(([method, wire]) => [
    method,
    async (message: object, call: Call) => {
      const request = wire.requestDeserialize(wire.requestSerialize(message)) as never;
      const response = await handlers[method]?.(request, call);
      return wire.responseDeserialize(wire.responseSerialize(response)) as unknown;
    },
  ]);
  return { app, client: Object.fromEntries(methods) as ServiceClient<ConsentServiceDefinition> };
}

describe('the gRPC service', () => {
  it('shows a consent with its status, and times as timestamps', async () => {
    const { app, client } = await createTestService();
    const { consent } = await client.GrantConsent(
      {
        ...request,
        expiresAt: toTimestamp(after(day)),
      },
      callOf(),
    );
    expect(consent).toEqual({
      ...request,
      id: consent!.id,
      status: 'CONSENT_STATUS_ACTIVE',
      grantedAt: toTimestamp(noon),
      expiresAt: toTimestamp(after(day)),
      revokedAt: null,
      revokeReason: '',
      notice: null,
    });
    app.time.now = after(day);
    const later = await client.GetConsent({ consentId: consent!.id }, callOf());
    expect(later.consent).toMatchObject({ status: 'CONSENT_STATUS_EXPIRED', revokedAt: null });
  });

  it('shows a consent that expired on record as not revoked', async () => {
    const { app, client } = await createTestService();
    const { consent } = await client.GrantConsent(
      {
        ...request,
        expiresAt: toTimestamp(after(day)),
      },
      callOf(),
    );
    app.time.now = after(day);
    await app.expireOverdueConsents();
    const later = await client.GetConsent({ consentId: consent!.id }, callOf());
    expect(later.consent).toMatchObject({
      status: 'CONSENT_STATUS_EXPIRED',
      revokedAt: null,
      revokeReason: '',
    });
  });

  it('names every reason of a refusal in the enum of the proto', async () => {
    const { app, client } = await createTestService();
    const reasonOf = async (act: object) =>
      (await client.ValidateConsent({ ...request, ...act }, callOf())).reason;
    expect(await reasonOf({})).toBe('REFUSAL_REASON_NO_CONSENT');
    const { consent } = await client.GrantConsent(
      {
        ...request,
        expiresAt: toTimestamp(after(day)),
      },
      callOf(),
    );
    expect(await reasonOf({ scopes: ['admin'] })).toBe('REFUSAL_REASON_SCOPE_MISSING');
    expect(await reasonOf({ purpose: 'analytics' })).toBe('REFUSAL_REASON_PURPOSE_MISSING');
    app.time.now = after(day);
    expect(await reasonOf({})).toBe('REFUSAL_REASON_EXPIRED');
    await client.RevokeConsent({ consentId: consent!.id, reason: '' }, callOf());
    expect(await reasonOf({})).toBe('REFUSAL_REASON_REVOKED');
  });

  it('filters a list by the status of the proto, and pages it', async () => {
    const { client } = await createTestService();
    const { consent } = await client.GrantConsent(request, callOf());
    await client.GrantConsent({ ...request, provider: 'github' }, callOf());
    await client.RevokeConsent({ consentId: consent!.id, reason: '' }, callOf());
    const revoked = await client.ListConsents({ status: 'CONSENT_STATUS_REVOKED' }, callOf());
    expect(revoked.consents.map(({ id }) => id)).toEqual([consent!.id]);
    const first = await client.ListConsents(
      {
        pageSize: 1,
      },
      callOf(),
    );
    expect(first).toMatchObject({
      consents: [{ provider: 'github' }],
      nextPageToken: expect.stringMatching(/^cns_/),
    });
    const rest = await client.ListConsents({ pageSize: 1, pageToken: first.nextPageToken }, callOf());
    expect(rest).toMatchObject({ consents: [{ provider: 'slack' }], nextPageToken: '' });
  });

  it("shows a consent's entries page by page, and the verdict on the ledger", async () => {
    const { client } = await createTestService();
    const { consent } = await client.GrantConsent(request, callOf());
    await client.RevokeConsent({ consentId: consent!.id, reason: 'enough' }, callOf());
    const first = await client.GetConsentHistory(
      { consentId: consent!.id, pageSize: 1, pageToken: '' },
      callOf(),
    );
    expect(first).toMatchObject({
      entries: [{ sequence: 1, action: 'LEDGER_ACTION_GRANTED' }],
      nextPageToken: '1',
    });
    const rest = await client.GetConsentHistory(
      { consentId: consent!.id, pageSize: 1, pageToken: '1' },
      callOf(),
    );
    expect(rest).toMatchObject({ entries: [{ action: 'LEDGER_ACTION_REVOKED' }], nextPageToken: '' });
    const head = rest.entries[0]!.hash;
    await expect(client.VerifyLedger({}, callOf())).resolves.toEqual({ valid: true, entries: 2, head });
  });

  it('shows checkpoints, purposes and the report', async () => {
    const { app, client } = await createTestService();
    await client.GrantConsent(request, callOf());
    await app.checkpointLedgers();
    await expect(client.ListCheckpoints({}, callOf())).resolves.toMatchObject({
      checkpoints: [{ sequence: 1, at: toTimestamp(noon) }],
      nextPageToken: '',
    });
    const owner = callOf({ permissions: ['workspace:write'] });
    const mail = { id: 'mail', title: 'Mail', description: '' };
    await client.SetPurposes({ purposes: [mail] }, owner);
    await expect(client.ListPurposes({}, callOf())).resolves.toMatchObject({
      purposes: [{ id: 'automation' }, mail],
    });
    await expect(
      client.ReportCompliance({ from: toTimestamp(noon), to: toTimestamp(after(day)) }, callOf()),
    ).resolves.toMatchObject({ rows: [{ granted: 1, active: 1 }] });
  });

  it('exports consents with evidence, but without what only serves the store', async () => {
    const { client } = await createTestService();
    const notice = { version: '1', url: 'https://a.example', language: 'en' };
    await client.GrantConsent({ ...request, notice, evidence: toValue({ form: 'v1' }) }, callOf());
    const { document } = await client.ExportEndUser({ endUserId: 'end-user-1' }, callOf());
    const [exported] = (fromValue(document) as { consents: object[] }).consents;
    expect(exported).toMatchObject({ status: 'active', notice, evidence: { form: 'v1' } });
    for (const inner of ['salt', 'workspaceId', 'idempotencyKey']) expect(exported).not.toHaveProperty(inner);
  });

  it.each<[string, 'GrantConsent' | 'ListConsents' | 'ListCheckpoints' | 'ReportCompliance', object, string]>(
    [
      ['evidence that is no object', 'GrantConsent', { ...request, evidence: toValue('text') }, 'evidence'],
      ['a page of 101', 'ListConsents', { pageSize: 101 }, 'limit'],
      ['a page token that is no number', 'ListCheckpoints', { pageSize: 1, pageToken: '-1' }, 'cursor'],
      ['a report without begin', 'ReportCompliance', { to: toTimestamp(noon) }, 'from'],
      ['a report without end', 'ReportCompliance', { from: toTimestamp(noon) }, 'to'],
      ['a report of no time', 'ReportCompliance', { from: toTimestamp(noon), to: toTimestamp(noon) }, 'to'],
      [
        'a report of 367 days',
        'ReportCompliance',
        { from: toTimestamp(noon), to: toTimestamp(after(367 * day)) },
        'to',
      ],
    ],
  )('refuses %s', async (_what, method, message, path) => {
    const { client } = await createTestService();
    await expect(client[method](message, callOf())).rejects.toMatchObject({
      code: 'REQUEST.INVALID',
      fields: [expect.objectContaining({ path })],
    });
  });
});
