import { z } from 'zod';
import type { TenantEvent } from '@neighbourhood/proto/gen/neighbourhood/workflow/v1/TenantEvent';
import { toTimestamp, toValue } from '@neighbourhood/shared/grpc/wire';
import { givenTime } from './common.ts';

const attribute = (most: number) => z.string().min(1).max(most);
const extension = z.union([z.string().max(1024), z.number(), z.boolean()]);

/**
 * event is a CloudEvent 1.0 in JSON. What it does not name are extensions; the workflow service knows how they may be
 * called. In CloudEvents null is absent.
 */
export const event = z
  .object({
    specversion: z.literal('1.0'),
    id: attribute(256).nullish().meta({ description: 'Unique with `source`; made up where it is absent.' }),
    source: attribute(1024).meta({
      description: 'A URI reference; workflows see it under `/workspaces/{id}/`.',
    }),
    type: attribute(256),
    time: givenTime.nullish(),
    subject: attribute(1024).nullish(),
    datacontenttype: attribute(256).nullish(),
    dataschema: z.url().max(1024).nullish(),
    data: z.unknown().optional(),
  })
  .catchall(extension.nullable())
  .meta({
    id: 'CloudEvent',
    examples: [
      {
        specversion: '1.0',
        id: 'order-17',
        source: 'https://shop.example.com/orders',
        type: 'com.example.order.placed.v1',
        subject: 'order-17',
        data: { total: 42 },
      },
    ],
  });

/** toTenantEvent says an event as the workflow service takes it. */
export function toTenantEvent(from: z.output<typeof event>): TenantEvent {
  const {
    specversion: _,
    id,
    source,
    type,
    time,
    subject,
    datacontenttype,
    dataschema,
    data,
    ...rest
  } = from;
  const extensions = Object.entries(rest)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => [name, String(value)]);
  return {
    id: id ?? '',
    source,
    type,
    subject: subject ?? '',
    time: time ? toTimestamp(new Date(time)) : null,
    dataContentType: datacontenttype ?? '',
    dataSchema: dataschema ?? '',
    data: data === undefined ? null : toValue(data),
    extensions: Object.fromEntries(extensions) as Record<string, string>,
  };
}
