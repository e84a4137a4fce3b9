import protobuf from 'protobufjs';
import { loaderOptions } from './protos.ts';
import { fromStruct, fromTimestamp, fromValue, toStruct, toTimestamp, toValue } from './wire.ts';

test.each(['2026-01-02T03:04:05.678Z', '1970-01-01T00:00:00.000Z', '1969-12-31T23:59:59.999Z'])(
  'the time %s survives, to the millisecond',
  text => {
    const { seconds, nanos } = toTimestamp(new Date(text));
    expect(nanos).toBeGreaterThanOrEqual(0);
    expect(nanos).toBeLessThan(1_000_000_000);
    expect(fromTimestamp({ seconds, nanos })?.toISOString()).toBe(text);
  },
);

test('an absent time stays absent', () => {
  expect(toTimestamp(undefined)).toBeNull();
  expect(toTimestamp(null)).toBeNull();
  expect(fromTimestamp(null)).toBeUndefined();
  expect(fromTimestamp(undefined)).toBeUndefined();
});

/** Sends a message through its bytes, as a call does. */
const throughTheWire = (type: string, message: object) => {
  const found = protobuf.Root.fromJSON(protobuf.common.get('google/protobuf/struct.proto')!).lookupType(type);
  const bytes = found.encode(found.fromObject(message)).finish();
  return found.toObject(found.decode(bytes), { ...loaderOptions, longs: Number, enums: String }) as never;
};

test.each([
  [null],
  [true],
  [false],
  [0],
  [-1.5],
  [1e300],
  [''],
  ['ünïcödé 🎉'],
  [[]],
  [{}],
  [[1, [2, [null]]]],
  [{ a: { b: [{ c: null }] }, '': '', 'with.dot': 1 }],
])('JSON %j survives the wire', json => {
  expect(fromValue(throughTheWire('google.protobuf.Value', toValue(json)))).toEqual(json);
});

test('an object survives the wire as a Struct; what is undefined is left out, a date is its text', () => {
  const when = new Date(0);
  const struct = toStruct({ a: 1, nothing: undefined, when });
  expect(fromStruct(throughTheWire('google.protobuf.Struct', struct))).toEqual({
    a: 1,
    when: when.toISOString(),
  });
});

test('absent values read as null and {}', () => {
  expect(fromValue(null)).toBeNull();
  expect(fromValue(undefined)).toBeNull();
  expect(fromStruct(null)).toEqual({});
});
