/** Reply of Redis: what its protocol can say, as far as our commands meet it. */
export type Reply = string | number | null | Reply[] | Error;

/** encode writes a command in Redis' protocol. */
export function encode(words: readonly string[]): string {
  const bulk = (word: string): string => `$${String(Buffer.byteLength(word))}\r\n${word}\r\n`;
  return `*${String(words.length)}\r\n${words.map(bulk).join('')}`;
}

/** decode reads one reply, and where the next begins; undefined while it is incomplete. */
export function decode(data: Buffer, start = 0): { reply: Reply; next: number } | undefined {
  const end = data.indexOf('\r\n', start);
  if (end < 0) return undefined;
  const line = data.toString('utf8', start + 1, end);
  const next = end + 2;
  switch (data.toString('latin1', start, start + 1)) {
    case '+':
      return { reply: line, next };
    case '-':
      return { reply: new Error(line), next };
    case ':':
      return { reply: Number(line), next };
    case '$':
      return bulkString(data, Number(line), next);
    case '*':
      return array(data, Number(line), next);
    default:
      throw new Error('this is not the protocol of Redis');
  }
}

function bulkString(data: Buffer, length: number, start: number): ReturnType<typeof decode> {
  if (length < 0) return { reply: null, next: start };
  const next = start + length + 2;
  return data.length < next ? undefined : { reply: data.toString('utf8', start, start + length), next };
}

function array(data: Buffer, length: number, start: number): ReturnType<typeof decode> {
  const items: Reply[] = [];
  let next = start;
  while (items.length < length) {
    const item = decode(data, next);
    if (item === undefined) return undefined;
    items.push(item.reply);
    ({ next } = item);
  }
  return { reply: items, next };
}
