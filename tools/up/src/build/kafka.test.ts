import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { once } from 'node:events';
import { kafkaJars } from './kafka.ts';

describe('the jars of Kafka', () => {
  const environment = { ...process.env };
  let home: string;
  let repository: Server;
  let answer: (path: string) => { status: number; body: string };

  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'up-kafka-'));
    repository = createServer((request, response) => {
      const { status, body } = answer(request.url ?? '');
      response.writeHead(status).end(body);
    }).listen(0, '127.0.0.1');
    await once(repository, 'listening');
    process.env['XDG_CACHE_HOME'] = home;
    process.env['MAVEN_REPOSITORY'] =
      `http://127.0.0.1:${String((repository.address() as AddressInfo).port)}/maven`;
  });
  afterEach(() => {
    process.env = { ...environment };
    repository.closeAllConnections();
    repository.close();
    rmSync(home, { recursive: true });
  });

  test('are pinned by checksum: another file is refused, and nothing is kept', async () => {
    answer = () => ({ status: 200, body: 'something else' });
    await expect(kafkaJars()).rejects.toThrow(
      /^Kafka: http:.*\/maven\/.*\.jar is not the pinned one: its SHA-256 is /,
    );
    expect(readdirSync(join(home, 'neighbourhood/kafka')).filter(name => !name.endsWith('.part'))).toEqual(
      [],
    );
  });

  test('that cannot be had are told with the address and the way to name another', async () => {
    let asked = 0;
    answer = () => {
      asked += 1;
      return { status: 503, body: '' };
    };
    await expect(kafkaJars()).rejects.toThrow(
      /^Kafka: cannot fetch http:.*: HTTP 503; MAVEN_REPOSITORY names a mirror$/,
    );
    expect(asked).toBeGreaterThanOrEqual(3);
  });

  test('lie in the cache of the user, whole, once they were fetched', async () => {
    process.env = { ...environment };
    const folder = await kafkaJars();
    const list = readFileSync(new URL('../../../kafka/jars.sha256', import.meta.url), 'utf8')
      .trim()
      .split('\n');
    expect(readdirSync(folder)).toHaveLength(list.length);
    expect(dirname(folder)).toMatch(/neighbourhood\/kafka$/);
  });
});
