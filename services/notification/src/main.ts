import { startProcess } from '@neighbourhood/shared/process/start';
import { createAesSecretBox, type WrappingKeys } from '@neighbourhood/shared/sealing/aes-secret-box';
import { startApp, wrappingKeys } from './app.ts';
import { notificationConfig, storeRules } from './infrastructure/config.ts';
import { checkMongoUrl } from './infrastructure/mongo-url.ts';

await startProcess('notification', notificationConfig, async base => {
  const [databaseUrl, box] = await Promise.all([
    base.secret('notification-database', text => {
      checkMongoUrl(text, storeRules(base.config));
      return text;
    }),
    base.secretJson(wrappingKeys, (keys: WrappingKeys) => createAesSecretBox(keys, wrappingKeys)),
  ]);
  const app = await startApp({ ...base, databaseUrl, box });
  base.onStop(() => app.stop());
});
