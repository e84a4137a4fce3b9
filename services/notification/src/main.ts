import { startProcess } from '@neighbourhood/shared/process/start';
import { startApp } from './app.ts';
import { createAesSecretBox } from './infrastructure/aes-secret-box.ts';
import { notificationConfig } from './infrastructure/config.ts';

await startProcess('notification', notificationConfig, async base => {
  const [databaseUrl, box] = await Promise.all([
    base.secret('notification-database', connectionUrl),
    base.secretJson('notification-wrapping-keys', createAesSecretBox),
  ]);
  const app = await startApp({ ...base, databaseUrl, box });
  base.onStop(() => app.stop());
});

/** The parser's own error would carry the password. */
function connectionUrl(text: string): string {
  if (!URL.canParse(text)) throw new Error('The secret notification-database is not a connection URL');
  return text;
}
