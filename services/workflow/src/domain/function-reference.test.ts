import { parseActionReference } from './function-reference.ts';

it('reads a provider action of the default catalogue', () => {
  expect(parseActionReference('slack.send-message:1.0.0@default')).toEqual({
    provider: 'slack',
    action: 'send-message',
    version: '1.0.0',
  });
});

it.each([
  'http',
  'send-message:1.0.0@default',
  'slack.send-message@default',
  'slack.send-message:1.0.0',
  'Slack.x:1.0.0@default',
  'a.b:1@default',
  'a.b:1.0.0@mine',
])('refuses %s', text => {
  expect(parseActionReference(text)).toBeUndefined();
});
