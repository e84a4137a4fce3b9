import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import type { Choices } from './choices.ts';
import { put } from './files.ts';

/** What stands for an address or a file of one machine, and what it is between containers. */
const places: readonly (readonly [here: string, there: string])[] = [
  ['127.0.0.1:6390', 'redis:6379'],
  ['127.0.0.1:5680', 'rabbitmq:5672'],
  ['127.0.0.1:9098', 'kafka:9092'],
  ['http://127.0.0.1:8210', 'http://vault:8200'],
  ['.run/vault/tokens/{appID}', '/sidecar/vault-token'],
  ['.run/secrets.json', '/sidecar/secrets.json'],
  ['.run/names.db', '/names/names.db'],
];

/** moved gives the text of a component file its addresses between containers. */
export function moved(text: string): string {
  return places.reduce((so, [here, there]) => so.replaceAll(here, there), text);
}

/** folders of `components` that sidecars load, as `resourcesPaths` of dapr.yaml says for one machine. */
export function folders({ broker, secrets }: Pick<Choices, 'broker' | 'secrets'>): string[] {
  return ['common', `pubsub-${broker}`, `secretstore-${secrets}`];
}

/** placeComponents gives the sidecar of one app its component files and its Configuration. */
export function placeComponents(choices: Choices, app: string): void {
  const { out, components } = choices;
  const target = join(out, 'sidecars', app);
  rmSync(join(target, 'resources'), { recursive: true, force: true });
  mkdirSync(join(target, 'resources'), { recursive: true });
  for (const folder of folders(choices))
    for (const name of readdirSync(join(components, folder)).filter(each => each.endsWith('.yaml')))
      put(join(target, 'resources', name), moved(readFileSync(join(components, folder, name), 'utf8')));
  const read = (folder: string): string => readFileSync(join(components, folder, `${app}.yaml`), 'utf8');
  const configuration = parseDocument(moved(read('configuration')));
  // Without certificates nobody is known, and Dapr would refuse all.
  if (choices.mtls) {
    const rights = parseDocument(read('access-control')).getIn(['spec', 'accessControl'], true);
    configuration.setIn(['spec', 'accessControl'], rights);
  }
  put(join(target, 'configuration.yaml'), configuration.toString({ lineWidth: 0 }));
}
