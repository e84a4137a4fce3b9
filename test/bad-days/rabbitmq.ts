import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { type DaprResource } from '@neighbourhood/shared/testing/daprd';
import { startTestBroker, type TestBroker } from '../../tools/up/test/brokers/broker.ts';

interface Setting {
  name: string;
  value?: string;
  secretKeyRef?: { name: string };
}
interface Component extends DaprResource {
  spec: { metadata: Setting[] };
  auth?: unknown;
}

/** startRabbit starts a RabbitMQ, with the component that the platform ships for it, password and all. */
export async function startRabbit(): Promise<TestBroker & { pubsub: DaprResource }> {
  const broker = await startTestBroker('rabbitmq');
  const [pubsub = '', secretstore = ''] = broker.folders;
  const component = await read(path.join(pubsub, 'pubsub.yaml'));
  const store = await read(path.join(secretstore, 'secretstore.yaml'));
  const file = store.spec.metadata.find(({ name }) => name === 'secretsFile')?.value ?? '';
  const secrets = JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
  component.spec.metadata = component.spec.metadata.map(({ name, value, secretKeyRef }) => ({
    name,
    value: secretKeyRef ? (secrets[secretKeyRef.name] ?? '') : (value ?? ''),
  }));
  delete component.auth;
  return { ...broker, pubsub: component };
}

const read = async (file: string) => parse(await readFile(file, 'utf8')) as Component;
