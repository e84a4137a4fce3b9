import type { Call } from '@neighbourhood/shared/call/call';
import { fakeCall } from '@neighbourhood/shared/testing/fake-call';
import type { IntegrationApp } from '../src/app.ts';
import type { Connection } from '../src/domain/connection.ts';
import { createCatalogue, readProvider } from '../src/infrastructure/yaml-catalogue.ts';
import type { RotatingProvider } from './rotating-provider.ts';

/** rotatingDeps are what an app is given to know that provider, and the platform's client there. */
export function rotatingDeps({ entry, behaviour }: RotatingProvider) {
  return {
    catalogue: createCatalogue([readProvider('rotating.yaml', entry)]),
    clients: {
      find: async () => {
        const clientSecret = behaviour.clients['platform'];
        return clientSecret === undefined ? undefined : { clientId: 'platform', clientSecret };
      },
    },
  };
}

/** beginAt goes the browser's way up to the answer that it would bring back from the provider. */
export async function beginAt(app: IntegrationApp, call: Call, account: string, provider = 'rotating') {
  const wanted = { provider, endUserId: account, scopes: [], redirectUri: '', params: {} };
  const { url, state } = await app.getAuthUrl(wanted, call);
  const { authorizationUrl, browserBinding } = await app.startConnection({
    token: url.split('/').at(-1) ?? '',
  });
  const back = {
    code: account,
    state,
    browserBinding,
    error: '',
    errorDescription: '',
    issuer: '',
    callback: {},
  };
  return { asked: new URL(authorizationUrl).searchParams, back };
}

/** connectAt makes a connection of that account at the rotating provider. */
export async function connectAt(
  app: IntegrationApp,
  call: Call,
  account: string,
  provider = 'rotating',
): Promise<Connection> {
  const { back } = await beginAt(app, call, account, provider);
  const anonymous = fakeCall({ kind: 'anonymous', workspaceId: undefined });
  return (await app.exchangeCode(back, anonymous)).connection;
}
