import { toValue } from '@neighbourhood/shared/grpc/wire';
import { asUser, type FakeServices, id, startHarness, userId, workspaceId } from './harness.ts';

const at = { seconds: 1_700_000_000, nanos: 5_000_000 };
const time = '2023-11-14T22:13:20.005Z';

const user = {
  id: userId,
  email: 'ada@example.com',
  firstName: 'Ada',
  lastName: '',
  company: '',
  avatarUrl: '',
  emailVerified: false,
  createdAt: at,
};
const userJson = { ...user, createdAt: time };
const tokens = { accessToken: 'a.b.c', refreshToken: 'r', tokenType: 'Bearer', expiresIn: 900 };
const workspace = {
  id: workspaceId,
  name: 'Acme',
  plan: 'free',
  role: 'ROLE_ADMIN',
  createdAt: at,
  redirectUris: ['https://a.example/back'],
};
const workspaceJson = { ...workspace, role: 'admin', createdAt: time };
const member = {
  userId,
  email: 'ada@example.com',
  firstName: 'Ada',
  lastName: 'L',
  role: 'ROLE_DEVELOPER',
  owner: false,
  joinedAt: at,
};
const memberJson = { ...member, role: 'developer', joinedAt: time };
const apiKey = {
  id: id('key'),
  name: 'k',
  prefix: 'nh_live_ab',
  scopes: ['consent:read'],
  rateLimitPerHour: 1000,
  createdAt: at,
  expiresAt: at,
};
const apiKeyJson = { ...apiKey, createdAt: time, expiresAt: time };
const provider = {
  id: 'slack',
  name: 'Slack',
  description: 'Chat',
  category: 'communication',
  authType: 'AUTH_TYPE_OAUTH2',
  scopes: ['chat:write'],
  actions: [
    {
      id: 'send-message',
      version: '1.0.0',
      title: 'Send',
      description: 'Sends',
      inputSchema: toValue({ type: 'object' }),
      outputSchema: toValue(true),
      scopes: [],
    },
  ],
  rateLimit: { requests: 50, periodSeconds: 60 },
  docsUrl: 'https://d.example',
  enabled: true,
  client: 'CLIENT_OWNER_OWN',
  own: false,
  connectionFields: [{ name: 'site_url', title: 'Site', required: true, secret: false }],
};
const providerJson = {
  ...provider,
  authType: 'oauth2',
  client: 'own',
  actions: [{ ...provider.actions[0], inputSchema: { type: 'object' }, outputSchema: true }],
};
const connection = {
  id: id('con'),
  provider: 'slack',
  endUserId: 'eu 1',
  status: 'CONNECTION_STATUS_NEEDS_REAUTH',
  statusReason: 'refused',
  scopes: ['a'],
  account: { id: '1', name: 'Ada' },
  connectedAt: at,
};
const connectionJson = { ...connection, status: 'needsReauth', connectedAt: time };
const consent = {
  id: id('cns'),
  endUserId: 'eu 1',
  provider: 'slack',
  purposes: ['automation'],
  scopes: ['a'],
  status: 'CONSENT_STATUS_ACTIVE',
  grantedAt: at,
  expiresAt: at,
  notice: { version: '1', url: 'https://n.example', language: 'de' },
};
const consentJson = { ...consent, status: 'active', grantedAt: time, expiresAt: time };
const entry = {
  sequence: 7,
  consentId: id('cns'),
  action: 'LEDGER_ACTION_GRANTED',
  at,
  actor: userId,
  details: toValue({ a: 1 }),
  hash: 'f'.repeat(64),
  previousHash: '0'.repeat(64),
};
const entryJson = { ...entry, action: 'granted', at: time, details: { a: 1 } };
const workflow = {
  id: id('wfl'),
  namespace: 'acme',
  name: 'hello',
  version: '1.0.0',
  hash: 'h',
  createdAt: at,
  updatedAt: at,
};
const workflowJson = { ...workflow, createdAt: time, updatedAt: time };
const execution = {
  id: id('exe'),
  workflowId: id('wfl'),
  workflowVersion: '1.0.0',
  workflowHash: 'h',
  status: 'EXECUTION_STATE_FAULTED',
  input: toValue({ n: 1 }),
  error: {
    type: 'https://e.example',
    status: 403,
    title: 'No',
    detail: 'CONSENT.REQUIRED',
    instance: '/do/0/x',
  },
  startedAt: at,
  endedAt: at,
  endUserId: 'eu 1',
  connections: { slack: id('con') },
};
const executionJson = { ...execution, status: 'faulted', input: { n: 1 }, startedAt: time, endedAt: time };
const bulk = {
  id: id('blk'),
  action: 'BULK_ACTION_CANCEL',
  filter: null,
  dryRun: false,
  matched: 3,
  changed: 1,
  skipped: 1,
  failed: 0,
  createdAt: at,
};
const { filter: _filter, ...bulkShown } = bulk;
const bulkJson = { ...bulkShown, action: 'cancel', createdAt: time };
const webhook = {
  id: id('whk'),
  url: 'https://h.example',
  eventTypes: ['*'],
  description: '',
  status: 'WEBHOOK_STATUS_ACTIVE',
  createdAt: at,
  updatedAt: at,
};
const webhookJson = { ...webhook, status: 'active', createdAt: time, updatedAt: time };
const delivery = {
  id: id('dlv'),
  webhookId: id('whk'),
  eventId: 'evt_1',
  eventType: 'consent.granted',
  status: 'DELIVERY_STATUS_FAILED',
  attempts: [
    { at, statusCode: 500, error: 'status', durationMs: 12 },
    { at, error: 'timeout', durationMs: 3 },
  ],
  nextAttemptAt: at,
  createdAt: at,
};
const deliveryJson = {
  ...delivery,
  status: 'failed',
  attempts: [
    { at: time, statusCode: 500, error: 'status', durationMs: 12 },
    { at: time, error: 'timeout', durationMs: 3 },
  ],
  nextAttemptAt: time,
  createdAt: time,
};
const notification = {
  id: id('ntf'),
  channel: 'CHANNEL_EMAIL',
  to: 'a@b.example',
  subject: 'Hi',
  body: 'Text',
  data: toValue({ n: 1 }),
  status: 'NOTIFICATION_STATUS_PENDING',
  createdAt: at,
};
const notificationJson = {
  ...notification,
  channel: 'email',
  data: { n: 1 },
  status: 'pending',
  createdAt: time,
};

interface Case {
  ask: [method: string, path: string, body?: unknown];
  headers?: Record<string, string>;
  rpc: [service: keyof FakeServices, method: string];
  /** What the service is to see, besides defaults. */
  request?: object;
  response?: object;
  status?: number;
  json?: unknown;
}

const page = { nextPageToken: 'next' };
const paged = { pageSize: 2, pageToken: 'here' };
const query = '?limit=2&cursor=here';
const list = (item: unknown) => ({ items: [item], nextCursor: 'next' });
const w = `/workspaces/${workspaceId}`;

const cases: Case[] = [
  {
    ask: ['POST', '/auth/register', { email: 'ada@example.com', password: 'pw', firstName: 'Ada' }],
    rpc: ['auth', 'Register'],
    request: {
      email: 'ada@example.com',
      password: 'pw',
      firstName: 'Ada',
      company: '',
      client: { ip: '127.0.0.1', userAgent: 'test' },
    },
    response: { user, tokens },
    status: 201,
    json: { user: userJson, ...tokens },
  },
  {
    ask: ['POST', '/auth/login', { email: 'ada@example.com', password: 'pw' }],
    rpc: ['auth', 'Login'],
    response: { user, tokens },
    json: { user: userJson, ...tokens },
  },
  {
    ask: ['POST', '/auth/token/refresh', { refreshToken: 'r' }],
    rpc: ['auth', 'RefreshToken'],
    request: { refreshToken: 'r', client: { ip: '127.0.0.1', userAgent: 'test' } },
    response: { tokens },
    json: tokens,
  },
  {
    ask: ['POST', '/auth/token/validate', { token: 't' }],
    rpc: ['auth', 'ValidateToken'],
    response: { valid: true, userId, email: 'a@b.example', expiresAt: at, sessionId: id('ses') },
    json: { valid: true, userId, email: 'a@b.example', expiresAt: time },
  },
  { ask: ['POST', '/auth/logout'], rpc: ['auth', 'Logout'], request: { sessionId: id('ses') }, status: 204 },
  {
    ask: ['GET', '/auth/profile'],
    rpc: ['auth', 'GetUserProfile'],
    response: { user, workspaces: [{ id: workspaceId, name: 'Acme', role: 'ROLE_VIEWER' }] },
    json: { ...userJson, workspaces: [{ id: workspaceId, name: 'Acme', role: 'viewer' }] },
  },
  {
    ask: ['PATCH', '/auth/profile', { lastName: '', avatarUrl: '' }],
    rpc: ['auth', 'UpdateUserProfile'],
    request: { lastName: '', avatarUrl: '' },
    response: { profile: { user, workspaces: [] } },
    json: { ...userJson, workspaces: [] },
  },
  {
    ask: ['GET', `/auth/sessions${query}`],
    rpc: ['auth', 'ListSessions'],
    request: { ...paged, currentSessionId: id('ses') },
    response: {
      sessions: [{ id: id('ses'), ip: '::1', userAgent: 'x', createdAt: at, expiresAt: at, current: true }],
      ...page,
    },
    json: list({ id: id('ses'), ip: '::1', userAgent: 'x', createdAt: time, expiresAt: time, current: true }),
  },
  {
    ask: ['DELETE', `/auth/sessions/${id('ses', 2)}`],
    rpc: ['auth', 'RevokeSession'],
    request: { sessionId: id('ses', 2) },
    status: 204,
  },
  {
    ask: ['POST', '/workspaces', { name: ' Acme ' }],
    rpc: ['auth', 'CreateWorkspace'],
    request: { name: 'Acme' },
    response: { workspace },
    status: 201,
    json: workspaceJson,
  },
  {
    ask: ['GET', `/workspaces${query}`],
    rpc: ['auth', 'ListWorkspaces'],
    request: paged,
    response: { workspaces: [workspace], ...page },
    json: list(workspaceJson),
  },
  {
    ask: ['GET', w],
    rpc: ['auth', 'GetWorkspace'],
    request: { workspaceId },
    response: { workspace },
    json: workspaceJson,
  },
  {
    ask: ['PATCH', w, { redirectUris: [] }],
    rpc: ['auth', 'UpdateWorkspace'],
    request: { workspaceId, redirectUris: { values: [] } },
    response: { workspace },
    json: workspaceJson,
  },
  {
    ask: ['PATCH', w, { name: 'New' }],
    rpc: ['auth', 'UpdateWorkspace'],
    request: { workspaceId, name: 'New', redirectUris: null },
    response: { workspace },
    json: workspaceJson,
  },
  { ask: ['DELETE', w], rpc: ['auth', 'DeleteWorkspace'], request: { workspaceId }, status: 204 },
  {
    ask: ['GET', `${w}/members${query}`],
    rpc: ['auth', 'ListMembers'],
    request: { workspaceId, ...paged },
    response: { members: [member], ...page },
    json: list(memberJson),
  },
  {
    ask: ['PUT', `${w}/members/${userId}`, { role: 'developer' }],
    rpc: ['auth', 'SetMemberRole'],
    request: { workspaceId, userId, role: 'ROLE_DEVELOPER' },
    response: { member },
    json: memberJson,
  },
  {
    ask: ['DELETE', `${w}/members/${userId}`],
    rpc: ['auth', 'RemoveMember'],
    request: { workspaceId, userId },
    status: 204,
  },
  {
    ask: ['GET', `${w}/audit${query}`],
    rpc: ['auth', 'ListAuditEntries'],
    request: { workspaceId, ...paged },
    response: {
      entries: [
        {
          id: '1',
          at,
          actor: userId,
          action: 'api_key.revoked',
          target: id('key'),
          details: toValue({ a: [1] }),
        },
      ],
      ...page,
    },
    json: list({
      id: '1',
      at: time,
      actor: userId,
      action: 'api_key.revoked',
      target: id('key'),
      details: { a: [1] },
    }),
  },
  {
    ask: [
      'POST',
      `${w}/api-keys`,
      { name: 'k', scopes: ['consent:read'], expiresAt: '2030-01-01T01:00:00+01:00' },
    ],
    rpc: ['auth', 'CreateApiKey'],
    request: {
      workspaceId,
      name: 'k',
      scopes: ['consent:read'],
      expiresAt: { seconds: 1_893_456_000, nanos: 0 },
      rateLimitPerHour: 0,
    },
    response: { apiKey, key: 'nh_live_x' },
    status: 201,
    json: { ...apiKeyJson, key: 'nh_live_x' },
  },
  {
    ask: ['GET', `${w}/api-keys${query}`],
    rpc: ['auth', 'ListApiKeys'],
    request: { workspaceId, ...paged },
    response: { apiKeys: [apiKey], ...page },
    json: list(apiKeyJson),
  },
  {
    ask: ['DELETE', `${w}/api-keys/${id('key')}`],
    rpc: ['auth', 'RevokeApiKey'],
    request: { workspaceId, keyId: id('key') },
    status: 204,
  },
  {
    ask: ['POST', `${w}/api-keys/${id('key')}/rotate`, { overlapSeconds: 0 }],
    rpc: ['auth', 'RotateApiKey'],
    request: { workspaceId, keyId: id('key'), overlapSeconds: 0 },
    response: { apiKey, key: 'nh_live_y', previousExpiresAt: at },
    status: 201,
    json: { ...apiKeyJson, key: 'nh_live_y', previousExpiresAt: time },
  },
  {
    ask: ['POST', `${w}/api-keys/${id('key')}/rotate`],
    rpc: ['auth', 'RotateApiKey'],
    request: { workspaceId, keyId: id('key') },
    response: { apiKey, key: 'nh_live_y' },
    status: 201,
    json: { ...apiKeyJson, key: 'nh_live_y' },
  },
  {
    ask: ['GET', `${w}/purposes`],
    rpc: ['consent', 'ListPurposes'],
    response: { purposes: [{ id: 'automation', title: 'A', description: '' }] },
    json: { items: [{ id: 'automation', title: 'A', description: '' }] },
  },
  {
    ask: ['PUT', `${w}/purposes`, [{ id: 'ads', title: 'Ads', description: 'x' }]],
    rpc: ['consent', 'SetPurposes'],
    request: { purposes: [{ id: 'ads', title: 'Ads', description: 'x' }] },
    response: { purposes: [{ id: 'ads', title: 'Ads', description: 'x' }] },
    json: { items: [{ id: 'ads', title: 'Ads', description: 'x' }] },
  },
  {
    ask: ['GET', `/providers${query}&category=chat&q=sl`],
    rpc: ['integration', 'ListProviders'],
    request: { ...paged, category: 'chat', query: 'sl' },
    response: { providers: [provider], ...page },
    json: list(providerJson),
  },
  {
    ask: ['GET', '/providers/slack'],
    rpc: ['integration', 'GetProvider'],
    request: { provider: 'slack' },
    response: { provider },
    json: providerJson,
  },
  {
    ask: ['GET', '/providers/slack/status'],
    rpc: ['integration', 'GetProviderStatus'],
    request: { provider: 'slack' },
    response: {
      available: true,
      circuit: 'CIRCUIT_STATE_HALF_OPEN',
      requestsRemaining: 0,
      resetAt: at,
      errorRate: 0.5,
    },
    json: {
      available: true,
      circuit: 'halfOpen',
      rateLimited: false,
      requestsRemaining: 0,
      resetAt: time,
      errorRate: 0.5,
    },
  },
  {
    ask: ['GET', '/providers/slack/status'],
    rpc: ['integration', 'GetProviderStatus'],
    response: { available: true },
    json: { available: true, circuit: 'closed', rateLimited: false, errorRate: 0 },
  },
  {
    ask: [
      'POST',
      '/connections/authorize',
      { provider: 'slack', endUserId: 'eu 1', params: { site_url: 'x' } },
    ],
    rpc: ['integration', 'GetAuthURL'],
    request: { provider: 'slack', endUserId: 'eu 1', scopes: [], redirectUri: '', params: { site_url: 'x' } },
    response: { url: 'http://g/connect/t', state: 's', expiresAt: at },
    json: { url: 'http://g/connect/t', state: 's', expiresAt: time },
  },
  {
    ask: ['POST', '/connections', { provider: 'stripe', endUserId: 'eu 1', credentials: { apiKey: 'sk' } }],
    rpc: ['integration', 'CreateConnection'],
    request: { provider: 'stripe', endUserId: 'eu 1', credentials: { apiKey: 'sk' }, params: {} },
    response: { connection },
    status: 201,
    json: connectionJson,
  },
  {
    ask: ['GET', `/connections${query}&endUserId=eu%201&provider=slack&status=needsReauth`],
    rpc: ['integration', 'ListConnections'],
    request: { ...paged, endUserId: 'eu 1', provider: 'slack', status: 'CONNECTION_STATUS_NEEDS_REAUTH' },
    response: { connections: [connection], ...page },
    json: list(connectionJson),
  },
  {
    ask: ['GET', `/connections/${id('con')}`],
    rpc: ['integration', 'GetConnection'],
    request: { connectionId: id('con') },
    response: { connection },
    json: connectionJson,
  },
  {
    ask: ['DELETE', `/connections/${id('con')}`],
    rpc: ['integration', 'RevokeIntegration'],
    request: { connectionId: id('con') },
    status: 204,
  },
  {
    ask: [
      'POST',
      `/connections/${id('con')}/actions/send-message`,
      { input: { text: 'hi', n: [1, null] }, purpose: 'ads' },
    ],
    rpc: ['integration', 'ExecuteAction'],
    request: { connectionId: id('con'), action: 'send-message', purpose: 'ads', idempotencyKey: '' },
    response: { output: toValue({ ok: true }), executedAt: at, durationMs: 12, attempts: 1 },
    json: { output: { ok: true }, executedAt: time, durationMs: 12, attempts: 1 },
  },
  {
    ask: [
      'POST',
      '/consents',
      {
        endUserId: 'eu 1',
        provider: 'slack',
        purposes: ['automation'],
        scopes: ['a'],
        expiresAt: '2030-01-01T00:00:00Z',
        evidence: { ip: '::1' },
      },
    ],
    rpc: ['consent', 'GrantConsent'],
    request: {
      endUserId: 'eu 1',
      purposes: ['automation'],
      scopes: ['a'],
      expiresAt: { seconds: 1_893_456_000, nanos: 0 },
      notice: null,
    },
    response: { consent, receipt: 'jws' },
    status: 201,
    json: { consent: consentJson, receipt: 'jws' },
  },
  {
    ask: ['GET', `/consents${query}&status=revoked`],
    rpc: ['consent', 'ListConsents'],
    request: { ...paged, endUserId: '', status: 'CONSENT_STATUS_REVOKED' },
    response: { consents: [consent], ...page },
    json: list(consentJson),
  },
  {
    ask: ['POST', '/consents/validate', { endUserId: 'eu 1', provider: 'slack', scopes: ['a'] }],
    rpc: ['consent', 'ValidateConsent'],
    request: { endUserId: 'eu 1', provider: 'slack', scopes: ['a'], purpose: '' },
    response: {
      valid: false,
      reason: 'REFUSAL_REASON_SCOPE_MISSING',
      consentId: id('cns'),
      missingScopes: ['a'],
    },
    json: { valid: false, reason: 'scopeMissing', consentId: id('cns'), missingScopes: ['a'] },
  },
  {
    ask: ['POST', '/consents/validate', { endUserId: 'eu 1', provider: 'slack' }],
    rpc: ['consent', 'ValidateConsent'],
    response: { valid: true, consentId: id('cns'), expiresAt: at },
    json: { valid: true, consentId: id('cns'), expiresAt: time },
  },
  {
    ask: ['GET', `/consents/${id('cns')}`],
    rpc: ['consent', 'GetConsent'],
    request: { consentId: id('cns') },
    response: {
      consent: { ...consent, status: 'CONSENT_STATUS_REVOKED', revokedAt: at, revokeReason: 'why' },
    },
    json: { ...consentJson, status: 'revoked', revokedAt: time, revokeReason: 'why' },
  },
  {
    ask: ['DELETE', `/consents/${id('cns')}`, { reason: 'why' }],
    rpc: ['consent', 'RevokeConsent'],
    request: { consentId: id('cns'), reason: 'why' },
    status: 204,
  },
  {
    ask: ['DELETE', `/consents/${id('cns')}`],
    rpc: ['consent', 'RevokeConsent'],
    request: { consentId: id('cns'), reason: '' },
    status: 204,
  },
  {
    ask: ['GET', `/consents/${id('cns')}/history${query}`],
    rpc: ['consent', 'GetConsentHistory'],
    request: { consentId: id('cns'), ...paged },
    response: { entries: [entry], ...page },
    json: list(entryJson),
  },
  {
    ask: ['GET', `/consents/${id('cns')}/receipt`],
    rpc: ['consent', 'GetReceipt'],
    response: { receipt: 'jws' },
    json: { receipt: 'jws' },
  },
  {
    ask: ['GET', '/consents/export?endUserId=eu%201'],
    rpc: ['consent', 'ExportEndUser'],
    request: { endUserId: 'eu 1' },
    response: { document: toValue({ consents: [] }) },
    json: { consents: [] },
  },
  {
    ask: ['GET', '/consents/ledger/verify'],
    rpc: ['consent', 'VerifyLedger'],
    response: { valid: true, entries: 3, head: 'h' },
    json: { valid: true, entries: 3, head: 'h' },
  },
  {
    ask: ['GET', '/consents/ledger/verify'],
    rpc: ['consent', 'VerifyLedger'],
    response: { valid: false, entries: 3, firstBadEntry: 2, head: 'h' },
    json: { valid: false, entries: 3, firstBadEntry: 2, head: 'h' },
  },
  {
    ask: ['GET', `/consents/ledger/checkpoints${query}`],
    rpc: ['consent', 'ListCheckpoints'],
    request: paged,
    response: { checkpoints: [{ sequence: 3, head: 'h', at, signature: 's' }], ...page },
    json: list({ sequence: 3, head: 'h', at: time, signature: 's' }),
  },
  {
    ask: ['GET', '/consents/report?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z'],
    rpc: ['consent', 'ReportCompliance'],
    request: { from: { seconds: 1_767_225_600, nanos: 0 }, to: { seconds: 1_769_904_000, nanos: 0 } },
    response: {
      rows: [{ provider: 'slack', purpose: 'ads', granted: 1, revoked: 2, expired: 3, active: 4 }],
    },
    json: { items: [{ provider: 'slack', purpose: 'ads', granted: 1, revoked: 2, expired: 3, active: 4 }] },
  },
  {
    ask: ['POST', '/workflows', { document: {}, do: [] }],
    rpc: ['workflow', 'CreateWorkflow'],
    request: { document: '{"document":{},"do":[]}', format: 'DOCUMENT_FORMAT_JSON' },
    response: { workflow },
    status: 201,
    json: workflowJson,
  },
  {
    ask: ['GET', `/workflows${query}&namespace=acme`],
    rpc: ['workflow', 'ListWorkflows'],
    request: { ...paged, namespace: 'acme' },
    response: { workflows: [workflow], ...page },
    json: list(workflowJson),
  },
  {
    ask: ['POST', '/workflows/validate', { a: 1 }],
    rpc: ['workflow', 'ValidateWorkflow'],
    response: { valid: false, errors: [{ path: '/do', message: 'is missing' }] },
    json: { valid: false, errors: [{ path: '/do', message: 'is missing' }] },
  },
  {
    ask: ['GET', `/workflows/${id('wfl')}?version=1.0.0`],
    rpc: ['workflow', 'GetWorkflow'],
    request: { workflowId: id('wfl'), version: '1.0.0' },
    response: { ...workflow, document: 'do:\n  - a: 1\n', format: 'DOCUMENT_FORMAT_YAML' },
    json: { ...workflowJson, document: { do: [{ a: 1 }] } },
  },
  {
    ask: ['GET', `/workflows/${id('wfl')}`],
    rpc: ['workflow', 'GetWorkflow'],
    response: { ...workflow, title: 'T', document: '{"do":[]}', format: 'DOCUMENT_FORMAT_JSON' },
    json: { ...workflowJson, title: 'T', document: { do: [] } },
  },
  {
    ask: ['PUT', `/workflows/${id('wfl')}`, { a: 1 }],
    rpc: ['workflow', 'UpdateWorkflow'],
    request: { workflowId: id('wfl'), document: '{"a":1}' },
    response: { workflow },
    json: workflowJson,
  },
  {
    ask: ['DELETE', `/workflows/${id('wfl')}`],
    rpc: ['workflow', 'DeleteWorkflow'],
    request: { workflowId: id('wfl') },
    status: 204,
  },
  {
    ask: ['GET', `/workflows/${id('wfl')}/graph`],
    rpc: ['workflow', 'GetWorkflowGraph'],
    response: { mermaid: 'flowchart TD' },
    json: { mermaid: 'flowchart TD' },
  },
  {
    ask: [
      'GET',
      `/executions${query}&workflowId=${id('wfl')}&status=faulted&endUserId=eu%201&from=1970-01-01T01:00:01%2B01:00`,
    ],
    rpc: ['workflow', 'ListExecutions'],
    request: {
      ...paged,
      workflowId: id('wfl'),
      status: 'EXECUTION_STATE_FAULTED',
      endUserId: 'eu 1',
      from: { seconds: 1, nanos: 0 },
      to: null,
    },
    response: { executions: [execution], ...page },
    json: list(executionJson),
  },
  {
    ask: ['GET', `/executions/${id('exe')}/graph`],
    rpc: ['workflow', 'GetExecutionGraph'],
    request: { executionId: id('exe') },
    response: { mermaid: 'flowchart TD' },
    json: { mermaid: 'flowchart TD' },
  },
  {
    ask: ['GET', `/executions/${id('exe')}`],
    rpc: ['workflow', 'GetExecutionStatus'],
    request: { executionId: id('exe') },
    response: execution,
    json: executionJson,
  },
  {
    ask: ['GET', `/executions/${id('exe')}/tasks${query}`],
    rpc: ['workflow', 'ListExecutionTasks'],
    request: { executionId: id('exe'), ...paged },
    response: {
      tasks: [
        {
          reference: '/do/0/x',
          status: 'EXECUTION_STATE_COMPLETED',
          attempt: 1,
          iteration: '2',
          startedAt: at,
          endedAt: at,
          input: toValue(null),
          output: toValue([1]),
        },
      ],
      ...page,
    },
    json: list({
      reference: '/do/0/x',
      status: 'completed',
      attempt: 1,
      iteration: '2',
      startedAt: time,
      endedAt: time,
      input: null,
      output: [1],
    }),
  },
  {
    ask: [
      'POST',
      '/executions/bulk',
      { action: 'cancel', filter: { status: 'waiting', from: '1970-01-01T00:00:01Z' }, reason: 'why' },
    ],
    rpc: ['workflow', 'StartBulkOperation'],
    request: {
      action: 'BULK_ACTION_CANCEL',
      filter: {
        workflowId: '',
        status: 'EXECUTION_STATE_WAITING',
        endUserId: '',
        from: { seconds: 1, nanos: 0 },
        to: null,
      },
      all: false,
      reason: 'why',
      dryRun: false,
    },
    response: { operation: bulk },
    status: 202,
    json: { ...bulkJson, status: 'running' },
  },
  {
    ask: ['POST', '/executions/bulk', { action: 'resume', all: true, dryRun: true }],
    rpc: ['workflow', 'StartBulkOperation'],
    response: { operation: { ...bulk, id: '', dryRun: true, endedAt: at } },
    status: 202,
    json: { ...bulkJson, id: undefined, dryRun: true, status: 'completed', endedAt: time },
  },
  {
    ask: ['GET', `/executions/bulk/${id('blk')}`],
    rpc: ['workflow', 'GetBulkOperation'],
    request: { bulkOperationId: id('blk') },
    response: { operation: { ...bulk, endedAt: at } },
    json: { ...bulkJson, status: 'completed', endedAt: time },
  },
  {
    ask: ['POST', `/executions/${id('exe')}/cancel`, { reason: 'why' }],
    rpc: ['workflow', 'CancelExecution'],
    request: { executionId: id('exe'), reason: 'why' },
    response: { execution },
    status: 202,
    json: { id: id('exe'), status: 'faulted' },
  },
  {
    ask: ['POST', `/executions/${id('exe')}/suspend`],
    rpc: ['workflow', 'SuspendExecution'],
    response: { execution },
    status: 202,
    json: { id: id('exe'), status: 'faulted' },
  },
  {
    ask: ['POST', `/executions/${id('exe')}/resume`, {}],
    rpc: ['workflow', 'ResumeExecution'],
    response: { execution },
    status: 202,
    json: { id: id('exe'), status: 'faulted' },
  },
  {
    ask: ['POST', `/executions/${id('exe')}/rerun`, { from: '/do/1/a', definition: 'newest', parents: true }],
    rpc: ['workflow', 'RerunExecution'],
    request: { executionId: id('exe'), from: '/do/1/a', iteration: '', newest: true, parents: true },
    response: { execution },
    status: 202,
    json: { id: id('exe'), status: 'faulted' },
  },
  {
    ask: ['POST', '/webhooks', { url: 'https://h.example', eventTypes: ['*'] }],
    rpc: ['notification', 'RegisterWebhook'],
    request: { url: 'https://h.example', eventTypes: ['*'], description: '' },
    response: { webhook, secret: 'whsec_x' },
    status: 201,
    json: { ...webhookJson, secret: 'whsec_x' },
  },
  {
    ask: ['GET', `/webhooks${query}`],
    rpc: ['notification', 'ListWebhooks'],
    request: paged,
    response: { webhooks: [webhook], ...page },
    json: list(webhookJson),
  },
  {
    ask: ['GET', `/webhooks/${id('whk')}`],
    rpc: ['notification', 'GetWebhook'],
    request: { webhookId: id('whk') },
    response: {
      webhook: { ...webhook, status: 'WEBHOOK_STATUS_DISABLED', disabledReason: 'gone', failingSince: at },
    },
    json: { ...webhookJson, status: 'disabled', disabledReason: 'gone', failingSince: time },
  },
  {
    ask: ['PATCH', `/webhooks/${id('whk')}`, { status: 'disabled', description: '' }],
    rpc: ['notification', 'UpdateWebhook'],
    request: { webhookId: id('whk'), status: 'WEBHOOK_STATUS_DISABLED', description: '', eventTypes: [] },
    response: { webhook },
    json: webhookJson,
  },
  {
    ask: ['DELETE', `/webhooks/${id('whk')}`],
    rpc: ['notification', 'DeleteWebhook'],
    request: { webhookId: id('whk') },
    status: 204,
  },
  {
    ask: ['POST', `/webhooks/${id('whk')}/rotate-secret`],
    rpc: ['notification', 'RotateWebhookSecret'],
    request: { webhookId: id('whk') },
    response: { webhook, secret: 'whsec_y', previousExpiresAt: at },
    json: { ...webhookJson, secret: 'whsec_y', previousExpiresAt: time },
  },
  {
    ask: ['POST', `/webhooks/${id('whk')}/test`],
    rpc: ['notification', 'TestWebhook'],
    response: { delivery },
    json: deliveryJson,
  },
  {
    ask: ['GET', `/webhooks/${id('whk')}/deliveries${query}&status=dead`],
    rpc: ['notification', 'ListDeliveries'],
    request: { webhookId: id('whk'), ...paged, status: 'DELIVERY_STATUS_DEAD' },
    response: { deliveries: [delivery], ...page },
    json: list(deliveryJson),
  },
  {
    ask: ['POST', `/webhooks/${id('whk')}/deliveries/${id('dlv')}/replay`],
    rpc: ['notification', 'ReplayDelivery'],
    request: { webhookId: id('whk'), deliveryId: id('dlv') },
    response: { delivery },
    status: 202,
    json: deliveryJson,
  },
  {
    ask: [
      'POST',
      `/webhooks/${id('whk')}/replay`,
      { from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' },
    ],
    rpc: ['notification', 'ReplayWebhook'],
    request: { from: { seconds: 1_767_225_600, nanos: 0 } },
    response: { count: 3 },
    status: 202,
    json: { count: 3 },
  },
  {
    ask: [
      'POST',
      '/notifications',
      { channel: 'email', to: 'a@b.example', subject: 'Hi', body: 'Text', data: { n: 1 } },
    ],
    rpc: ['notification', 'SendNotification'],
    request: { channel: 'CHANNEL_EMAIL', to: 'a@b.example', endUserId: '', idempotencyKey: '' },
    response: { notification },
    status: 202,
    json: notificationJson,
  },
  {
    ask: ['GET', `/notifications${query}&channel=email&status=pending`],
    rpc: ['notification', 'GetNotificationHistory'],
    request: { ...paged, channel: 'CHANNEL_EMAIL', status: 'NOTIFICATION_STATUS_PENDING' },
    response: { notifications: [notification], ...page },
    json: list(notificationJson),
  },
  {
    ask: ['GET', `/notifications/${id('ntf')}`],
    rpc: ['notification', 'GetNotification'],
    request: { notificationId: id('ntf') },
    response: { notification },
    json: notificationJson,
  },
  {
    ask: ['GET', '/notifications/preferences/eu%2F1'],
    rpc: ['notification', 'GetPreferences'],
    request: { endUserId: 'eu/1' },
    response: { preferences: { endUserId: 'eu/1', channels: { sms: false } } },
    json: { channels: { sms: false } },
  },
  {
    ask: [
      'PUT',
      '/notifications/preferences/eu1',
      { channels: { email: true }, quietHours: { from: '22:00', to: '07:00', timezone: 'Europe/Berlin' } },
    ],
    rpc: ['notification', 'SetPreferences'],
    request: {
      preferences: {
        endUserId: 'eu1',
        channels: { email: true },
        quietHours: { from: '22:00', to: '07:00', timezone: 'Europe/Berlin' },
      },
    },
    response: {
      preferences: {
        channels: { email: true },
        quietHours: { from: '22:00', to: '07:00', timezone: 'Europe/Berlin' },
      },
    },
    json: {
      channels: { email: true },
      quietHours: { from: '22:00', to: '07:00', timezone: 'Europe/Berlin' },
    },
  },
];

describe('the answer of', () => {
  it.each(cases.map(one => [one.ask.slice(0, 2).join(' '), one] as const))(
    '%s is made of what the service says',
    async (_name, one) => {
      const [method, path, body] = one.ask;
      const [service, rpc] = one.rpc;
      const seen: object[] = [];
      const fake = async (request: never) => {
        seen.push(request);
        return one.response ?? {};
      };
      const harness = await startHarness({ services: { [service]: { [rpc]: fake } } });
      const reply = await harness.send(method, `/api/v1${path}`, {
        headers: { ...asUser, 'User-Agent': 'test', ...one.headers },
        body,
      });
      await harness.stop();
      expect([reply.status, reply.json]).toEqual([one.status ?? 200, one.json]);
      expect(seen).toHaveLength(1);
      if (one.request) expect(seen[0]).toMatchObject(one.request);
      expect(harness.logs.filter(({ level }) => level === 'error')).toEqual([]);
    },
  );
});
