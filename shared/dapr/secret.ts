import { setTimeout as delay } from 'node:timers/promises';
import { type ServiceError, status } from '@grpc/grpc-js';
import { AppError } from '../errors/app-error.ts';
import { components } from './components.ts';
import { type DaprCall } from './stub.ts';

/** A store whose component is loaded anew is gone for a moment: daprd closes the old one first. */
const patience = { everyMs: 50, tries: 40 };

/** createSecrets reads secrets of the app's own scope through the sidecar. */
export function createSecrets(call: DaprCall, { everyMs, tries } = patience) {
  async function ask(name: string, left: number): Promise<Record<string, string>> {
    try {
      const request = { storeName: components.secrets, key: name };
      return (await call<{ data: Record<string, string> }>('GetSecret', request)).data;
    } catch (cause) {
      if (left <= 1 || !isBetweenStores(cause)) throw secretError(name, cause);
      await delay(everyMs);
      return ask(name, left - 1);
    }
  }

  return async (name: string): Promise<string> => {
    const data = await ask(name, tries);
    const value = data[name] ?? data['value'] ?? Object.values(data)[0];
    if (value === undefined) throw new AppError('internal', 'SECRET.MISSING', `The secret ${name} is empty`);
    return value;
  };
}

/** daprd says so in two ways, by whether it has another store. */
function isBetweenStores(cause: unknown): boolean {
  const { code, details = '' } = cause as Partial<ServiceError>;
  return code === status.FAILED_PRECONDITION || details.includes('failed finding secret store');
}

/** What the store says stands in the message: it quotes no secret, and whoever starts an app must know it. */
function secretError(name: string, cause: unknown): AppError {
  const { code, details = '' } = (cause ?? {}) as Partial<ServiceError>;
  const missing = code === status.PERMISSION_DENIED || /not found|not exist/i.test(details);
  return new AppError(
    'internal',
    missing ? 'SECRET.MISSING' : 'SECRET.UNAVAILABLE',
    `The secret ${name} ${missing ? 'is missing, or not for this app' : 'cannot be read'}: ${details}`,
    { cause },
  );
}
