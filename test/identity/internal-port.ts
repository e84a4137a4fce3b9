import { credentials, status } from '@grpc/grpc-js';
import { type Attempt } from './attempts.ts';
import { credentialsOf } from './certificate.ts';
import { allowed } from './access-rules.ts';
import { apps, methodsOf, type ServiceApp } from './methods.ts';
import { type Victim } from './victim.ts';

/** Dapr's own way of calling: by a name, not by gRPC method. */
const byName = '/dapr.proto.internals.v1.ServiceInvocation/CallLocal';

/** InternalInvokeRequest{ver: V1, message: {method: "OnInvoke"}}, in protobuf. */
const invocation = Buffer.from(`08011a0a0a08${Buffer.from('OnInvoke').toString('hex')}`, 'hex');

/** Without a certificate of the platform's authority there is no connection at all. */
export async function withoutCertificate(
  victim: Victim,
  callee: string,
  foreign: string,
): Promise<Attempt[]> {
  const { internal } = victim.ports(callee);
  const anybody = { checkServerIdentity: () => undefined, rejectUnauthorized: false };
  const ways = {
    'in plain text': credentials.createInsecure(),
    'without a certificate': credentials.createSsl(null, null, null, anybody),
    'with a certificate of another authority': await credentialsOf(
      foreign,
      'spiffe://public/ns/default/gateway',
    ),
    'with an expired certificate': await credentialsOf(
      victim.issuer,
      'spiffe://public/ns/default/gateway',
      -1,
    ),
  };
  const path = callee === 'gateway' ? '/x/Y' : (methodsOf(callee as ServiceApp)[0] ?? '');
  return Object.entries(ways).map(([way, as]) => ({
    what: `to the internal port of ${callee} ${way}`,
    client: victim.client(internal, as),
    path,
    headers: { 'dapr-app-id': callee },
    refusedWith: [status.UNAVAILABLE],
  }));
}

/** With a good certificate, but of an app that may not call, in another trust domain, or in another namespace. */
export async function withAnothersCertificate(
  victim: Victim,
  callee: ServiceApp,
  token: string,
): Promise<Attempt[]> {
  const { internal } = victim.ports(callee);
  const names = [
    ...apps.filter(app => app !== 'gateway').map(app => `public/ns/default/${app}`),
    ...['public/ns/default/stranger', 'public/ns/other/gateway', 'evil.example/ns/default/gateway'],
    // The control plane calls no app.
    'neighbourhood.local/ns/default/dapr-sentry',
  ];
  const attempts = names.map(async name => {
    const client = victim.client(internal, await credentialsOf(victim.issuer, `spiffe://${name}`));
    const may = allowed(callee, /^public\/ns\/default\/(.+)$/.exec(name)?.[1] ?? '');
    return [...methodsOf(callee), byName]
      .filter(path => !may.includes(path))
      .map(path => ({
        what: `to the internal port of ${callee} as ${name}`,
        client,
        path,
        headers: {
          authorization: `Bearer ${token}`,
          'dapr-app-id': callee,
          'dapr-caller-app-id': 'gateway',
          'dapr-api-token': victim.tokens(callee).app,
        },
        ...(path === byName ? { body: invocation } : {}),
        refusedWith: [status.PERMISSION_DENIED],
      }));
  });
  return (await Promise.all(attempts)).flat();
}
