import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** ImageApp is what an image is made of: `id` names the image, `folder` holds the code. */
export interface ImageApp {
  id: string;
  folder: string;
}

/** imageApps are the gateway, every service, the sandbox provider, and what docker-compose.yml runs before them. */
export function imageApps(root: string): ImageApp[] {
  const services = readdirSync(join(root, 'services')).filter(name =>
    existsSync(join(root, 'services', name, 'src/main.ts')),
  );
  return [
    { id: 'gateway', folder: 'gateway' },
    ...services.sort().map(id => ({ id, folder: `services/${id}` })),
    { id: 'sandbox-provider', folder: 'tools/sandbox-provider' },
    { id: 'setup', folder: 'tools/compose' },
  ];
}

/** Folder of the repaired sidecar, which has a Dockerfile of its own. */
const daprd: ImageApp = { id: 'daprd', folder: 'tools/dapr' };

/** allImages are those of the apps, and the sidecar that RabbitMQ needs (docs/brokers.md). */
export function allImages(root: string): ImageApp[] {
  return [...imageApps(root), daprd];
}
