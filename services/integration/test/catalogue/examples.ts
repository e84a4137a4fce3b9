import { z } from 'zod';

const texts = z.record(z.string(), z.coerce.string());
const anything = z.unknown();

/** examplesSchema is the schema of `catalogue/examples/<id>.yaml`: what a provider answers, and what it must have been asked. */
export const examplesSchema = z.strictObject({
  /** Against what methods, paths and fields were checked. */
  source: z.string().min(1),
  /** What a caller gives for a connection. */
  connect: z.strictObject({ params: texts.default({}), credentials: texts.default({}) }).prefault({}),
  /** What the token answer holds besides the tokens. */
  token: z.record(z.string(), anything).default({}),
  /** What the browser brings back besides code and state. */
  callback: texts.default({}),
  /** Answer to the account's request, or to `verify`. */
  account: anything.optional(),
  /** Answers to the requests of parameters that are found, by their ids. */
  from: z.record(z.string(), anything).default({}),
  expect: z
    .strictObject({
      account: z.strictObject({ id: z.string(), name: z.string().optional() }).optional(),
      params: texts.default({}),
    })
    .prefault({}),
  actions: z.record(
    z.string(),
    z.strictObject({
      input: z.record(z.string(), anything),
      /** Path below the base URL. */
      path: z.string().startsWith('/'),
      /** The body, or for requests without one the query. */
      sends: anything.optional(),
      query: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
      headers: texts.optional(),
      status: z.int().optional(),
      answer: anything.optional(),
      answerHeaders: texts.default({}),
      gives: anything.optional(),
    }),
  ),
  webhook: z
    .strictObject({
      headers: texts.default({}),
      query: texts.default({}),
      body: z.string(),
      gives: z.record(z.string(), anything),
    })
    .optional(),
});

/** Examples as they are read. */
export type Examples = z.output<typeof examplesSchema>;
