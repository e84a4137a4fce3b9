import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrate } from '../database/migrate.ts';
import { createPool, type Pool } from '../database/pool.ts';
import { runImportCommand } from '../import/command.ts';
import { openRejects, type Reject } from '../import/rejects.ts';
import { type ImportOptions, runImport } from '../import/run-import.ts';
import { type Difference, verifyImport } from '../import/verify-import.ts';
import { silentLog } from '../testing/fake-call.ts';
import { testPostgres } from '../testing/postgres.ts';
import { things, thingsTable } from './import-things.ts';

let pool: Pool;
let url: string;
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'neighbourhood-import-'));
  ({ url } = await testPostgres());
  pool = createPool({ connectionString: url, log: silentLog });
  await migrate(pool, new URL('../import/migrations/', import.meta.url), silentLog);
  await pool.query(thingsTable);
});
afterEach(async () => {
  await pool.end();
  await rm(directory, { recursive: true, force: true });
});

const line = (value: object) => `${JSON.stringify(value)}\n`;
const thing = (n: number, more: object = {}) => ({ legacyId: `${n}`, name: `thing ${n}`, ...more });
const many = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => line(thing(from + i))).join('');

async function file(content: string, name = 'things.jsonl'): Promise<string> {
  const target = path.join(directory, name);
  await writeFile(target, content, { mode: 0o600 });
  return target;
}
async function run(from: string, options: Partial<ImportOptions> = {}) {
  const target = path.join(directory, 'rejects.jsonl');
  const rejects = await openRejects(target);
  try {
    const result = await runImport(pool, things, { file: from, rejects, ...options });
    const text = await readFile(target, 'utf8');
    const found = text
      .split('\n')
      .filter(Boolean)
      .map(one => JSON.parse(one) as Reject);
    return { ...result, rejects: found };
  } finally {
    await rejects.close();
  }
}
const names = async () =>
  (await pool.query<{ name: string }>('SELECT name FROM things ORDER BY name')).rows.map(({ name }) => name);
async function verify(of: string) {
  const differences: Difference[] = [];
  const found = await verifyImport(pool, things, of, difference => differences.push(difference));
  return { ...found, differences };
}

describe('an import', () => {
  it('takes rows from JSON lines and from CSV, and finds them to be the same', async () => {
    const lines = await file(
      line(thing(1, { tags: ['b', 'a', 'b'], note: 'a "quoted", long\nnote' })) +
        line(thing(2, { note: '' })) +
        line(thing(3)),
    );
    expect(await run(lines)).toMatchObject({ end: 'finished', counts: { created: 3, rejected: 0 } });
    const csv = await file(
      '\uFEFFname,legacyId,note,tags\r\nthing 1,1,"a ""quoted"", long\nnote",a b\r\n\r\nthing 2,2,,\r\nthing 3,3,,\r\n',
      'things.csv',
    );
    expect(await run(csv)).toMatchObject({
      end: 'finished',
      counts: { created: 0, unchanged: 3, rejected: 0 },
    });
    expect([await verify(lines), await verify(csv)]).toMatchObject([
      { equal: true, source: 3, found: 3, others: 0 },
      { equal: true, source: 3, found: 3, others: 0 },
    ]);
  });

  it('makes nothing twice, whatever is imported again', async () => {
    const from = await file(many(1, 50));
    await run(from);
    expect(await run(from)).toMatchObject({ end: 'already', counts: { created: 50 } });
    expect(await run(await file(many(31, 60)))).toMatchObject({ counts: { created: 10, unchanged: 20 } });
    expect(await names()).toHaveLength(60);
  });

  it('leaves out the rows that are wrong, each with its line and fields, and nothing that they say', async () => {
    const secret = 'a very secret value';
    const from = await file(
      line(thing(1)) +
        line({ legacyId: 2, name: secret.repeat(3) }) +
        `{"legacyId": "3", "name": "${secret}\n` +
        line({ legacyId: '4', name: 'thing 4', password: secret }) +
        line(thing(5, { note: 'a\0b' })) +
        line(thing(6, { name: 'forbidden' })) +
        line(thing(7, { name: 'thing 1' })) +
        line(thing(1, { name: 'again' })) +
        line([1]) +
        line(thing(10)),
    );
    const { counts, rejects, end } = await run(from);
    expect([end, counts]).toEqual([
      'finished',
      { created: 2, updated: 0, unchanged: 0, kept: 0, rejected: 8 },
    ]);
    expect(rejects).toEqual([
      {
        line: 2,
        legacyId: '2',
        errors: [{ path: 'name', message: 'Too big: expected string to have <=20 characters' }],
      },
      { line: 3, errors: [{ path: '', message: 'must be a JSON object' }] },
      { line: 4, legacyId: '4', errors: [{ path: 'password', message: 'is not a known field' }] },
      { line: 5, errors: [{ path: 'note', message: 'must not contain the character U+0000' }] },
      { line: 6, legacyId: '6', errors: [{ path: 'name', message: 'is forbidden' }] },
      {
        line: 7,
        legacyId: '7',
        errors: [{ path: '', message: 'the database refuses it (things_name_key)' }],
      },
      { line: 8, legacyId: '1', errors: [{ path: 'legacyId', message: 'is that of line 1' }] },
      { line: 9, errors: [{ path: '', message: 'must be a JSON object' }] },
    ]);
    expect(JSON.stringify(rejects)).not.toContain(secret);
    expect(await names()).toEqual(['thing 1', 'thing 10']);
    const verified = await verify(from);
    expect(verified).toMatchObject({
      equal: false,
      source: 10,
      found: 2,
      unreadable: 5,
      repeated: 1,
      missing: 2,
    });
    expect(verified.differences.map(({ line: at, why }) => `${at} ${why}`).toSorted()).toEqual([
      '2 unreadable', '3 unreadable', '4 unreadable', '5 unreadable', '6 missing', '7 missing', '8 repeated', '9 unreadable',
    ]); // prettier-ignore
  });

  it('goes on after a row that is nested to exhaust the stack', async () => {
    const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    const nested = `{"legacyId":"1","name":${deep(100_000)}}\n{"legacyId":"2","name":${deep(40)}}\n`;
    const from = await file(nested + line(thing(3)));
    const { counts, rejects } = await run(from);
    expect(counts).toMatchObject({ created: 1, rejected: 2 });
    const errors = [{ path: 'name', message: 'must be nested at most 32 deep' }];
    expect(rejects).toEqual([1, 2].map(at => ({ line: at, errors })));
  });

  it('reads damaged CSV on, and refuses a file that is none of its own', async () => {
    const from = await file(
      'legacyId,name\n1,thing 1\n2,thing "2"\n3,thing 3,more\n4\n5,thing 5\n6,\uFFFD\n7,"thing 7"\n8,"open',
      'things.csv',
    );
    const { counts, rejects } = await run(from);
    expect(counts).toMatchObject({ created: 3, rejected: 5 });
    expect(rejects.map(({ line: at, errors }) => `${at} ${errors[0]!.path} ${errors[0]!.message}`)).toEqual([
      '3  must be a CSV record',
      '4  has 3 cells, the header 2',
      '5  has 1 cells, the header 2',
      '7 name must be UTF-8',
      '9  must be a CSV record',
    ]);
    for (const [content, name, why] of [
      [
        'legacyId,nom\n',
        'a.csv',
        'unknown or repeated columns: nom; there are legacyId, workspaceId, name, tags, note',
      ],
      ['name,name\n', 'b.csv', 'unknown or repeated columns: name'],
      ['1,$2b$10$secret\n', 'f.csv', /: the first line has to name the columns; there are (?!.*secret)/],
      ['', 'c.csv', 'has no header line'],
      ['"a', 'e.csv', 'the header line is no CSV record'],
      ['x', 'd.txt', 'must be a .csv, .jsonl or .ndjson file'],
    ] as const)
      await expect(run(await file(content, name))).rejects.toThrow(why);
  });

  it('stops after as many rejects as it was told, and goes on from there', async () => {
    const rows = Array.from({ length: 100 }, (_, n) =>
      line(thing(n, n % 2 ? {} : { name: 'forbidden' })),
    ).join('');
    const from = await file(rows);
    const first = await run(from, { stopAfter: 10, batchSize: 10 });
    expect(first).toMatchObject({ end: 'tooManyRejects', counts: { created: 10, rejected: 10 } });
    const second = await run(from, { batchSize: 10 });
    expect(second).toMatchObject({ end: 'finished', resumedAt: 20, counts: { created: 50, rejected: 50 } });
    expect(second.rejects).toHaveLength(50);
  });

  it('reads a file again that had rejects: what they lacked may be there', async () => {
    await pool.query(`INSERT INTO things VALUES ('x', 'wsp_1', 'thing 2', '{}', NULL, now())`);
    const from = await file(many(1, 3));
    expect((await run(from)).counts).toMatchObject({ created: 2, rejected: 1 });
    await pool.query(`DELETE FROM things WHERE id = 'x'`);
    const again = await run(from);
    expect([again.counts, again.rejects]).toMatchObject([{ created: 1, unchanged: 2, rejected: 0 }, []]);
  });

  it('brings rows up to date, but for those that were changed here since', async () => {
    await run(await file(many(1, 4)));
    await pool.query(`UPDATE things SET name = 'mine', updated_at = now() WHERE name = 'thing 2'`);
    await pool.query(`DELETE FROM things WHERE name = 'thing 4'`);
    const from = await file(
      [1, 2, 3, 4].map(n => line(thing(n, { note: n === 3 ? undefined : 'new' }))).join(''),
    );
    expect((await run(from)).counts).toMatchObject({ updated: 1, kept: 2, unchanged: 1 });
    expect(await verify(from)).toMatchObject({ found: 3, changed: 1, different: 0, missing: 1 });
    expect(await names()).toEqual(['mine', 'thing 1', 'thing 3']);
  });

  it('tries everything in a dry run, and writes nothing', async () => {
    const from = await file(many(1, 30) + line(thing(31, { name: 'forbidden' })));
    expect((await run(from, { dryRun: true })).counts).toMatchObject({ created: 30, rejected: 1 });
    for (const table of ['things', 'imported', 'import_files'])
      expect((await pool.query(`SELECT FROM ${table}`)).rowCount).toBe(0);
    expect((await run(from)).counts).toMatchObject({ created: 30, rejected: 1 });
  });

  it('is alone: a second one of the same kind is told so', async () => {
    const from = await file(many(1, 100));
    const [begun, goOn] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    const taker: typeof things.taker = client => {
      const own = things.taker(client);
      const create: typeof own.create = async (row, at) => {
        begun.resolve(undefined);
        await goOn.promise;
        return own.create(row, at);
      };
      return { ...own, create };
    };
    const rejects = await openRejects(undefined);
    const first = runImport(pool, { ...things, taker }, { file: from, rejects });
    await begun.promise;
    await expect(runImport(pool, things, { file: from, rejects })).rejects.toThrow(
      'another import of things is running',
    );
    goOn.resolve(undefined);
    expect((await first).counts.created).toBe(100);
  });

  it('fails where the database does, and loses nothing', async () => {
    const from = await file(many(1, 60));
    let rows = 0;
    const taker: typeof things.taker = client => {
      const own = things.taker(client);
      const create: typeof own.create = async (row, at) => {
        rows += 1;
        if (rows === 35) await client.query('SELECT pg_terminate_backend(pg_backend_pid())');
        return own.create(row, at);
      };
      return { ...own, create };
    };
    const rejects = await openRejects(undefined);
    await expect(
      runImport(pool, { ...things, taker }, { file: from, rejects, batchSize: 10 }),
    ).rejects.toThrow();
    expect(await names()).toHaveLength(30);
    expect(await run(from)).toMatchObject({ resumedAt: 30, counts: { created: 60, rejected: 0 } });
  });

  it('does not count a file as imported that became another while it was read', async () => {
    const whole = many(1, 3_000);
    const turned = whole.trimEnd().split('\n').toReversed().join('\n');
    const from = await file(whole);
    const cut = run(from, {
      batchSize: 500,
      // Its lines are others from here on.
      onProgress: ({ line: at }) => at === 500 && writeFileSync(from, turned),
    });
    await expect(cut).rejects.toThrow('changed while it was read');
    await file(whole);
    expect(await run(from)).toMatchObject({ end: 'finished', counts: { rejected: 0 } });
    expect(await verify(from)).toMatchObject({ equal: true, found: 3_000 });
  });

  it('ends where it is whole when it is told to stop', async () => {
    const stop = new AbortController();
    const from = await file(many(1, 100));
    const first = await run(from, { batchSize: 10, signal: stop.signal, onProgress: () => stop.abort() });
    expect(first).toMatchObject({ end: 'interrupted', counts: { created: 10 } });
    expect(await run(from)).toMatchObject({ end: 'finished', counts: { created: 100 } });
  });

  it('survives SIGKILL again and again: every row once, every reject once', async () => {
    const wrong = (n: number) => n % 9 === 0;
    const content = Array.from({ length: 600 }, (_, n) =>
      line(thing(n, wrong(n) ? { name: 'forbidden' } : {})),
    );
    const from = await file(content.join(''));
    const rejectsFile = path.join(directory, 'rejects.jsonl');
    const script = new URL('import-process.ts', import.meta.url).pathname;
    let [kills, output, finished] = [0, '', false];
    while (!finished) {
      const child = spawn(process.execPath, [script, url, from, rejectsFile], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let seen = 0;
      // Somewhere within the transaction after the second one that it tells of.
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        seen += chunk.toString().split('\n').length - 1;
        if (seen >= 2 && kills < 8 && child.kill('SIGKILL')) seen = -Infinity;
      });
      const [code] = (await once(child, 'close')) as [number | null];
      if (code === null) kills += 1;
      else finished = true;
    }
    expect(kills).toBeGreaterThanOrEqual(8);
    expect(JSON.parse(output.trim().split('\n').at(-1)!)).toEqual({
      end: 'finished',
      counts: { created: 533, updated: 0, unchanged: 0, kept: 0, rejected: 67 },
    });
    expect(await names()).toHaveLength(533);
    const rejected = (await readFile(rejectsFile, 'utf8')).trim().split('\n');
    expect(rejected.map(one => (JSON.parse(one) as Reject).line)).toEqual(
      content.flatMap((_, n) => (wrong(n) ? [n + 1] : [])),
    );
    expect((await stat(rejectsFile)).mode & 0o077).toBe(0);
  });

  it('takes a line without an end for what it is, in little memory', async () => {
    const big = `{"legacyId":"1","name":"${'x'.repeat(30_000_000)}"}\n`;
    const from = await file(line(thing(1)) + big + line(thing(3)));
    const { counts, rejects } = await run(from);
    expect(counts).toMatchObject({ created: 2, rejected: 1 });
    expect(rejects).toEqual([
      { line: 2, errors: [{ path: '', message: 'must have at most 1048576 characters' }] },
    ]);
  });
});

describe('the verification', () => {
  it('finds what was changed behind its back, what is missing and what is too much', async () => {
    const from = await file(many(1, 700));
    await run(from);
    expect(await verify(from)).toMatchObject({ equal: true, source: 700, found: 700, differences: [] });
    await pool.query(`UPDATE things SET note = 'other' WHERE name = 'thing 17'`);
    await pool.query(`UPDATE things SET tags = '{x}' WHERE name = 'thing 600'`);
    await pool.query(`DELETE FROM imported WHERE legacy_id = '300'`);
    const extended = await file(many(2, 700), 'shorter.jsonl');
    const found = await verify(extended);
    expect(found).toMatchObject({
      equal: false,
      source: 699,
      found: 698,
      missing: 1,
      different: 2,
      others: 1,
    });
    expect(found.sourceSum).not.toBe(found.databaseSum);
    expect(found.differences).toEqual([
      { line: 16, legacyId: '17', why: 'different' },
      { line: 599, legacyId: '600', why: 'different' },
      { line: 299, legacyId: '300', why: 'missing' },
    ]);
  });

  it('does not take rows that are gone for rows that were changed', async () => {
    const from = await file(many(1, 700));
    await run(from);
    await pool.query(`DELETE FROM things WHERE name IN ('thing 3', 'thing 650')`);
    expect(await verify(from)).toMatchObject({
      equal: false,
      found: 698,
      missing: 2,
      changed: 0,
      differences: [
        { line: 3, legacyId: '3', why: 'missing' },
        { line: 650, legacyId: '650', why: 'missing' },
      ],
    });
  });

  it('gives the same sums whatever the order of the file is', async () => {
    const rows = many(1, 100).trim().split('\n');
    await run(await file(`${rows.join('\n')}\n`));
    const other = await verify(await file(`${rows.toReversed().join('\n')}\n`, 'reversed.jsonl'));
    expect([other.equal, other.sourceSum === other.databaseSum]).toEqual([true, true]);
  });
});

describe('the command', () => {
  const command = async (...argv: string[]) => {
    const printed: string[] = [];
    const code = await runImportCommand({
      pool,
      entities: [things],
      argv,
      print: text => printed.push(text),
      signal: new AbortController().signal,
      log: silentLog,
    });
    return { code, printed: printed.join('\n') };
  };

  it('says by its exit code and a table what is there', async () => {
    const from = await file(many(1, 5) + line(thing(6, { name: 'forbidden' })));
    const dry = await command('things', from, '--dry-run');
    expect([dry.code, dry.printed]).toEqual([1, expect.stringContaining('Nothing was written')]);
    const first = await command('things', from);
    expect([first.code, first.printed]).toEqual([1, expect.stringMatching(/created {4}5\n.*rejected {3}1/s)]);
    expect(await readFile(`${from}.rejects.jsonl`, 'utf8')).toContain('is forbidden');
    const verified = await command('things', from, '--verify');
    expect([verified.code, verified.printed]).toEqual([1, expect.stringMatching(/missing +1\n/)]);
    expect(await readFile(`${from}.differences.jsonl`, 'utf8')).toBe(
      '{"line":6,"legacyId":"6","why":"missing"}\n',
    );

    const good = await file(many(1, 5), 'good.jsonl');
    expect((await command('things', good)).code).toBe(0);
    expect((await command('things', good)).printed).toContain('was imported before');
    const whole = await command('things', good, '--verify');
    expect([whole.code, whole.printed]).toEqual([0, expect.stringContaining('holds what the file says')]);
  });

  it('writes down what every legacy id became, for whoever kept the old ones', async () => {
    const from = await file(many(1, 3) + line(thing(9, { legacyId: 'a,"b"', workspaceId: 'wsp_2' })));
    const ids = path.join(directory, 'ids.csv');
    const { code, printed } = await command('things', from, `--ids=${ids}`);
    expect([code, printed]).toEqual([0, expect.stringContaining('What 4 legacy ids became')]);
    expect((await readFile(ids, 'utf8')).split('\r\n')).toEqual([
      'workspace,legacyId,id',
      'wsp_1,1,thing_wsp_1_1',
      'wsp_1,2,thing_wsp_1_2',
      'wsp_1,3,thing_wsp_1_3',
      'wsp_2,"a,""b""","thing_wsp_2_a,""b"""',
      '',
    ]);
  });

  it('warns of a file that others can read, and refuses what it does not know', async () => {
    const from = await file(many(1, 1));
    await writeFile(path.join(directory, 'open.jsonl'), many(2, 2), { mode: 0o644 });
    expect((await command('things', path.join(directory, 'open.jsonl'))).printed).toContain('chmod 600');
    await expect(command('others', from)).rejects.toThrow('Say what to import: <things>');
    await expect(command('things')).rejects.toThrow('Say what to import');
    await expect(command('things', from, '--stop-after=0')).rejects.toThrow('--stop-after');
    await expect(command('things', from, '--nonsense')).rejects.toThrow('nonsense');
    await expect(command('things', path.join(directory, 'absent.jsonl'))).rejects.toThrow('ENOENT');
  });
});
