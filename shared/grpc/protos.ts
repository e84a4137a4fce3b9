import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type ServiceDefinition } from '@grpc/grpc-js';
import { loadSync, type PackageDefinition } from '@grpc/proto-loader';
import protobuf from 'protobufjs';
import { deepestJson } from './wire.ts';

const require = createRequire(import.meta.url);
const ownProtos = dirname(require.resolve('@neighbourhood/proto/package.json'));
const daprProtos = join(dirname(require.resolve('@dapr/dapr/package.json')), 'proto');

/** loaderOptions are those that `make proto` generates the types with. */
export const loaderOptions = {
  keepCase: false,
  longs: Number,
  enums: String,
  defaults: true,
  oneofs: true,
  arrays: true,
  objects: true,
} as const;

// A level of JSON is up to four levels of messages; what is deeper was refused before it came here. The default,
// 100, turned bodies of 50 levels into internal errors.
protobuf.util.recursionLimit = deepestJson * 4 + 50;
protobuf.Reader.recursionLimit = protobuf.util.recursionLimit;

const loaded = new Map<string, PackageDefinition>();

function loadPackage(name: string, folder: string, files: readonly string[]): PackageDefinition {
  let definition = loaded.get(name);
  if (!definition) {
    definition = loadSync([...files], { ...loaderOptions, includeDirs: [folder] });
    loaded.set(name, definition);
  }
  return definition;
}

/** loadDapr loads Dapr's own services from the SDK's protos: the sidecar's API and the app callbacks. */
export function loadDapr(): PackageDefinition {
  const folder = 'dapr/proto/runtime/v1';
  return loadPackage('dapr', daprProtos, [`${folder}/dapr.proto`, `${folder}/appcallback.proto`]);
}

/** loadOwn loads all protos of the package that a service is in, as `neighbourhood.auth.v1.AuthService`. */
export function loadOwn(service: string): PackageDefinition {
  const folder = service.split('.').slice(0, -1).join('/');
  const files = readdirSync(join(ownProtos, folder)).filter(file => file.endsWith('.proto'));
  return loadPackage(
    folder,
    ownProtos,
    files.map(file => `${folder}/${file}`),
  );
}

/** serviceOf finds a service in loaded protos. Throws where there is none of that name. */
export function serviceOf(definition: PackageDefinition, name: string): ServiceDefinition {
  const service = definition[name];
  if (!service || 'format' in service) throw new Error(`The protos have no service ${name}`);
  return service;
}
