import { imagesOf } from './versions.ts';

const rendered = `
      - image: ghcr.io/someone/neighbourhood/auth:0.1.0
        name: app
      - name: app
        image: neighbourhood/gateway
      - image: "localhost:5000/neighbourhood/workflow@sha256:abc"
      - image: redis:7
      - image: ghcr.io/neighbourhood/postgres:18
`;

test('every image of an app becomes that of the version, whatever the overlay calls it', () => {
  expect(imagesOf(rendered, { registry: 'registry.example.com/', tag: '1.2.3' })).toEqual([
    {
      name: 'ghcr.io/someone/neighbourhood/auth',
      newName: 'registry.example.com/neighbourhood/auth',
      newTag: '1.2.3',
    },
    { name: 'neighbourhood/gateway', newName: 'registry.example.com/neighbourhood/gateway', newTag: '1.2.3' },
    {
      name: 'localhost:5000/neighbourhood/workflow',
      newName: 'registry.example.com/neighbourhood/workflow',
      newTag: '1.2.3',
    },
  ]);
});

test('a digest counts more than a tag', () => {
  const digests = { auth: 'sha256:0123' };
  expect(imagesOf(rendered, { registry: '', tag: '1.2.3', digests })[0]).toEqual({
    name: 'ghcr.io/someone/neighbourhood/auth',
    newName: 'neighbourhood/auth',
    digest: 'sha256:0123',
  });
});

test('the images of the servers beside them are left alone', () => {
  const names = imagesOf(rendered, { registry: '', tag: 'x' }).map(({ name }) => name);
  expect(names.join()).not.toMatch(/redis|postgres/);
});
