import { dynamic } from '@neighbourhood/shared/config/live-part';
import { duration } from '@neighbourhood/shared/config/types';
import { baseConfig, requireTls } from '@neighbourhood/shared/process/config';
import { z } from 'zod';

/** consentConfig is the configuration of the consent service; defaults are in configs/consent.yaml. */
export const consentConfig = baseConfig.extend({
  database: z.strictObject({ maxConnections: z.coerce.number().int().min(2).max(200), requireTls }),
  terms: dynamic(
    z
      .strictObject({
        /** Life of a consent whose grant names no end. */
        defaultDuration: duration,
        /** Longest life that a grant may ask for; no consent holds for ever. */
        maximumDuration: duration,
      })
      .refine(terms => terms.defaultDuration <= terms.maximumDuration, {
        message: 'must not be longer than maximumDuration',
        path: ['defaultDuration'],
      }),
  ),
  ledger: z.strictObject({
    /** How often overdue expiries are looked for and grown ledgers are signed. */
    reconcileEvery: duration.refine(every => every >= 1000, 'must be 1s or more'),
  }),
  receipts: z.strictObject({
    /** ISO 3166-1 codes, or `EU`. */
    jurisdictions: z.array(z.string()).min(1),
    /** How receipts name this installation. */
    processor: z.string().min(1),
  }),
});

/** ConsentConfig is the parsed configuration. */
export type ConsentConfig = z.output<typeof consentConfig>;
