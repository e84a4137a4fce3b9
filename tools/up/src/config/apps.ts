import { type LiveConfig, liveConfig } from '@neighbourhood/shared/config/live';
import type { z } from 'zod';
import { gatewayConfig } from '../../../../gateway/src/infrastructure/config.ts';
import { authConfig } from '../../../../services/auth/src/infrastructure/config.ts';
import { consentConfig } from '../../../../services/consent/src/infrastructure/config.ts';
import { integrationConfig } from '../../../../services/integration/src/infrastructure/config.ts';
import { notificationConfig } from '../../../../services/notification/src/infrastructure/config.ts';
import { workflowConfig } from '../../../../services/workflow/src/infrastructure/config.ts';

/** schemas are the configuration of each app, by app-id. */
export const schemas: Readonly<Record<string, z.ZodType>> = {
  gateway: gatewayConfig,
  auth: authConfig,
  integration: integrationConfig,
  workflow: workflowConfig,
  consent: consentConfig,
  notification: notificationConfig,
};

/** liveConfigs are the apps' configurations as files and this environment make them, without dynamic values. */
export function liveConfigs(directory: string, env: NodeJS.ProcessEnv): Map<string, LiveConfig<unknown>> {
  return new Map(
    Object.entries(schemas).map(([app, schema]) => [app, liveConfig({ app, schema, directory, env })]),
  );
}
