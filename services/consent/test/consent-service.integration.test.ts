import { decodeJwt, decodeProtectedHeader } from 'jose';
import type { Call } from '@neighbourhood/shared/call/call';
import { fromTimestamp, fromValue, toTimestamp, toValue } from '@neighbourhood/shared/grpc/wire';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { startPlatform } from './consent-process.ts';
import { request } from './test-app.ts';

type Platform = Awaited<ReturnType<typeof startPlatform>>;

let platform: Platform;
let call: Call;
let foreign: Call;

beforeAll(async () => {
  platform = await startPlatform();
  call = await platform.callOf({ workspaceId: 'wsp_one' });
  foreign = await platform.callOf({ workspaceId: 'wsp_two' });
  await eventually(async () => (await platform.client.VerifyLedger({}, call)).valid, {
    timeoutMs: 90_000,
    what: () => `the consent service\n${platform.output()}`,
  });
});

afterAll(() => platform.stop());

const eventsAbout = (consentId: string) => platform.events.filter(event => event.subject === consentId);
const grant = async (overrides: object = {}) => {
  const { consent, receipt } = await platform.client.GrantConsent({ ...request, ...overrides }, call);
  return { id: consent!.id, consent: consent!, receipt };
};

describe('the consent service through two sidecars', () => {
  it('grants, validates, revokes and refuses, and tells of each through the broker', async () => {
    const notice = { version: '2', url: 'https://customer.example/privacy', language: 'en' };
    const { id, consent, receipt } = await grant({
      endUserId: 'journey',
      notice,
      evidence: toValue({ form: 'v2' }),
    });
    expect(consent).toMatchObject({
      endUserId: 'journey',
      status: 'CONSENT_STATUS_ACTIVE',
      notice,
      revokedAt: null,
    });
    expect(decodeProtectedHeader(receipt)).toMatchObject({ alg: 'EdDSA', typ: 'consent-receipt+jws' });
    expect(decodeJwt(receipt)).toMatchObject({ record_id: id });
    expect((await platform.client.GetReceipt({ consentId: id }, call)).receipt).toBe(receipt);

    const act = { ...request, endUserId: 'journey' };
    await expect(platform.client.ValidateConsent(act, call)).resolves.toMatchObject({
      valid: true,
      consentId: id,
    });
    const { consent: revoked } = await platform.client.RevokeConsent(
      { consentId: id, reason: 'enough' },
      call,
    );
    expect(revoked).toMatchObject({ status: 'CONSENT_STATUS_REVOKED', revokeReason: 'enough' });
    await expect(platform.client.ValidateConsent(act, call)).resolves.toMatchObject({
      valid: false,
      reason: 'REFUSAL_REASON_REVOKED',
    });

    await eventually(() => eventsAbout(id).length >= 2, { what: 'two events' });
    expect(eventsAbout(id)).toMatchObject([
      { type: 'consent.granted', workspaceId: 'wsp_one', data: { endUserId: 'journey', provider: 'slack' } },
      { type: 'consent.revoked', workspaceId: 'wsp_one', data: { reason: 'enough' } },
    ]);
    const { entries } = await platform.client.GetConsentHistory({ consentId: id }, call);
    expect(entries.map(({ action }) => action)).toEqual(['LEDGER_ACTION_GRANTED', 'LEDGER_ACTION_REVOKED']);
    expect(entries[1]?.previousHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('tells that a consent expired, by a job of the scheduler', async () => {
    const { id } = await grant({ endUserId: 'short', expiresAt: toTimestamp(new Date(Date.now() + 1500)) });
    const expired = await eventually(() => eventsAbout(id).find(({ type }) => type === 'consent.expired'));
    expect(expired.data).toMatchObject({ consentId: id, endUserId: 'short' });
    await expect(platform.client.GetConsent({ consentId: id }, call)).resolves.toMatchObject({
      consent: { status: 'CONSENT_STATUS_EXPIRED' },
    });
  });

  it('signs ledgers that grew, by the reconciliation job, and finds the chain valid', async () => {
    await grant({ endUserId: 'checkpointed' });
    const checkpoint = await eventually(
      async () => (await platform.client.ListCheckpoints({}, call)).checkpoints[0],
    );
    expect(checkpoint.head).toMatch(/^[0-9a-f]{64}$/);
    expect(decodeProtectedHeader(checkpoint.signature)).toMatchObject({ typ: 'ledger-checkpoint+jws' });
    const verification = await platform.client.VerifyLedger({}, call);
    expect(verification).toMatchObject({ valid: true });
    expect(verification.firstBadEntry).toBeUndefined();
  });

  it('answers a wrong request with REQUEST.INVALID and its fields, not with an internal error', async () => {
    const { client } = platform;
    const refused = (path: string) => ({
      code: 'REQUEST.INVALID',
      fields: [expect.objectContaining({ path })],
    });
    await expect(grant({ evidence: toValue([1]) })).rejects.toMatchObject(refused('evidence'));
    await expect(grant({ expiresAt: { seconds: 1e15 } })).rejects.toMatchObject(refused('expiresAt'));
    await expect(client.ListConsents({ pageSize: 101 }, call)).rejects.toMatchObject(refused('limit'));
    await expect(client.ListConsents({ pageSize: -1 }, call)).rejects.toMatchObject(refused('limit'));
    await expect(client.ListConsents({ pageToken: 'x' }, call)).rejects.toMatchObject(refused('cursor'));
    await expect(client.ListConsents({ endUserId: '\0' }, call)).rejects.toMatchObject(refused('endUserId'));
    await expect(client.ValidateConsent({ ...request, provider: '\0' }, call)).rejects.toMatchObject(
      refused('provider'),
    );
    await expect(client.ListCheckpoints({ pageToken: 'x' }, call)).rejects.toMatchObject(refused('cursor'));
    await expect(client.ReportCompliance({}, call)).rejects.toMatchObject(refused('from'));
    await expect(client.GetConsent({ consentId: 'cns_unknown' }, call)).rejects.toMatchObject({
      code: 'CONSENT.NOT_FOUND',
    });
  });

  it('reports and exports what was decided', async () => {
    await grant({ endUserId: 'exported', evidence: toValue({ form: 'v1' }) });
    const now = Date.now();
    const period = {
      from: toTimestamp(new Date(now - 3_600_000)),
      to: toTimestamp(new Date(now + 3_600_000)),
    };
    const { rows } = await platform.client.ReportCompliance(period, call);
    expect(rows).toMatchObject([{ provider: 'slack', purpose: 'automation' }]);
    const { document } = await platform.client.ExportEndUser({ endUserId: 'exported' }, call);
    const copy = fromValue(document) as { consents: object[] };
    expect(copy).toMatchObject({
      endUserId: 'exported',
      consents: [{ status: 'active', evidence: { form: 'v1' } }],
      history: [{ action: 'granted' }],
    });
    expect(copy.consents[0]).not.toHaveProperty('salt');
  });

  it('keeps the purposes of a workspace, the built-in one first', async () => {
    const owner = await platform.callOf({
      workspaceId: 'wsp_own',
      permissions: ['workspace:write', 'consent:read'],
    });
    const mail = { id: 'mail', title: 'Mail', description: '' };
    const { purposes } = await platform.client.SetPurposes({ purposes: [mail] }, owner);
    expect(purposes).toMatchObject([{ id: 'automation' }, mail]);
    await expect(platform.client.ListPurposes({}, owner)).resolves.toEqual({ purposes });
    await expect(platform.client.SetPurposes({ purposes: [] }, call)).rejects.toMatchObject({
      code: 'AUTH.FORBIDDEN',
    });
  });

  it('pages lists with tokens', async () => {
    for (let index = 0; index < 3; index++)
      await grant({ endUserId: 'paged', provider: `provider-${index}` });
    const filter = { endUserId: 'paged', status: 'CONSENT_STATUS_ACTIVE' as const, pageSize: 2 };
    const first = await platform.client.ListConsents(filter, call);
    const second = await platform.client.ListConsents({ ...filter, pageToken: first.nextPageToken }, call);
    expect([...first.consents, ...second.consents].map(({ provider }) => provider)).toEqual([
      'provider-2',
      'provider-1',
      'provider-0',
    ]);
    expect(second.nextPageToken).toBe('');
    expect(fromTimestamp(first.consents[0]?.grantedAt)).toBeInstanceOf(Date);
  });

  it("shows nothing of a workspace to another's caller", async () => {
    const { id } = await grant({ endUserId: 'secret' });
    const { client } = platform;
    for (const attempt of [
      client.GetConsent({ consentId: id }, foreign),
      client.GetReceipt({ consentId: id }, foreign),
      client.GetConsentHistory({ consentId: id }, foreign),
      client.RevokeConsent({ consentId: id }, foreign),
    ]) {
      await expect(attempt).rejects.toMatchObject({ code: 'CONSENT.NOT_FOUND' });
    }
    await expect(client.ListConsents({}, foreign)).resolves.toMatchObject({ consents: [] });
    await expect(client.VerifyLedger({}, foreign)).resolves.toMatchObject({ valid: true, entries: 0 });
    await expect(client.ValidateConsent({ ...request, endUserId: 'secret' }, foreign)).resolves.toMatchObject(
      {
        reason: 'REFUSAL_REASON_NO_CONSENT',
      },
    );
  });

  it('lets a workflow execution validate for its end user, and nothing else', async () => {
    await grant({ endUserId: 'runner' });
    const execution = await platform.callOf({
      kind: 'execution',
      subject: 'exe_1',
      workspaceId: 'wsp_one',
      endUserId: 'runner',
      permissions: ['consent:read'],
    });
    const act = { ...request, endUserId: 'runner' };
    await expect(platform.client.ValidateConsent(act, execution)).resolves.toMatchObject({ valid: true });
    const others = { ...request, endUserId: 'journey' };
    await expect(platform.client.ValidateConsent(others, execution)).rejects.toMatchObject({
      code: 'AUTH.FORBIDDEN',
    });
    await expect(platform.client.ListConsents({}, execution)).rejects.toMatchObject({
      code: 'AUTH.FORBIDDEN',
    });
    await expect(platform.client.GrantConsent(act, execution)).rejects.toMatchObject({
      code: 'AUTH.FORBIDDEN',
    });
  });

  it('repeats a grant under the same idempotency key without a second consent', async () => {
    const once = { idempotencyKey: 'grant-once' };
    const first = await platform.client.GrantConsent({ ...request, endUserId: 'idem' }, call, once);
    const second = await platform.client.GrantConsent({ ...request, endUserId: 'idem' }, call, once);
    expect(second).toEqual(first);
  });

  it('logs no end user, evidence or receipt', () => {
    expect(platform.output()).toContain('"ready"');
    for (const secret of ['journey', 'exported', 'form', 'eyJ'])
      expect(platform.output()).not.toContain(secret);
  });

  it('ends with 0 on SIGTERM', async () => {
    await expect(platform.stop()).resolves.toBe(0);
  });
});
