import { exportJWK, generateKeyPair } from 'jose';
import type { Call } from '@neighbourhood/shared/call/call';
import { fakeCall, type FakeCallOptions } from '@neighbourhood/shared/testing/fake-call';
import { type ConsentDeps, createConsentApp } from '../src/app.ts';
import type { Consent } from '../src/domain/consent.ts';
import { createJoseSigner } from '../src/infrastructure/jose-signer.ts';
import type { ExpiryTimers } from '../src/usecase/ports.ts';
import { noon, terms } from './make.ts';
import { createMemoryStore } from './memory-store.ts';

/** FakeTimers remembers which consents have a timer. */
export interface FakeTimers extends ExpiryTimers {
  readonly due: Map<string, Date>;
}

function createFakeTimers(): FakeTimers {
  const due = new Map<string, Date>();
  return {
    due,
    schedule: async ({ id, expiresAt }: Consent) => void due.set(id, expiresAt),
    cancel: async ({ id }: Consent) => void due.delete(id),
  };
}

const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });

/** testKey is a private Ed25519 JWK of this test run. */
export const testKey = { ...(await exportJWK(privateKey)), kid: 'test' };

/** createTestApp is the whole service without its edges, at a clock that the test sets; in memory unless told. */
export async function createTestApp(stores?: Pick<ConsentDeps, 'store' | 'ledger' | 'purposes'>) {
  const memory = createMemoryStore();
  if (!stores)
    await memory.replace(
      'wsp_one',
      ['analytics', 'mail'].map(id => ({ id, title: id, description: '' })),
    );
  const time = { now: noon };
  const timers = createFakeTimers();
  const app = createConsentApp({
    store: stores?.store ?? memory,
    ledger: stores?.ledger ?? memory,
    purposes: stores?.purposes ?? memory,
    timers,
    signer: await createJoseSigner(testKey),
    terms,
    profile: { jurisdictions: ['EU'], processor: 'neighbourhood' },
    clock: () => time.now,
  });
  return { ...app, memory, time, timers };
}

/** callOf makes a call that may read and write consents of one workspace. */
export function callOf(options: FakeCallOptions = {}): Call {
  return fakeCall({ workspaceId: 'wsp_one', permissions: ['consent:read', 'consent:write'], ...options });
}

/** request is a grant as a caller asks for it. */
export const request = {
  endUserId: 'end-user-1',
  provider: 'slack',
  purposes: ['automation'],
  scopes: ['chat:write'],
};
