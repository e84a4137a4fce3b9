import { readFileSync } from 'node:fs';
import { accessControlOf, allowed } from './access-rules.ts';
import { callGraph } from './call-graph.ts';
import { apps, methodsOf, serviceApps } from './methods.ts';

const calls = callGraph();
const health = '/grpc.health.v1.Health/Check';

test('no two services have a method of one name, by which the code is searched', () => {
  const names = serviceApps.flatMap(methodsOf).map(path => path.split('/').at(-1));
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect(names.length).toBeGreaterThan(80);
});

describe.each(apps)('the access control of %s', callee => {
  const { defaultAction, trustDomain, policies = [] } = accessControlOf(callee);

  test('denies whatever it does not name, in the namespace and trust domain of the platform', () => {
    expect({ defaultAction, trustDomain }).toEqual({ defaultAction: 'deny', trustDomain: 'public' });
    for (const policy of policies) {
      expect(policy).toMatchObject({ defaultAction: 'deny', trustDomain: 'public', namespace: 'default' });
      expect(policy.operations.map(({ action }) => action)).toEqual(policy.operations.map(() => 'allow'));
    }
    expect(new Set(policies.map(({ appId }) => appId)).size).toBe(policies.length);
  });

  test('has a rule for every call in the code, and none for what nobody calls', () => {
    for (const caller of apps) {
      const called = calls.filter(call => call.callee === callee && call.caller === caller);
      // The gateway asks every service whether it is ready, and every client whether its service answers at all.
      const asked = called.length > 0 ? [health] : [];
      expect({ caller, may: allowed(callee, caller).sort() }).toEqual({
        caller,
        may: [...called.map(({ path }) => path), ...asked].sort(),
      });
    }
  });

  test('names no app that is none, and no method that the protos do not have', () => {
    const known = serviceApps.some(app => app === callee) ? methodsOf(callee as 'auth') : [];
    for (const { appId, operations } of policies) {
      expect(apps).toContain(appId);
      expect([...known, health]).toEqual(expect.arrayContaining(operations.map(({ name }) => name)));
    }
  });
});

test('the code calls over the whole graph: what is searched for is found', () => {
  const edges = new Set(calls.map(({ caller, callee }) => `${caller} ${callee}`));
  expect([...edges].sort()).toEqual([
    'gateway auth',
    'gateway consent',
    'gateway integration',
    'gateway notification',
    'gateway workflow',
    'integration auth',
    'integration consent',
    'workflow integration',
  ]);
});

test('docs/identity.md says who may call whom', () => {
  const page = readFileSync(new URL('../../docs/identity.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| (\w+) \| (\w+) \| ([\w, ]+) \|$/gm)]
    .map(([, caller = '', callee = '', methods = '']) => ({ caller, callee, methods }))
    .filter(({ callee }) => serviceApps.some(app => app === callee));
  const told = rows.flatMap(({ caller, callee, methods }) => {
    const all = methodsOf(callee as 'auth').map(path => path.split('/').at(-1) ?? '');
    const named = methods
      .replace(/^all( but )?/, '')
      .split(', ')
      .filter(Boolean);
    expect(all).toEqual(expect.arrayContaining(named));
    const may = methods.startsWith('all') ? all.filter(name => !named.includes(name)) : named;
    return may.map(name => `${caller} ${callee} ${name}`);
  });
  const ruled = serviceApps.flatMap(callee =>
    apps.flatMap(caller =>
      allowed(callee, caller)
        .filter(path => path !== health)
        .map(path => `${caller} ${callee} ${path.split('/').at(-1)}`),
    ),
  );
  expect(told.sort()).toEqual(ruled.sort());
});
