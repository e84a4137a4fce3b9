import { type JsonObject } from './json.ts';
import { escapeUriValues } from './escape-uri-values.ts';

test.each<[string, JsonObject, JsonObject, JsonObject]>([
  [
    'a template of the author stays one',
    { endpoint: 'https://a.example/{id}' },
    { endpoint: 'https://a.example/{id}' },
    { endpoint: 'https://a.example/{id}' },
  ],
  [
    'the value of an expression is none',
    { endpoint: '${ .next }' },
    { endpoint: 'https://evil.example/{apiKey}' },
    { endpoint: 'https://evil.example/%7BapiKey%7D' },
  ],
  [
    'nor is one inside of a whole endpoint',
    { endpoint: '${ .endpoint }' },
    { endpoint: { uri: 'https://evil.example/{apiKey}' } },
    { endpoint: { uri: 'https://evil.example/%7BapiKey%7D' } },
  ],
  [
    'each URI is looked at for itself',
    {
      document: {
        endpoint: { uri: '${ .a }', authentication: { oauth2: { authority: 'https://id.example/{realm}' } } },
      },
    },
    {
      document: {
        endpoint: {
          uri: 'https://a.example/{x}',
          authentication: { oauth2: { authority: 'https://id.example/{realm}' } },
        },
      },
    },
    {
      document: {
        endpoint: {
          uri: 'https://a.example/%7Bx%7D',
          authentication: { oauth2: { authority: 'https://id.example/{realm}' } },
        },
      },
    },
  ],
  [
    'bodies, arguments and credentials are as they are',
    {
      body: '${ .body }',
      headers: { 'x-a': '${ .a }' },
      endpoint: { uri: 'https://a.example', authentication: '${ .b }' },
    },
    {
      body: { uri: '{hello}', endpoint: { uri: '{x}' } },
      headers: { 'x-a': '{b}' },
      endpoint: { uri: 'https://a.example', authentication: { bearer: { token: '{c}' } } },
    },
    {
      body: { uri: '{hello}', endpoint: { uri: '{x}' } },
      headers: { 'x-a': '{b}' },
      endpoint: { uri: 'https://a.example', authentication: { bearer: { token: '{c}' } } },
    },
  ],
  [
    'the path of a token endpoint is a template, too',
    {
      endpoint: {
        uri: 'https://a.example',
        authentication: { oauth2: { endpoints: { token: '${ .path }' } } },
      },
    },
    { endpoint: { uri: 'https://a.example', authentication: { oauth2: { endpoints: { token: '/{x}' } } } } },
    {
      endpoint: {
        uri: 'https://a.example',
        authentication: { oauth2: { endpoints: { token: '/%7Bx%7D' } } },
      },
    },
  ],
  [
    'a policy that was named stays as its author wrote it',
    { endpoint: { uri: 'https://a.example', authentication: { use: 'mine' } } },
    {
      endpoint: {
        uri: 'https://a.example',
        authentication: { oauth2: { authority: 'https://id.example/{realm}' } },
      },
    },
    {
      endpoint: {
        uri: 'https://a.example',
        authentication: { oauth2: { authority: 'https://id.example/{realm}' } },
      },
    },
  ],
])('%s', (_name, written, evaluated, expected) => {
  expect(escapeUriValues(written, evaluated)).toEqual(expected);
});
