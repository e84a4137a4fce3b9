import { type Dispatcher, errors } from 'undici';

const token = /^[\w!#$%&'*+.^`|~-]+$/;
const value = /^[\t\x20-\x7e\x80-\xff]*$/;
const transport = new Set(['transfer-encoding', 'keep-alive', 'upgrade', 'expect']);
const once = new Set(['host', 'content-length']);

/**
 * refusingUnsendable fails requests that HTTP cannot carry before a pool hears of them: undici's (8.12) fails them as well,
 * but never uses the connection again that it had chosen, until a pool with a limit has none left.
 */
export function refusingUnsendable<D extends Dispatcher>(dispatcher: D): D {
  const dispatch = dispatcher.dispatch.bind(dispatcher);
  dispatcher.dispatch = (options, handler) => {
    const problem = problemOf(options);
    if (problem === undefined) return dispatch(options, handler);
    if (!handler.onResponseError) throw new TypeError('a handler must have onResponseError');
    handler.onResponseError(undefined as never, new errors.InvalidArgumentError(problem));
    return true;
  };
  return dispatcher;
}

function problemOf({ method, headers }: Dispatcher.DispatchOptions): string | undefined {
  if (!token.test(method)) return 'invalid request method';
  const seen = new Set<string>();
  for (const [given, content] of pairsOf(headers)) {
    if (!token.test(given)) return 'invalid header key';
    const name = given.toLowerCase();
    const texts = (Array.isArray(content) ? content : [content]).map(part => String(part ?? ''));
    const isBad =
      transport.has(name) ||
      (once.has(name) && (seen.has(name) || texts.length > 1)) ||
      (name === 'content-length' && texts.some(text => !/^\d+$/.test(text))) ||
      (name === 'connection' && texts.some(text => text.split(',').some(each => !token.test(each.trim())))) ||
      texts.some(text => !value.test(text));
    if (isBad) return `invalid ${name} header`;
    seen.add(name);
  }
  return undefined;
}

function pairsOf(headers: Dispatcher.DispatchOptions['headers']): [string, unknown][] {
  if (!headers) return [];
  if (Array.isArray(headers))
    return headers.flatMap((name, index): [string, unknown][] =>
      index % 2 === 0 ? [[name, headers[index + 1]]] : [],
    );
  if (Symbol.iterator in headers) return [...(headers as Iterable<[string, unknown]>)];
  return Object.entries(headers);
}
