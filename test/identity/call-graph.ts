import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { apps, methodsOf, type ServiceApp, serviceApps } from './methods.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Methods by their bare name, which no two services share. */
const owners = new Map(
  serviceApps.flatMap(app =>
    methodsOf(app).map(path => [path.split('/').at(-1) ?? '', { app, path }] as const),
  ),
);

/** sourcesOf reads what an app runs, its tests left aside. */
export function sourcesOf(app: string): string[] {
  const folder = join(root, app === 'gateway' ? 'gateway/src' : `services/${app}/src`);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map(name => readFileSync(join(folder, name), 'utf8'));
}

/** Call is a method that the code of an app calls. */
export interface Call {
  caller: string;
  callee: ServiceApp;
  path: string;
}

/** callGraph finds every call of another service in the code of all apps: `client.GrantConsent(…)`. */
export function callGraph(): Call[] {
  return apps.flatMap(caller => {
    const names = sourcesOf(caller).flatMap(text =>
      [...text.matchAll(/\.([A-Z]\w+)\(/g)].map(([, name = '']) => name),
    );
    return [...new Set(names)].flatMap(name => {
      const owner = owners.get(name);
      return owner === undefined ? [] : [{ caller, callee: owner.app, path: owner.path }];
    });
  });
}
