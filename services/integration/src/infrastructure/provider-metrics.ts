import { Counter, Gauge, type Registry } from 'prom-client';
import type { Provider } from '../domain/provider.ts';

/** ProviderMetrics counts what becomes of calls, per provider. */
export interface ProviderMetrics {
  /** One request; `outcome` as the monitor names it. */
  answered(provider: Provider, outcome: string): void;
  circuit(provider: Provider, change: 'opened' | 'closed'): void;
  probed(provider: Provider, ok: boolean): void;
}

/** createProviderMetrics makes them. Providers that workspaces registered themselves are one: their ids are tenants' words. */
export function createProviderMetrics(
  registry: Registry,
  isOfCatalogue: (id: string) => boolean,
): ProviderMetrics {
  const registers = [registry];
  const requests = new Counter({
    name: 'integration_provider_requests_total',
    help: 'Requests to providers with credentials, each attempt counted',
    labelNames: ['provider', 'outcome'],
    registers,
  });
  const circuits = new Counter({
    name: 'integration_provider_circuits_total',
    help: 'Circuits that opened or closed again, each of one workspace and provider in this process',
    labelNames: ['provider', 'change'],
    registers,
  });
  const up = new Gauge({
    name: 'integration_provider_up',
    help: 'Whether the provider answered the last probe of this process',
    labelNames: ['provider'],
    registers,
  });
  const labelOf = ({ id }: Provider) => (isOfCatalogue(id) ? id : 'own');
  return {
    answered: (provider, outcome) => requests.inc({ provider: labelOf(provider), outcome }),
    circuit: (provider, change) => circuits.inc({ provider: labelOf(provider), change }),
    probed: (provider, ok) => {
      if (isOfCatalogue(provider.id)) up.set({ provider: provider.id }, ok ? 1 : 0);
    },
  };
}

/** noMetrics counts nothing. */
export const noMetrics: ProviderMetrics = {
  answered: () => undefined,
  circuit: () => undefined,
  probed: () => undefined,
};
