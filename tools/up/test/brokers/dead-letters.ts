import type { CloudEvent } from '@neighbourhood/shared/events/cloud-event';
import { subscription } from '@neighbourhood/shared/testing/components';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { patience, type World } from './world.ts';

/** Letter is an event and the dead letter topic that has it. */
export interface Letter {
  topic: string;
  event: CloudEvent;
}

/**
 * deadLetters reads what waits in dead letter topics, as an operator would, until all that is wanted was there. On
 * RabbitMQ it waits in a queue of the topic's name, unless told.
 */
export async function deadLetters(
  { app, broker }: World,
  wanted: readonly Letter[],
  queueOf = (topic: string) => topic,
): Promise<Letter[]> {
  const found: Letter[] = [];
  const topics = [...new Set(wanted.map(({ topic }) => topic))];
  await app({
    appId: 'operator',
    folders: broker.openFolders,
    components: topics.map(topic => {
      const { spec, ...rest } = subscription('operator', topic, `/dead/${topic}`);
      return { ...rest, spec: { ...(spec as object), metadata: { queueName: queueOf(topic) } } };
    }),
    events: Object.fromEntries(
      topics.map(topic => [`/dead/${topic}`, async (event: CloudEvent) => void found.push({ topic, event })]),
    ),
  });
  const missing = () =>
    wanted.filter(one => !found.some(({ topic, event }) => topic === one.topic && event.id === one.event.id));
  await eventually(() => missing().length === 0, {
    ...patience,
    what: () =>
      `${missing().length} dead letters of ${[...new Set(missing().map(({ topic }) => topic))].join(', ')}`,
  });
  return found;
}
