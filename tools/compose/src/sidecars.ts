import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { layOver, readOverlays } from '../../up/src/platform/overlays.ts';
import type { Choices } from './choices.ts';
import { put } from './files.ts';

/** moved gives the text of a component file its addresses between containers, in place of those of one machine. */
export function moved(
  { addresses, external }: Pick<Choices, 'addresses' | 'external'>,
  text: string,
): string {
  const places = [
    ['127.0.0.1:6390', addresses.redis],
    ['127.0.0.1:5680', addresses.rabbitmq],
    ['127.0.0.1:9098', 'kafka:9092'],
    ['http://127.0.0.1:8210', addresses.vault],
    ['.run/vault/tokens/{appID}', external ? '/vault-token' : '/sidecar/vault-token'],
    ['.run/secrets.json', '/sidecar/secrets.json'],
    ['.run/names.db', '/names/names.db'],
  ] as const;
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
  const overlays = choices.external ? readOverlays(components, 'tls') : [];
  const placed = (file: string): string => layOver(moved(choices, readFileSync(file, 'utf8')), overlays);
  rmSync(join(target, 'resources'), { recursive: true, force: true });
  mkdirSync(join(target, 'resources'), { recursive: true });
  for (const folder of folders(choices))
    for (const name of readdirSync(join(components, folder)).filter(each => each.endsWith('.yaml')))
      put(join(target, 'resources', name), placed(join(components, folder, name)));
  const read = (folder: string): string => readFileSync(join(components, folder, `${app}.yaml`), 'utf8');
  const configuration = parseDocument(moved(choices, read('configuration')));
  // Without certificates nobody is known, and Dapr would refuse all.
  if (choices.mtls) {
    const rights = parseDocument(read('access-control')).getIn(['spec', 'accessControl'], true);
    configuration.setIn(['spec', 'accessControl'], rights);
  }
  put(join(target, 'configuration.yaml'), configuration.toString({ lineWidth: 0 }));
}
