import { AppError } from '@neighbourhood/shared/errors/app-error';
import { fakeCall } from '@neighbourhood/shared/testing/fake-call';
import type { ActionToRun } from './run-action.ts';
import { createRunVerified } from './run-verified.ts';
import type { ConnectionVerdict } from './verify-connection.ts';

const action = { provider: { id: 'p' }, connection: { id: 'con_1' } } as ActionToRun;
const answered = (status: string, code = 'PROVIDER.ERROR') =>
  new AppError('upstreamFailed', code, 'no', { metadata: { status } });

function running(failure: Error, verdict: ConnectionVerdict = 'active') {
  const asked: string[] = [];
  const run = createRunVerified({
    run: () => Promise.reject(failure),
    verify: async (_provider, { id }) => {
      asked.push(id);
      return verdict;
    },
  });
  return { run, asked };
}

test('what a provider forbids is its own error while it takes the connection, or says nothing', async () => {
  const forbidden = answered('403');
  for (const verdict of ['active', 'unknown'] as const) {
    const { run, asked } = running(forbidden, verdict);
    await expect(run(action, fakeCall())).rejects.toBe(forbidden);
    expect(asked).toEqual(['con_1']);
  }
});

test('what it forbids because the grant is gone needs the end user', async () => {
  const { run } = running(answered('403'), 'needsReauth');
  await expect(run(action, fakeCall())).rejects.toMatchObject({ code: 'CONNECTION.NEEDS_REAUTH' });
});

test.each([answered('404'), answered('403', 'PROVIDER.UNAVAILABLE'), new Error('bug')])(
  'nothing else is a reason to ask: %s',
  async failure => {
    const { run, asked } = running(failure, 'needsReauth');
    await expect(run(action, fakeCall())).rejects.toBe(failure);
    expect(asked).toEqual([]);
  },
);
