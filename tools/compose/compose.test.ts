import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ssrfConfig } from '@neighbourhood/shared/net/config';
import { readRunFile } from '../up/src/platform/run-file.ts';
import { allImages } from '../images/apps.ts';
import { readChoices } from './src/choices.ts';
import { folders, moved } from './src/sidecars.ts';

const root = join(import.meta.dirname, '../..');

interface Service {
  image?: string;
  command?: string[];
  network_mode?: string;
  healthcheck?: object;
  environment?: Record<string, string>;
  restart?: string;
  read_only?: boolean;
}
interface Compose {
  services: Record<string, Service>;
}

const text = (file: string): string => readFileSync(join(root, file), 'utf8');
const read = (file: string): Compose => parse(text(file), { merge: true, logLevel: 'silent' }) as Compose;

const { services } = read('docker-compose.yml');
const apps = readRunFile(root, 0).apps;
const files = ['docker-compose.yml', 'docker-compose.prod.yml', 'tools/compose/mtls.yml'];

test.each(apps.map(app => [app.appID, app] as const))(
  '%s has its sidecar, which asks it as dapr.yaml says',
  (id, app) => {
    const sidecar = services[`${id}-dapr`];
    expect(services[id]?.network_mode).toBe(`service:${id}-net`);
    expect(sidecar?.network_mode).toBe(`service:${id}-net`);
    expect(sidecar?.command).toEqual(
      expect.arrayContaining([
        `--app-id=${id}`,
        `--app-port=${String(app.appPort)}`,
        ...(app.enableAppHealthCheck ? ['--enable-app-health-check'] : []),
        `--app-health-probe-interval=${String(app.appHealthProbeInterval)}`,
        ...(app.appHealthThreshold === undefined
          ? []
          : [`--app-health-threshold=${String(app.appHealthThreshold)}`]),
      ]),
    );
  },
);

test('every service has a health check, but those whose image holds nothing to ask with, and those that end', () => {
  const ends = ['prepare', 'provision', 'control-plane'];
  const askedByOthers = (name: string): boolean =>
    /-(dapr|net)$/.test(name) || ['placement', 'scheduler'].includes(name);
  const without = Object.entries(services).filter(([, { healthcheck }]) => healthcheck === undefined);
  expect(without.map(([name]) => name).filter(name => !ends.includes(name) && !askedByOthers(name))).toEqual(
    [],
  );
});

test('an app is asked together with its sidecar', () => {
  for (const { appID } of apps)
    expect(services[appID]?.environment?.['HEALTH_TARGET']).toMatch(
      /^\S+:\d+\S* http:\/\/127.0.0.1:3500\/v1.0\/healthz$/,
    );
});

test('no port that an app shares a loopback with may be called by what tenants name', () => {
  const { platformPorts } = ssrfConfig.parse(undefined);
  const own = apps.flatMap(({ appID }) =>
    (services[`${appID}-dapr`]?.command ?? []).flatMap(flag => /port=(\d+)$/.exec(flag)?.[1] ?? []),
  );
  expect(new Set(own).size).toBeGreaterThan(apps.length);
  // What Dapr listens on unless told.
  expect(platformPorts).toEqual(expect.arrayContaining([3500, 50_001, ...own.map(Number)]));
});

test('every image is an argument with a default, at a version', () => {
  for (const [name, { image }] of Object.entries(services))
    expect(`${name} ${String(image)}`).toMatch(/^\S+ \$\{[A-Z_]+_IMAGE:-[\w./-]+:(\d|v\d|\$\{TAG:-dev\})/);
  const own = Object.values(services).map(({ image }) => /neighbourhood\/([\w-]+):/.exec(image ?? '')?.[1]);
  expect([...new Set(own)].filter(id => id !== undefined).sort()).toEqual(
    allImages(root)
      .map(({ id }) => id)
      .sort(),
  );
});

test.each(files)('%s holds no secret: what is called one is empty, a file, or given from outside', file => {
  const named = Object.entries(read(file).services).flatMap(([service, { environment = {} }]) =>
    Object.entries(environment)
      .filter(([name]) => /password|secret|token|key/i.test(name))
      .map(([name, value]) => `${service} ${name}=${value}`),
  );
  expect(named.filter(each => !/=($|\/|\$\{)/.test(each) && !/SECRETS=/.test(each))).toEqual([]);
  expect(text(file)).not.toMatch(/:\/\/[^/\s$]+:[^/\s$]+@/);
});

test('no address of one machine is left in what sidecars load', () => {
  for (const broker of ['redis', 'rabbitmq', 'kafka'])
    for (const secrets of ['vault', 'file']) {
      const choices = readChoices({ BROKER: broker, SECRETS: secrets });
      const yamls = folders(choices).map(folder =>
        folder === 'common'
          ? ['actorstore', 'configstore', 'sharedstate', 'statestore'].map(name => `common/${name}`)
          : [`${folder}/${folder.split('-')[0] === 'pubsub' ? 'pubsub' : 'secretstore'}`],
      );
      for (const name of [...yamls.flat(), ...apps.map(({ appID }) => `configuration/${appID}`)])
        expect(
          moved(choices, text(`components/${name}.yaml`)).match(/^(?!\s*#).*(127\.0\.0\.1|\.run\/).*/m),
        ).toBeNull();
    }
});

test('in production everything that runs starts again, has limits, and keeps a bounded log', () => {
  interface Production extends Service {
    logging?: { options?: object };
    deploy?: { resources?: { limits?: object } };
    profiles?: string[];
  }
  const production = read('docker-compose.prod.yml').services as Record<string, Production>;
  const runs = Object.entries({ ...services, ...production })
    .filter(([name]) => !['prepare', 'control-plane'].includes(name))
    .map(([name]) => [name, production[name]] as const)
    .filter(([name, own]) => own?.profiles === undefined && !('profiles' in (services[name] ?? {})));
  expect(runs.map(([name]) => name)).toEqual(expect.arrayContaining(['auth', 'auth-2-dapr', 'prometheus']));
  for (const [name, own] of runs) {
    const { restart, logging, deploy } = own ?? {};
    expect({ name, restart, ...logging, ...deploy }).toMatchObject({
      restart: 'always',
      driver: 'json-file',
      options: { 'max-size': '10m' },
      resources: { limits: { cpus: expect.any(String) as string, memory: expect.any(String) as string } },
    });
  }
});

test('a choice that means nothing is refused', () => {
  expect(() => readChoices({ BROKER: 'smoke-signals' })).toThrow('BROKER is rabbitmq or redis or kafka');
});

const accepted = () => {
  const given = {
    MONGO_IMAGE: 'ferretdb:dev',
    ...{ OPERATOR: '0:0', PUBLIC_URL: 'https://api.example.com', TLS_DIR: '/tls', VAULT_TOKENS: '/tokens' },
    ...{ VAULT_URL: 'https://vault:8200', REDIS_ADDRESS: 'redis:6379', RABBITMQ_ADDRESS: 'rabbitmq:5671' },
  };
  const folder = mkdtempSync(join(tmpdir(), 'neighbourhood-compose-'));
  const elsewhere = ['compose.yml', 'trial.yml'].map(name => `tools/compose/elsewhere/${name}`);
  for (const file of [...files, 'tools/compose/local.yml', ...elsewhere])
    cpSync(join(root, file), join(folder, file));
  mkdirSync(join(folder, '.run/compose-identity'), { recursive: true });
  for (const name of [...apps.map(({ appID }) => appID), 'sidecar'])
    writeFileSync(join(folder, '.run/compose-identity', `${name}.env`), '');
  try {
    for (const set of [
      ['docker-compose.yml'],
      ['docker-compose.yml', 'tools/compose/local.yml'],
      ['docker-compose.yml', 'tools/compose/mtls.yml'],
      ['docker-compose.yml', 'tools/compose/mtls.yml', 'docker-compose.prod.yml'],
      ['docker-compose.yml', 'tools/compose/mtls.yml', 'docker-compose.prod.yml', ...elsewhere.slice(1)],
      elsewhere.slice(0, 1),
    ]) {
      const args = [
        'compose',
        '--project-directory',
        folder,
        ...set.flatMap(file => ['-f', join(folder, file)]),
      ];
      const { status, stderr } = spawnSync('docker', [...args, '--profile', '*', 'config', '--quiet'], {
        cwd: folder,
        env: { ...process.env, ...given },
        encoding: 'utf8',
      });
      expect(`${set.join(' ')}: ${String(status)} ${stderr}`).toBe(`${set.join(' ')}: 0 `);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
};
const named = 'compose takes the files, alone and laid over each other';
if (spawnSync('docker', ['compose', 'version']).status === 0) test(named, accepted);
// eslint-disable-next-line no-restricted-syntax -- what this machine lacks is named
else test.skip(`${named} (skipped: docker compose is missing)`, accepted);
