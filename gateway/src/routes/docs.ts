import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Step } from '../http/state.ts';

const require = createRequire(import.meta.url);

const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>NeighbourHood API</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/docs/swagger-ui.css">
<div id="ui"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</html>
`;
const start = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#ui', deepLinking: true, validatorUrl: null });\n`;
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

const packaged = (name: string) => () => readFileSync(require.resolve(`swagger-ui-dist/${name}`));

const files: Readonly<Record<string, { type: string; read: () => Buffer | string }>> = {
  '/docs': { type: 'text/html; charset=utf-8', read: () => html },
  '/docs/start.js': { type: 'text/javascript; charset=utf-8', read: () => start },
  '/docs/swagger-ui.css': { type: 'text/css; charset=utf-8', read: packaged('swagger-ui.css') },
  '/docs/swagger-ui-bundle.js': {
    type: 'text/javascript; charset=utf-8',
    read: packaged('swagger-ui-bundle.js'),
  },
};

/** serveDocs shows the OpenAPI document to people, from files of our own: no other host is asked. */
export function serveDocs(buildDocument: () => object): Step {
  let document: string | undefined;
  return async (context, next) => {
    if (context.method !== 'GET' && context.method !== 'HEAD') return next();
    if (context.path === '/openapi.json') {
      context.set('Cache-Control', 'no-cache');
      context.type = 'application/json';
      document ??= JSON.stringify(buildDocument());
      context.body = document;
      return undefined;
    }
    const file = Object.hasOwn(files, context.path) ? files[context.path] : undefined;
    if (file === undefined) return next();
    context.set({ 'Content-Security-Policy': policy, 'Cache-Control': 'public, max-age=3600' });
    context.body = file.read();
    context.set('Content-Type', file.type);
    return undefined;
  };
}
