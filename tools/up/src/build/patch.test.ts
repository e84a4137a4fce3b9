import { patched } from './patch.ts';

const diff = `--- a/x/one.go
+++ b/x/one.go
@@ -2,2 +2,3 @@
 two
-three
+3
+3b
@@ -5,2 +6,1 @@ func five() {
 five
-six
--- a/two.go
+++ b/two.go
@@ -1,1 +1,1 @@
-a
+b
`;
const files: Record<string, string> = {
  'x/one.go': 'one\ntwo\nthree\nfour\nfive\nsix\nseven\n',
  'two.go': 'a\n',
};

describe('a patch of a module', () => {
  test('changes the lines that it names, in every file that it names', () => {
    const result = patched(diff, path => files[path] ?? '');
    expect(Object.fromEntries(result)).toEqual({
      'x/one.go': 'one\ntwo\n3\n3b\nfour\nfive\nseven\n',
      'two.go': 'b\n',
    });
  });

  test('fits its version only', () => {
    const other = { ...files, 'x/one.go': 'one\nTWO\nthree\nfour\nfive\nsix\n' };
    expect(() => patched(diff, path => (other as Record<string, string>)[path] ?? '')).toThrow(
      'The patch of x/one.go does not fit at line 2: another version?',
    );
  });
});
