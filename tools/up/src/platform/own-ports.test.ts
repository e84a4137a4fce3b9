import { ssrfConfig } from '@neighbourhood/shared/net/config';
import { readRunFile } from './run-file.ts';
import { usualParts } from './selection.ts';
import { readSettings } from './settings.ts';
import { wantedPorts } from './wanted-ports.ts';

const settings = { ...readSettings({}), portOffset: 0 };

test.each(['redis', 'rabbitmq', 'kafka'])(
  'no tenant can have the platform call one of its own ports on loopback: with BROKER=%s, Vault and Consul',
  broker => {
    const parts = { ...usualParts, broker, secrets: 'vault', discovery: 'consul', mtls: true };
    const { platformPorts } = ssrfConfig.parse(undefined);
    const open = wantedPorts(settings, parts, readRunFile(settings.root).apps)
      .filter(({ port }) => !platformPorts.includes(port))
      .map(({ by }) => by);
    // It stands for what is outside.
    expect(open).toEqual(['sandbox']);
  },
);
