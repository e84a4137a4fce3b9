import { createHash } from 'node:crypto';

/** PageApproval is what the page of an approval shows. */
export interface PageApproval {
  title: string;
  description: string;
  choices: readonly string[];
  state: 'open' | 'decided' | 'expired' | 'withdrawn';
  decision?: string | undefined;
  expiresAt: string;
}

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:3rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
p{white-space:pre-wrap;overflow-wrap:anywhere}textarea{display:block;width:100%;box-sizing:border-box;margin:.5rem 0 1rem;font:inherit}
button{font:inherit;padding:.5rem 1.25rem;margin:0 .5rem .5rem 0}small{color:#555}`;

/** Headers of the page: nothing runs, nothing is loaded, the form goes nowhere else, and nobody frames or keeps it. */
export const approvalPageHeaders = {
  'Content-Security-Policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Robots-Tag': 'noindex, nofollow',
} as const;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, each => entities[each] ?? '');
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer"><title>${escaped(title)}</title><style>${style}</style></head>
<body>
<h1>${escaped(title)}</h1>
${content}
</body>
</html>
`;
}

/** messagePage says one thing. */
export function messagePage(title: string, text: string): string {
  return page(title, `<p>${escaped(text)}</p>`);
}

const over = {
  expired: 'The time to decide this is over.',
  withdrawn: 'Nobody waits for this decision any more.',
} as const;

/** approvalPage shows a question, with a form while it is open: to open the page decides nothing. */
export function approvalPage(approval: PageApproval): string {
  const { title, description, choices, state, decision = '', expiresAt } = approval;
  const text = description === '' ? '' : `<p>${escaped(description)}</p>\n`;
  if (state === 'decided')
    return page(title, `${text}<p>This was decided: <strong>${escaped(decision)}</strong></p>`);
  if (state !== 'open') return page(title, `${text}<p>${over[state]}</p>`);
  const buttons = choices.map(
    choice => `<button type="submit" name="decision" value="${escaped(choice)}">${escaped(choice)}</button>`,
  );
  return page(
    title,
    `${text}<form method="post">
<label>Comment<textarea name="comment" rows="3" maxlength="1000"></textarea></label>
${buttons.join('\n')}
</form>
<small>Until ${escaped(expiresAt)}. The first decision counts.</small>`,
  );
}
