import { execFile } from 'node:child_process';

/**
 * startsCompiled runs an app's JavaScript, with type stripping off, up to its refusal of a profile that does not
 * exist: by then every module that it imports has loaded. Throws with its output when it fails otherwise.
 */
export async function startsCompiled(root: string, app: string): Promise<void> {
  const args = ['--no-experimental-strip-types', '--conditions=compiled', `${app}/dist/main.js`];
  const env = { PATH: process.env['PATH'], NH_PROFILE: 'nowhere' };
  const output = await new Promise<string>(resolve => {
    execFile(process.execPath, args, { cwd: root, env, timeout: 60_000 }, (error, stdout, stderr) =>
      resolve(`${stdout}${stderr}${error ? '' : 'It started, with a profile that does not exist.'}`),
    );
  });
  if (!/profile: Invalid option|profile.*nowhere/i.test(output))
    throw new Error(`${app}/dist/main.js does not start:\n${output}`);
}
