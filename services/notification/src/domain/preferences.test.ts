import { checkedPreferences } from './preferences.ts';

const base = { workspaceId: 'w', endUserId: 'u', channels: {} };
const quietHours = { from: '22:00', to: '08:00', timezone: 'Europe/Berlin' };

test('good preferences are taken as they are', () => {
  const good = { ...base, channels: { email: false, sms: true, push: false }, quietHours };
  expect(checkedPreferences(good)).toEqual(good);
});

test.each([
  ['endUserId', { ...base, endUserId: '' }],
  ['endUserId', { ...base, endUserId: 'x'.repeat(201) }],
  ['channels.fax', { ...base, channels: { fax: true } }],
  ['quietHours.from', { ...base, quietHours: { ...quietHours, from: '24:00' } }],
  ['quietHours.to', { ...base, quietHours: { ...quietHours, to: '8:00' } }],
  ['quietHours.timezone', { ...base, quietHours: { ...quietHours, timezone: 'Mars/Olympus' } }],
  ['quietHours.timezone', { ...base, quietHours: { ...quietHours, timezone: '' } }],
])('a bad %s is named', (path, preferences) => {
  expect(() => checkedPreferences(preferences)).toThrow(
    expect.objectContaining({ code: 'REQUEST.INVALID', fields: [expect.objectContaining({ path })] }),
  );
});
