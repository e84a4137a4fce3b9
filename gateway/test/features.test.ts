import { asUser, id, startHarness } from './harness.ts';

const account = { email: 'ada@example.com', password: 'correct horse battery staple' };

describe('features that are switched', () => {
  it.each([
    ['signUp', '/api/v1/auth/register', account],
    ['actions', `/api/v1/connections/${id('con')}/actions/create-note`, { input: {} }],
    ['executions', `/api/v1/workflows/${id('wfl')}/executions`, { input: {} }],
  ] as const)(
    '%s off refuses POST %s with 403, from the next request on, and back',
    async (feature, path, body) => {
      const features = { signUp: true, actions: true, executions: true };
      const gateway = await startHarness({ settings: { features } });
      const ask = async () => {
        const { status, json } = await gateway.send('POST', path, { headers: asUser, body });
        return [status, json.code as unknown];
      };
      const on = await ask();
      features[feature] = false;
      expect(await ask()).toEqual([403, 'FEATURE.DISABLED']);
      features[feature] = true;
      expect(await ask()).toEqual(on);
      expect(on[1]).not.toBe('FEATURE.DISABLED');
      await gateway.stop();
    },
  );
});
