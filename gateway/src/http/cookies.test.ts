import { readCookie, serializeCookie } from './cookies.ts';

describe('cookies', () => {
  it('are HttpOnly and SameSite=Lax', () => {
    expect(serializeCookie({ name: 'a', value: 'b', path: '/x', maxAgeSeconds: 60, secure: false })).toBe(
      'a=b; Path=/x; Max-Age=60; HttpOnly; SameSite=Lax',
    );
  });

  it('are Secure where the gateway is reached over https', () => {
    expect(serializeCookie({ name: 'a', value: 'b', path: '/', maxAgeSeconds: 0, secure: true })).toMatch(
      /; Secure$/,
    );
  });

  it('are found by their whole name', () => {
    expect(readCookie('xa=1; a=2=3;b=4', 'a')).toBe('2=3');
    expect(readCookie('xa=1', 'a')).toBeUndefined();
    expect(readCookie(undefined, 'a')).toBeUndefined();
  });
});
