import { type z } from 'zod';
import { type PoolClient, type Queryable } from '../database/pool.ts';

/** LegacyKey names a row by the id that it had in the old system; `workspaceId` is '' for what belongs to none. */
export interface LegacyKey {
  workspaceId: string;
  legacyId: string;
}

/** Outcome is what became of a row. `kept`: what it is about was changed on the platform since, and stays so. */
export type Outcome = 'created' | 'updated' | 'unchanged' | 'kept' | 'rejected';

/** Stored is what the database holds of a row that was imported. */
export interface Stored<Row> {
  row: Row;
  /** Whether the platform changed it since. */
  changed: boolean;
}

/** Known names what a legacy id became. */
export interface Known {
  id: string;
  importedAt: Date;
}

/** Taker takes rows within one transaction. It fails with an AppError for a row that cannot be taken. */
export interface Taker<Row> {
  /** Makes what the row describes, and returns its id. */
  create(row: Row, importedAt: Date): Promise<string>;
  /** Brings what was made of an earlier row of the same key to what this row says. */
  update(row: Row, stored: Stored<Row>, importedAt: Date, known: Known): Promise<'updated' | 'kept'>;
}

/** ImportEntity is one kind of thing that a service imports. */
export interface ImportEntity<Row extends object> {
  /** As in the command: `users`. */
  name: string;
  /** Of a row in its normal form: equal rows are equal JSON. Its keys are the columns of a CSV file. */
  schema: z.ZodType<Row> & { shape: Readonly<Record<string, z.ZodType>> };
  keyOf(row: Row): LegacyKey;
  /** Begins with a transaction. */
  taker(client: PoolClient): Taker<Row>;
  /** Reads what is stored under these ids, in the form of rows. */
  stored(db: Queryable, known: readonly Known[]): Promise<Map<string, Stored<Row>>>;
}
