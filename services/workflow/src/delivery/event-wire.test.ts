import { toTimestamp } from '@neighbourhood/shared/grpc/wire';
import { fromTenantEvent } from './event-wire.ts';

const message = {
  id: '',
  source: '/shop',
  type: 'a',
  subject: '',
  time: null,
  dataContentType: '',
  dataSchema: '',
  data: null,
  extensions: {},
};
const read = (more: object = {}) => fromTenantEvent({ ...message, ...more });

it('leaves out what is empty, and tells null from no data', () => {
  expect(read()).toEqual({ source: '/shop', type: 'a' });
  expect(read({ data: { kind: 'nullValue' } })).toEqual({ source: '/shop', type: 'a', data: null });
  expect(fromTenantEvent(null)).toEqual({ source: '', type: '' });
});

it('names attributes as CloudEvents does, and no extension takes the place of one', () => {
  const time = new Date('2026-01-02T03:04:05.678Z');
  const whole = {
    id: 'x',
    subject: 's',
    time: toTimestamp(time),
    dataContentType: 'application/json',
    dataSchema: 'https://a/b',
    data: { kind: 'numberValue', numberValue: 7 },
    extensions: { channel: 'web', id: 'forged', source: 'forged', type: 'forged', data: 'forged' },
  };
  expect(read(whole)).toEqual({
    id: 'x',
    source: '/shop',
    type: 'a',
    subject: 's',
    time: time.toISOString(),
    datacontenttype: 'application/json',
    dataschema: 'https://a/b',
    data: 7,
    channel: 'web',
  });
});
