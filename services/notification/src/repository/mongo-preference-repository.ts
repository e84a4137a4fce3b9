import { type Db } from 'mongodb';
import { type Preferences } from '../domain/preferences.ts';
import { type PreferenceRepository } from '../domain/repositories.ts';
import { fromDoc, rowsOf, toDoc } from './mongo-database.ts';

type Stored = Preferences & { id: string };

function idOf(workspaceId: string, endUserId: string): string {
  return JSON.stringify([workspaceId, endUserId]);
}

/** createMongoPreferenceRepository keeps choices in the collection `preferences`. */
export function createMongoPreferenceRepository(db: Db): PreferenceRepository {
  const rows = rowsOf<Stored>(db, 'preferences');

  return {
    async find(workspaceId, endUserId) {
      const row = await rows.findOne({ _id: idOf(workspaceId, endUserId) });
      if (!row) return undefined;
      const { id: _id, ...preferences } = fromDoc<Stored>(row);
      return preferences;
    },
    async save(preferences) {
      const { _id, ...row } = toDoc({
        id: idOf(preferences.workspaceId, preferences.endUserId),
        ...preferences,
      });
      await rows.replaceOne({ _id }, row, { upsert: true });
    },
  };
}
