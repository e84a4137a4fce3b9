import { isId } from '../ids/typed-id.ts';
import { newEvent } from './cloud-event.ts';

test('a new event has an id of its own, the time in UTC, and what it was given', () => {
  const given = {
    type: 'consent.granted',
    source: '/neighbourhood/consent',
    workspaceId: 'wsp_1',
    data: { a: 1 },
  };
  const event = newEvent({ ...given, subject: 'cns_1', time: new Date('2026-01-02T03:04:05.678Z') });
  expect(event).toEqual({ ...given, subject: 'cns_1', id: event.id, time: '2026-01-02T03:04:05.678Z' });
  expect(isId('evt', event.id)).toBe(true);
  expect(newEvent(given).id).not.toBe(event.id);
});

test('an event without a subject has no such property', () => {
  expect(newEvent({ type: 't', source: 's', workspaceId: 'w', data: null })).not.toHaveProperty('subject');
});
