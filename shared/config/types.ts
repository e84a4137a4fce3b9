import { z } from 'zod';

const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const sizes = { B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 } as const;

/** duration reads "250ms", "30s", "15m", "24h", "7d" or a number of milliseconds; the value is milliseconds. */
export const duration = z
  .union([z.number().nonnegative(), z.string()])
  .transform((value, context): number => {
    if (typeof value === 'number') return value;
    const match = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(value.trim());
    if (match) return Number(match[1]) * units[match[2] as keyof typeof units];
    context.addIssue({ code: 'custom', message: 'must be a duration such as 250ms, 30s, 15m, 24h or 7d' });
    return z.NEVER;
  });

/** wait is a duration that a timer can wait for: a longer one would be over at once. */
export const wait = duration.refine(ms => ms <= 2 ** 31 - 1, 'must be at most 24d');

/** size reads "4MiB", "512KiB" or a number of bytes; the value is bytes. */
export const size = z
  .union([z.number().int().nonnegative(), z.string()])
  .transform((value, context): number => {
    if (typeof value === 'number') return value;
    const match = /^(\d+)(B|KiB|MiB|GiB)$/.exec(value.trim());
    if (match) return Number(match[1]) * sizes[match[2] as keyof typeof sizes];
    context.addIssue({ code: 'custom', message: 'must be a size such as 64KiB or 1MiB' });
    return z.NEVER;
  });

/** port is a TCP port; 0 lets the system choose. */
export const port = z.coerce.number().int().min(0).max(65_535);

/** list reads a list, or a comma-separated string as environment variables and flags have it. */
export const list = z.union([
  z.array(z.string()),
  z.string().transform(text =>
    text
      .split(',')
      .map(item => item.trim())
      .filter(item => item !== ''),
  ),
]);

/** flag reads booleans, also as the strings that environment variables and flags have. */
export const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform(text => text === 'true')]);
