import type { Answer } from './rest.ts';

/** Browser follows redirects and keeps cookies, as an end user's does. */
export interface Browser {
  /** Goes to an address and on, and gives the first answer that is no redirect. */
  visit(url: string): Promise<Answer & { url: string; hops: string[] }>;
}

const maxHops = 15;

/** createBrowser starts with no cookies. */
export function createBrowser(): Browser {
  /** Cookies belong to a host, whatever the port, and to the paths below theirs. */
  const jar = new Map<string, { host: string; path: string; name: string; value: string }>();

  function keep(url: URL, header: string): void {
    const [pair = '', ...attributes] = header.split(';').map(part => part.trim());
    const at = pair.indexOf('=');
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
    const attribute = (wanted: string) =>
      attributes.find(each => each.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1);
    const path = attribute('path') ?? '/';
    const key = `${url.hostname} ${path} ${name}`;
    const expires = attribute('expires');
    const gone = attribute('max-age') === '0' || (expires !== undefined && Date.parse(expires) < Date.now());
    if (gone) jar.delete(key);
    else jar.set(key, { host: url.hostname, path, name, value });
  }

  const cookiesFor = (url: URL) =>
    [...jar.values()]
      .filter(cookie => cookie.host === url.hostname && url.pathname.startsWith(cookie.path))
      .map(cookie => `${cookie.name}=${cookie.value}`)
      .join('; ');

  return {
    async visit(start) {
      const hops: string[] = [];
      let url = new URL(start);
      for (;;) {
        const request = { redirect: 'manual', headers: { cookie: cookiesFor(url) } } as const;
        const response = await fetch(url, request).catch((cause: unknown) => {
          throw new Error(`Cannot reach ${url.href}`, { cause });
        });
        for (const header of response.headers.getSetCookie()) keep(url, header);
        hops.push(url.href);
        const location = response.headers.get('location');
        if (response.status < 300 || response.status > 399 || location === null) {
          const text = await response.text();
          const json = response.headers.get('content-type')?.includes('json') === true;
          const body: unknown = json ? JSON.parse(text) : text;
          return { status: response.status, headers: response.headers, body, url: url.href, hops };
        }
        await response.body?.cancel();
        if (hops.length >= maxHops)
          throw new Error(`Redirected more than ${maxHops} times:\n${hops.join('\n')}`);
        url = new URL(location, url);
      }
    },
  };
}
