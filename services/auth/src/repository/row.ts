/** Row is an entity as a query gives it, its columns named as the entity's fields: what is absent is NULL. */
export type Row<T> = { [K in keyof T]: T[K] | null };

/** fromRow reads a row. */
export function fromRow<T>(row: Row<T>): T {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as T;
}

/** firstOf reads the only row of an answer that has one or none. */
export function firstOf<T>({ rows }: { rows: Row<T>[] }): T | undefined {
  return rows[0] === undefined ? undefined : fromRow<T>(rows[0]);
}
