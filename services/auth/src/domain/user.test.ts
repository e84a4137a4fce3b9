import { cleanProfile } from './user.ts';

test('fields are trimmed, absent ones stay absent, empty ones clear', () => {
  expect(cleanProfile({ firstName: ' Ada ', company: '' })).toEqual({ firstName: 'Ada', company: '' });
});

test('every bad field is named', () => {
  const bad = {
    firstName: 'x'.repeat(101),
    lastName: 'a\u0007',
    company: 'x'.repeat(201),
    avatarUrl: 'javascript:alert(1)',
  };
  expect(() => cleanProfile(bad)).toThrow(
    expect.objectContaining({
      code: 'REQUEST.INVALID',
      fields: ['firstName', 'lastName', 'company', 'avatarUrl'].map((path): unknown =>
        expect.objectContaining({ path }),
      ),
    }),
  );
});

test('a picture is an https address without credentials', () => {
  expect(cleanProfile({ avatarUrl: 'https://img.example.com/a.png' })).toEqual({
    avatarUrl: 'https://img.example.com/a.png',
  });
  expect(() => cleanProfile({ avatarUrl: 'https://u:p@img.example.com/a.png' })).toThrow('invalid');
});
