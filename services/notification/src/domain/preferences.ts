import { invalid } from './page.ts';

/** QuietHours is a daily time without messages; times `HH:MM` in an IANA timezone. */
export interface QuietHours {
  from: string;
  to: string;
  timezone: string;
}

/** Preferences is what an end user wants to receive; a channel that is missing is on. */
export interface Preferences {
  workspaceId: string;
  endUserId: string;
  channels: Readonly<Record<string, boolean>>;
  quietHours?: QuietHours;
}

const channels = new Set(['email', 'sms', 'push']);
const clock = /^([01]\d|2[0-3]):[0-5]\d$/;

/** checkedPreferences returns what it was given. Throws REQUEST.INVALID. */
export function checkedPreferences(preferences: Preferences): Preferences {
  if (preferences.endUserId === '' || preferences.endUserId.length > 200)
    throw invalid('endUserId', 'must have 1 to 200 characters');
  for (const channel of Object.keys(preferences.channels)) {
    if (!channels.has(channel)) throw invalid(`channels.${channel}`, 'is not a channel with preferences');
  }
  const { quietHours } = preferences;
  if (quietHours === undefined) return preferences;
  if (!clock.test(quietHours.from)) throw invalid('quietHours.from', 'must be a time as 22:00');
  if (!clock.test(quietHours.to)) throw invalid('quietHours.to', 'must be a time as 08:00');
  if (!isTimezone(quietHours.timezone))
    throw invalid('quietHours.timezone', 'must be an IANA timezone as Europe/Berlin');
  return preferences;
}

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name !== '';
  } catch {
    return false;
  }
}
