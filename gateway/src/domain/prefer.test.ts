import { waitPreference } from './prefer.ts';

describe('Prefer: wait', () => {
  it.each([
    ['wait=5', 5],
    ['respond-async, wait=10', 10],
    ['Wait = "3"', 3],
    ['wait=0', 0],
    ['wait=3600', 25],
  ])('reads %j as %d seconds', (header, seconds) => {
    expect(waitPreference(header)).toBe(seconds);
  });

  it.each([undefined, '', 'respond-async', 'wait=-1', 'wait=soon', 'await=5'])(
    'takes %j as no preference',
    header => {
      expect(waitPreference(header)).toBeUndefined();
    },
  );
});
