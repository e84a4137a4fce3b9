import { createHealth } from './health.ts';

function healthWith(states: Record<string, boolean>) {
  const clock = { now: 0 };
  const probe = (name: string) => async () => states[name] ?? Promise.reject(new Error('no answer'));
  const health = createHealth({
    needed: { sidecar: probe('sidecar'), auth: probe('auth') },
    optional: { consent: probe('consent') },
    now: () => clock.now,
  });
  return { health, clock, states };
}

describe('health', () => {
  it('is ready when everything needed answers, whatever else is down', async () => {
    const { health } = healthWith({ sidecar: true, auth: true, consent: false });
    expect(await health.check()).toEqual({
      ready: true,
      dependencies: { sidecar: 'up', auth: 'up', consent: 'down' },
    });
  });

  it('is not ready when something needed says no or does not answer', async () => {
    expect((await healthWith({ sidecar: true, auth: false, consent: true }).health.check()).ready).toBe(
      false,
    );
    expect((await healthWith({ auth: true, consent: true }).health.check()).dependencies['sidecar']).toBe(
      'down',
    );
  });

  it('is not ready while it drains', async () => {
    const { health } = healthWith({ sidecar: true, auth: true, consent: true });
    health.drain();
    expect((await health.check()).ready).toBe(false);
  });

  it('has started once it was ready, and stays so', async () => {
    const { health, clock, states } = healthWith({ sidecar: true, auth: false, consent: true });
    expect(await health.started()).toBe(false);
    states['auth'] = true;
    clock.now = 1000;
    expect(await health.started()).toBe(true);
    states['auth'] = false;
    clock.now = 2000;
    expect(await health.started()).toBe(true);
    expect((await health.check()).ready).toBe(false);
  });
});
