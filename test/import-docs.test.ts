import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { dynamicKeys } from '@neighbourhood/shared/config/live-part';
import { migrationConfig } from '../gateway/src/infrastructure/migration-config.ts';
import { userRow, workspaceRow } from '../services/auth/src/delivery/import/rows.ts';
import { consentRow } from '../services/consent/src/delivery/import/entity.ts';
import { connectionRow } from '../services/integration/src/delivery/import/entity.ts';

const page = readFileSync(path.join(import.meta.dirname, '../docs/migration.md'), 'utf8');

/** The table of columns that a schema deserves. */
function table(shape: Readonly<Record<string, z.ZodType>>): string {
  const rows = Object.entries(shape).map(([name, schema]) => {
    const needed = schema.safeParse(undefined).success ? '' : 'yes';
    return `| \`${name}\` | ${needed} | ${schema.description ?? 'UNDESCRIBED'} |`;
  });
  return ['| column | needed | |', '|---|---|---|', ...rows].join('\n');
}

test.each([
  ['users', userRow],
  ['workspaces', workspaceRow(false)],
  ['connections', connectionRow],
  ['consents', consentRow],
])('docs/migration.md has the columns of %s as they are', (_name, schema) => {
  expect(page).toContain(table(schema.shape));
});

test('docs/migration.md names every flag', () => {
  const keys = dynamicKeys(migrationConfig as unknown as z.ZodType).map(key => key.split('.').at(-1));
  expect([...new Set(keys)].filter(key => !page.includes(`\`${key}\``))).toEqual([]);
});
