import { Writable } from 'node:stream';
import { createOutput } from './output.ts';

describe('output', () => {
  const printed = (isTTY: boolean): { text: () => string; stream: NodeJS.WriteStream } => {
    let text = '';
    const stream = new Writable({
      write: (chunk: Buffer, _, done) => {
        text += chunk.toString();
        done();
      },
    });
    return { text: () => text, stream: Object.assign(stream, { isTTY }) as unknown as NodeJS.WriteStream };
  };

  test('rewrites the line of progress on a terminal, and clears it before the next line', () => {
    const { text, stream } = printed(true);
    const { line, progress } = createOutput(stream);
    progress('1 %');
    progress('2 %');
    line('done');
    expect(text()).toBe('\r\u001b[K1 %\r\u001b[K2 %\r\u001b[Kdone\n');
  });

  test('does not fill a file with progress', () => {
    const { text, stream } = printed(false);
    const { line, progress } = createOutput(stream);
    for (let percent = 0; percent < 100; percent += 1) progress(`${percent} %`);
    line('done');
    expect(text()).toBe('done\n');
  });
});
