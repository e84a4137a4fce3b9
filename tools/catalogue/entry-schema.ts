import { z } from 'zod';
import { providerSchema } from '../../services/integration/src/infrastructure/catalogue-schema.ts';

type Schema = Record<string, unknown>;

/** entrySchema is the JSON Schema of `<provider>.yaml`: an entry with `extends` may leave out what its family says. */
export function entrySchema(): Schema {
  const whole = z.toJSONSchema(providerSchema, { io: 'input' }) as Schema & {
    properties: Schema;
    required: string[];
  };
  const { $schema, required, properties, ...rest } = whole;
  const { auth, account, rateLimit, ...own } = properties;
  return {
    $schema,
    title: 'Provider',
    description:
      'An entry of the catalogue of providers. Made by `make catalogue`; docs/adding-a-provider.md explains it.',
    ...rest,
    properties: { extends: { type: 'string' }, ...own, auth: true, account: true, rateLimit: true },
    required: ['id', 'name', 'description', 'actions'],
    if: { required: ['extends'] },
    else: { required, properties: { auth, account, rateLimit } },
  };
}
