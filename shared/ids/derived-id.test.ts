import { derivedId } from './derived-id.ts';
import { isId, newId } from './typed-id.ts';

describe('a derived id', () => {
  it('is the same for the same names, and well-formed', () => {
    const id = derivedId('wsp', ['acme']);
    expect(derivedId('wsp', ['acme'])).toBe(id);
    expect(isId('wsp', id)).toBe(true);
  });

  it('is the same for ever: others have written it down', () => {
    expect(derivedId('wsp', ['acme'])).toBe('wsp_0000000000fmg8q2gb8rrsgnpr');
    expect(derivedId('con', ['wsp_a', '17'], new Date('2024-05-06T07:08:09.123Z'))).toBe(
      'con_01hx6bpe13en6br5n7rthwp06c',
    );
  });

  it('differs by prefix, by each name and by where names end', () => {
    const ids = [
      derivedId('wsp', ['acme']),
      derivedId('usr', ['acme']),
      derivedId('wsp', ['acme', '']),
      derivedId('wsp', ['ac', 'me']),
      derivedId('wsp', ['acm', 'e']),
      derivedId('wsp', ['acme'], new Date(1)),
    ].map(id => id.slice(4));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('sorts by its time among ids that were made then and now', () => {
    const [old, older] = [new Date('2020-02-02T00:00:00Z'), new Date('2020-01-01T00:00:00Z')];
    const sorted = [
      derivedId('cns', ['z']),
      derivedId('cns', ['z'], older),
      derivedId('cns', ['a'], old),
      newId('cns'),
    ];
    expect(sorted.toSorted()).toEqual(sorted);
  });
});
