import { Failure } from '../process/failure.ts';
import { parseRunFile } from './run-file.ts';

const app = `
    appDirPath: .
    command: [node_modules/.bin/node, main.ts]
    appPort: 50051
    daprGRPCPort: 3601
    daprHTTPPort: 3501
    daprInternalGRPCPort: 3701
    metricsPort: 9290`;

const file = (common: string, ...ids: string[]): string =>
  `version: 1\n${common}\napps:${ids.map(id => `\n  - appID: ${id}${app}`).join('')}`;

describe('dapr.yaml', () => {
  test('gives every app what stands in common, which the app may overrule', () => {
    const { apps } = parseRunFile(
      `${file('common: { appProtocol: grpc, env: { A: 1, B: 2 } }', 'auth')}\n    appProtocol: http\n    env: { B: 3 }`,
    );
    expect(apps[0]).toMatchObject({ appID: 'auth', appProtocol: 'http', env: { A: '1', B: '3' } });
  });

  test('has all its ports moved by the offset', () => {
    const { apps } = parseRunFile(file('', 'auth'), 1000);
    expect(apps[0]).toMatchObject({
      appPort: 51051,
      daprGRPCPort: 4601,
      daprHTTPPort: 4501,
      daprInternalGRPCPort: 4701,
      metricsPort: 10290,
    });
  });

  test.each([
    ['that is no YAML', 'apps: [', /dapr\.yaml is not YAML/],
    ['with an unknown key', `${file('', 'auth')}\n    appPrt: 1`, /appPrt/],
    ['with a missing port', file('', 'auth').replace(/appPort: \d+/, ''), /appPort/],
    [
      'with a folder of its own for an app',
      file('', 'auth').replace('Path: .', 'Path: services/auth'),
      /appDirPath/,
    ],
    ['with one app-id twice', file('', 'auth', 'auth'), /two apps are called auth/],
    [
      'that lets sidecars listen everywhere',
      file('common: { apiListenAddresses: 0.0.0.0 }', 'auth'),
      /127\.0\.0\.1/,
    ],
  ])('is refused as a file %s', (_, text, reason) => {
    expect(() => parseRunFile(text)).toThrow(Failure);
    expect(() => parseRunFile(text)).toThrow(reason);
  });
});
