const note = (title: string) => ({ call: 'sandbox.create-note:1.0.0@default', with: { title } });
const rest = (milliseconds: number) => ({ wait: { milliseconds } });
const busy = { catch: { retry: { delay: { milliseconds: 200 }, limit: { attempt: { count: 5 } } } } };

/** Shape is a document, and the effects of each run of it by their titles. */
export interface Shape {
  tasks: object[];
  effects: Record<string, number>;
}

/** What others run. */
export const child = [{ rest: rest(300) }, { a: note('child') }];
const runChild = { run: { workflow: { namespace: 'test', name: 'child', version: 'latest', input: {} } } };

/** Shapes are runs of all kinds that take some seconds; `go` is an event that they wait for. */
export const shapes: Record<string, Shape> = {
  line: {
    tasks: [{ a: note('one') }, { b: rest(400) }, { c: note('two') }, { d: rest(400) }, { e: note('three') }],
    effects: { one: 1, two: 1, three: 1 },
  },
  loop: {
    tasks: [
      { each: { for: { in: '[range(4)]' }, do: [{ a: note('${ "turn \\($index)" }') }, { b: rest(150) }] } },
    ],
    effects: { 'turn 0': 1, 'turn 1': 1, 'turn 2': 1, 'turn 3': 1 },
  },
  branches: {
    tasks: [
      {
        both: {
          fork: {
            branches: [
              { left: { do: [{ a: note('left') }, { b: rest(500) }, { c: note('left again') }] } },
              { right: runChild },
              { middle: { do: [{ a: rest(250) }, { b: note('middle') }] } },
            ],
          },
        },
      },
      { end: note('joined') },
    ],
    effects: { left: 1, 'left again': 1, child: 1, middle: 1, joined: 1 },
  },
  ear: {
    tasks: [
      { a: note('before') },
      { b: { listen: { to: { one: { with: { type: 'go' } } } } } },
      { c: note('after') },
    ],
    effects: { before: 1, after: 1 },
  },
  tries: {
    tasks: [
      { guard: { try: [{ a: note('refused at first') }, { b: rest(200) }], ...busy } },
      { c: note('tried') },
    ],
    effects: { 'refused at first': 1, tried: 1 },
  },
  family: {
    tasks: [{ a: runChild }, { b: runChild }, { c: note('parent') }],
    effects: { child: 2, parent: 1 },
  },
};
