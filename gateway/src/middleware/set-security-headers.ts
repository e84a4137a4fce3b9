import { type Step } from '../http/state.ts';

/** Headers of answers that are data: nothing of them may run, be framed or be sniffed. */
const headers = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-site',
  'Permissions-Policy': 'interest-cohort=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
} as const;

/** setSecurityHeaders hardens every answer; HSTS only where the gateway is reached over https. */
export function setSecurityHeaders({ https }: { https: boolean }): Step {
  return async (context, next) => {
    context.set(headers);
    if (https) context.set('Strict-Transport-Security', 'max-age=63072000; includeSubDomains');
    await next();
  };
}
