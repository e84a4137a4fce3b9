import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:https';

/** HTTPS in front of the sandbox provider, and of the demo's listener for webhooks on the host. */
const doors = [
  [8490, 'http://sandbox:8090'],
  [8491, process.env['LISTENER'] ?? ''],
] as const;
const [cert, key] = ['tls.crt', 'tls.key'].map(name => readFileSync(`/conf/tls/${name}`));

for (const [port, behind] of doors)
  createServer({ cert, key }, (asked, answer) => {
    const headers = { ...asked.headers, 'x-forwarded-proto': 'https' };
    const passed = request(new URL(asked.url ?? '/', behind), { method: asked.method, headers });
    passed.on('response', given => {
      answer.writeHead(given.statusCode ?? 502, given.headers);
      given.pipe(answer);
    });
    passed.on('error', () => answer.writeHead(502).end());
    asked.pipe(passed);
  }).listen(port);
