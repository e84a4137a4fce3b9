import { newId } from '@neighbourhood/shared/ids/typed-id';
import type { Sealed } from '../../src/domain/connection.ts';
import type { Runs } from '../../src/usecase/ports.ts';

/** runsContract is what every adapter of the port Runs must do. */
export function runsContract(
  subject: () => { runs: Runs; dataKey(workspaceId: string): Promise<string> },
): void {
  const newRun = () => ({ workspaceId: newId('wsp'), key: 'a key' });
  const claim = (run: ReturnType<typeof newRun>, leaseSeconds = 60) =>
    subject().runs.claim({ ...run, requestHash: 'hash', leaseSeconds });

  test('lets one of many claim a key', async () => {
    const run = newRun();
    const claims = await Promise.all([1, 2, 3, 4].map(() => claim(run)));
    expect(claims.map(({ state }) => state).sort()).toEqual(['claimed', 'running', 'running', 'running']);
    expect(await claim({ ...run, key: 'another' })).toEqual({ state: 'claimed' });
    expect(await claim({ ...run, workspaceId: newId('wsp') })).toEqual({ state: 'claimed' });
  });

  test('answers with the result of the run that finished', async () => {
    const run = newRun();
    const result: Sealed = {
      dataKeyId: await subject().dataKey(run.workspaceId),
      ciphertext: Buffer.from('result'),
    };
    await claim(run);
    await subject().runs.finish(run, result);
    await subject().runs.release(run);
    expect(await claim(run, 0)).toEqual({ state: 'done', requestHash: 'hash', result });
  });

  test('lets a key be claimed again once it was released', async () => {
    const run = newRun();
    await claim(run);
    await subject().runs.release(run);
    expect(await claim(run)).toEqual({ state: 'claimed' });
  });

  test('lets a key be claimed again when the lease of a dead process is over', async () => {
    const run = newRun();
    await claim(run, -1);
    expect(await claim(run)).toEqual({ state: 'claimed' });
    expect(await claim(run)).toEqual({ state: 'running' });
  });
}
