import { newId } from '@neighbourhood/shared/ids/typed-id';
import { eventRepositoryContract } from '../../test/events.contract.ts';
import { listenerContract } from '../../test/listeners.contract.ts';
import { scheduleContract } from '../../test/schedules.contract.ts';
import { listenedTypes } from '../domain/listener-repository.ts';
import { createMemoryEvents } from './memory-events.ts';
import { createMemoryListeners } from './memory-listeners.ts';
import { createMemorySchedules } from './memory-schedules.ts';
import { createMemoryWorkflows } from './memory-workflows.ts';

describe('events in memory', () => {
  eventRepositoryContract(createMemoryEvents);
});

describe('listeners in memory', () => {
  listenerContract(() => {
    const listeners = createMemoryListeners();
    return {
      listeners,
      pause: (id, workspaceId, events) => listeners.replace(id, workspaceId, listenedTypes({ events })),
      run: async () => newId('exe'),
    };
  });
});

describe('schedules in memory', () => {
  scheduleContract(() => {
    const events = createMemoryEvents();
    const running: string[] = [];
    const schedules = createMemorySchedules({
      events,
      unfinished: id => running.includes(id),
      now: () => new Date(),
    });
    return {
      schedules,
      events,
      workflows: createMemoryWorkflows(schedules),
      begin: async ({ id }) => {
        running.push(id);
        return async () => void running.splice(running.indexOf(id), 1);
      },
    };
  });
});
