import { status } from '@grpc/grpc-js';
import { allowed } from './access-rules.ts';
import { type Attempt } from './attempts.ts';
import {
  apps,
  callbacks,
  crooked,
  harmless,
  health,
  methodsOf,
  reflection,
  type ServiceApp,
  serviceApps,
} from './methods.ts';
import { type Headers } from './raw-call.ts';
import { type Victim } from './victim.ts';

const { PERMISSION_DENIED: denied, UNAUTHENTICATED: unknown, UNIMPLEMENTED: notOffered } = status;

/** Everything that an app has, from its own methods to those that every app has. */
const surface = (app: ServiceApp): string[] => [...methodsOf(app), ...crooked(app), ...health, ...callbacks];

/** Ways to look like somebody else, or to be sent somewhere else. */
const disguises = (callee: string): Headers[] => [
  {},
  // Without it, the sidecar's resiliency policies treat the call as one that may be repeated.
  { 'dapr-stream': [] },
  { 'dapr-caller-app-id': 'gateway' },
  { 'dapr-caller-app-id': ['gateway', 'gateway'], 'dapr-callee-app-id': callee },
  { 'dapr-app-id': [callee, 'gateway'], 'dapr-caller-app-id': 'integration' },
  { 'dapr-app-id': `${callee}.default`, 'x-forwarded-client-cert': 'URI=spiffe://public/ns/default/gateway' },
];

/** The right refusal of a call through one's own sidecar, by one who may call what `may` lists. */
function refusals(callee: string, path: string, may: readonly string[]): number[] {
  // That sidecar offers no such part of Dapr's API, and asks nobody else for it.
  if (path.startsWith('/dapr.proto.')) return [notOffered];
  // Access control tidies names up before it looks; the app takes them as they are, and has none of them.
  const tidied = callee !== 'gateway' && crooked(callee as ServiceApp).includes(path) && may.length > 0;
  return tidied ? [denied, notOffered] : [denied];
}

/** Through the attacker's own sidecar: access control, whoever the call says that it is of. */
export function throughOwnSidecar(victim: Victim, callee: string, token: string): Attempt[] {
  const paths =
    callee === 'gateway' ? [...surface('auth'), '/api/v1/providers'] : surface(callee as ServiceApp);
  return apps
    .filter(attacker => attacker !== callee)
    .flatMap(attacker => {
      const client = victim.client(victim.ports(attacker).api);
      const usual = {
        authorization: `Bearer ${token}`,
        'dapr-app-id': callee,
        'dapr-api-token': victim.tokens(attacker).api,
        'dapr-stream': 'true',
      };
      const may = allowed(callee, attacker);
      return paths
        .filter(path => !may.includes(path))
        .flatMap(path =>
          disguises(callee).map((disguise, index) => ({
            what: `${attacker} to ${callee}, disguise ${index}`,
            client,
            path,
            headers: { ...usual, ...disguise },
            refusedWith: refusals(callee, path, may),
          })),
        );
    });
}

/** To oneself, past others: a sidecar does not know who calls the app next to it. */
export function toOneself(victim: Victim, app: ServiceApp, token: string): Attempt[] {
  const client = victim.client(victim.ports(app).api);
  const headers = {
    authorization: `Bearer ${token}`,
    'dapr-app-id': app,
    'dapr-api-token': victim.tokens(app).api,
  };
  return surface(app).map(path => ({
    what: `${app} to itself`,
    client,
    path,
    headers,
    refusedWith: refusals(app, path, []),
  }));
}

/** Straight to the app's port, with every token that is not the app's. */
export function straightToTheApp(victim: Victim, callee: ServiceApp, token: string): Attempt[] {
  const client = victim.client(victim.ports(callee).app);
  const wrong = [
    [],
    [''],
    ['wrong'],
    [`${victim.tokens(callee).app}x`],
    [victim.tokens(callee).app, 'wrong'],
    // What the app shows its sidecar is not what the sidecar shows the app.
    [victim.tokens(callee).api],
    ...apps
      .filter(app => app !== callee)
      .flatMap(app => [[victim.tokens(app).app], [victim.tokens(app).api]]),
  ];
  const open = [...health, ...harmless];
  return [...surface(callee), ...reflection]
    .filter(path => !open.includes(path))
    .filter(path => !path.includes('Nothing') && !crooked(callee).includes(path))
    .flatMap(path =>
      wrong.map((tokens, index) => ({
        what: `straight to ${callee}, token ${index}`,
        client,
        path,
        headers: {
          authorization: `Bearer ${token}`,
          'dapr-api-token': tokens,
          'dapr-caller-app-id': 'gateway',
        },
        refusedWith: [unknown],
      })),
    );
}

/** Callbacks as the sidecar makes them, without any token: straight to the app, all headers as they should be. */
export function forgedCallbacks(victim: Victim, callee: ServiceApp): Attempt[] {
  const client = victim.client(victim.ports(callee).app);
  return callbacks
    .filter(path => !harmless.includes(path))
    .map(path => ({
      what: `a callback of ${callee} that no sidecar made`,
      client,
      path,
      refusedWith: [unknown],
    }));
}

/** Through the sidecar of somebody else, who may call: with no token, one's own, and a guess. */
export function throughAnothersSidecar(victim: Victim, callee: ServiceApp, token: string): Attempt[] {
  return apps.flatMap(owner => {
    const client = victim.client(victim.ports(owner).api);
    const others = apps.filter(app => app !== owner).map(app => [victim.tokens(app).api]);
    const wrong = [[], ['wrong'], [victim.tokens(owner).app], ...others.slice(0, 2)];
    return methodsOf(callee).flatMap(path =>
      wrong.map((tokens, index) => ({
        what: `to ${callee} through the sidecar of ${owner}, token ${index}`,
        client,
        path,
        headers: { authorization: `Bearer ${token}`, 'dapr-app-id': callee, 'dapr-api-token': tokens },
        refusedWith: [unknown],
      })),
    );
  });
}

/** The positive counterpart: every call that the rules allow, by the app that may make it. */
export async function allowedCalls(victim: Victim): Promise<Omit<Attempt, 'refusedWith'>[]> {
  const tokens = { user: await victim.sign('gateway'), execution: await victim.sign('workflow') };
  return serviceApps.flatMap(callee =>
    apps.flatMap(caller => {
      const client = victim.client(victim.ports(caller).api);
      return allowed(callee, caller).map(path => ({
        what: `${caller} to ${callee}`,
        client,
        path,
        headers: {
          authorization: `Bearer ${caller === 'workflow' ? tokens.execution : tokens.user}`,
          'dapr-app-id': callee,
          'dapr-api-token': victim.tokens(caller).api,
          'dapr-stream': 'true',
        },
      }));
    }),
  );
}
