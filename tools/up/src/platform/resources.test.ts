import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain, placeResources, readResources } from './resources.ts';
import { readSettings } from './settings.ts';

const component = (name: string): string => `kind: Component\nmetadata: { name: ${name} }\n`;

describe('component files', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'up-'));
    mkdirSync(join(root, 'a'));
    mkdirSync(join(root, 'b'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  test('may hold several documents', () => {
    writeFileSync(join(root, 'a/x.yaml'), `${component('one')}---\n${component('two')}`);
    expect(readResources(root, ['./a', './b']).map(({ name }) => name)).toEqual(['one', 'two']);
  });

  test('are named when one is no YAML', () => {
    writeFileSync(join(root, 'a/x.yaml'), 'kind: [');
    expect(() => readResources(root, ['./a'])).toThrow(/a\/x\.yaml is not YAML/);
  });

  test('are named when one is no resource', () => {
    writeFileSync(join(root, 'a/x.yaml'), 'kind: Component');
    expect(() => readResources(root, ['./a'])).toThrow(/a\/x\.yaml is no Dapr resource/);
  });

  test('are both named when they define one name twice', () => {
    writeFileSync(join(root, 'a/x.yaml'), component('one'));
    writeFileSync(join(root, 'b/y.yaml'), component('one'));
    expect(() => readResources(root, ['./a', './b'])).toThrow(
      'Component one is defined twice: in a/x.yaml and in b/y.yaml',
    );
  });

  test('are named beside the error of a sidecar that speaks of them', () => {
    const resources = [
      { file: 'a/x.yaml', kind: 'Component', name: 'store' },
      { file: 'a/y.yaml', kind: 'Component', name: 'statestore' },
    ];
    expect(explain('error occurred for statestore (x/v1)', resources)).toBe(
      'error occurred for statestore (x/v1)\n  file: a/y.yaml',
    );
    expect(explain('something else', resources)).toBe('something else');
  });
});

describe('a relocated platform', () => {
  test('gets copies of the component files with its own addresses and paths', () => {
    const state = mkdtempSync(join(tmpdir(), 'up-'));
    const settings = readSettings({ NH_STATE_DIR: state, NH_PORT_OFFSET: '100' });
    const [common = ''] = placeResources(settings, ['./components/common']);
    const [secrets = ''] = placeResources(settings, ['./components/secretstore-file']);
    expect(readFileSync(join(common, 'statestore.yaml'), 'utf8')).toContain('value: 127.0.0.1:6490');
    expect(readFileSync(join(secrets, 'secretstore.yaml'), 'utf8')).toContain(`value: ${state}/secrets.json`);
    rmSync(state, { recursive: true });
  });

  test('leaves the usual one with the files as they are', () => {
    expect(placeResources(readSettings({}), ['./components/common'])).toEqual(['./components/common']);
  });
});
