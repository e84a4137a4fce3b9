import { startProcess } from '@neighbourhood/shared/process/start';
import { startApp } from './app.ts';
import { createAesSecretBox } from './infrastructure/aes-secret-box.ts';
import { notificationConfig, storeRules } from './infrastructure/config.ts';
import { checkMongoUrl } from './infrastructure/mongo-url.ts';

await startProcess('notification', notificationConfig, async base => {
  const [databaseUrl, box] = await Promise.all([
    base.secret('notification-database', text => {
      checkMongoUrl(text, storeRules(base.config));
      return text;
    }),
    base.secretJson('notification-wrapping-keys', createAesSecretBox),
  ]);
  const app = await startApp({ ...base, databaseUrl, box });
  base.onStop(() => app.stop());
});
