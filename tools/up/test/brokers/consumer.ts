import { setTimeout as pause } from 'node:timers/promises';
import type { CloudEvent } from '@neighbourhood/shared/events/cloud-event';
import { startApp, type TestApp, type TestKeys } from '@neighbourhood/shared/test/app';
import { retries } from '@neighbourhood/shared/testing/components';
import { subscriptions } from './subscriptions.ts';

/** Arrival is one delivery of an event. */
export interface Arrival {
  event: CloudEvent;
  route: string;
  /** Which replica had it. */
  replica: number;
}

/** Arrivals are all deliveries to the replicas of one app, and what its handlers do with them. */
export interface Arrivals {
  all: readonly Arrival[];
  of(id: string): Arrival[];
  /** Throws or waits, to fail or to take long; `attempt` counts from 1. */
  behave(behaviour: (event: CloudEvent, attempt: number) => void | Promise<void>): void;
}

/** Consumer is two replicas of an app that has subscriptions. */
export interface Consumer extends Arrivals {
  replicas: TestApp[];
  /** Whether a replica says that it can do its work. */
  ready: boolean[];
  start(replica: number): Promise<void>;
  stop(replica: number): Promise<void>;
}

/** createConsumer makes one whose replicas are yet to be started, with the platform's own subscriptions of the app. */
export function createConsumer(
  appId: string,
  keys: TestKeys,
  sidecars: { daprd: string; folders: readonly string[] },
): Consumer {
  const all: Arrival[] = [];
  let behaviour: Parameters<Arrivals['behave']>[0] = () => undefined;
  const of = (id: string) => all.filter(({ event }) => event.id === id);
  const routes = subscriptions.filter(({ app }) => app === appId).map(({ route }) => route);
  const handlersOf = (replica: number) =>
    Object.fromEntries(
      routes.map(route => [
        route,
        async (event: CloudEvent) => {
          all.push({ event, route, replica });
          await behaviour(event, of(event.id).length);
        },
      ]),
    );
  const consumer: Consumer = {
    all,
    of,
    behave: next => void (behaviour = next),
    replicas: [],
    ready: [],
    async start(replica) {
      consumer.ready[replica] = true;
      consumer.replicas[replica] = await startApp({
        appId,
        keys,
        components: [retries()],
        ...sidecars,
        events: handlersOf(replica),
        appHealthCheck: true,
        ready: async () => consumer.ready[replica] ?? false,
      });
    },
    async stop(replica) {
      await consumer.replicas[replica]?.stop();
    },
  };
  return consumer;
}

/** load publishes as fast as the broker takes it, until stopped; a refused event is given up, with a short breath. */
export function load(publish: () => Promise<string>, inFlight: number) {
  const acknowledged: string[] = [];
  let on = true;
  const run = async () => {
    while (on) {
      const id = await publish().catch(() => undefined);
      if (id === undefined) await pause(50);
      else acknowledged.push(id);
    }
  };
  const running = Promise.all(Array.from({ length: inFlight }, run));
  return {
    acknowledged,
    async stop() {
      on = false;
      await running;
    },
  };
}
