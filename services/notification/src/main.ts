import { startProcess } from '@neighbourhood/shared/process/start';
import { startApp } from './app.ts';
import { type WrappingKeys } from './infrastructure/aes-secret-box.ts';
import { notificationConfig } from './infrastructure/config.ts';

await startProcess('notification', notificationConfig, async base => {
  const [databaseUrl, wrappingKeys] = await Promise.all([
    base.sidecar.secret('notification-database'),
    base.secretJson<WrappingKeys>('notification-wrapping-keys'),
  ]);
  const app = await startApp({ ...base, databaseUrl, wrappingKeys });
  base.onStop(() => app.stop());
});
