import { readFileSync } from 'node:fs';
import path from 'node:path';
import { dynamicKeys } from '@neighbourhood/shared/config/live-part';
import { schemas } from '../../src/config/apps.ts';

const page = readFileSync(
  path.resolve(import.meta.dirname, '../../../../docs/discovery-and-configuration.md'),
  'utf8',
);

/** The keys in the page's row of an app. */
function documented(app: string): string[] {
  const [, cell = ''] = new RegExp(`^\\| ${app} \\| (.*) \\|$`, 'm').exec(page) ?? [];
  return [...cell.matchAll(/`([\w.]+)`/g)].map(([, key = '']) => key);
}

test.each(Object.entries(schemas))(
  'docs/discovery-and-configuration.md has every dynamic key of %s',
  (app, schema) => {
    const keys = dynamicKeys(schema).filter(key => !key.startsWith('migration.') && key !== 'log.level');
    expect(documented(app).toSorted()).toEqual(keys.toSorted());
  },
);
