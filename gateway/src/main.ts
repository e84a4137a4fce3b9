import { startProcess } from '@neighbourhood/shared/process/start';
import { gatewayConfig } from './infrastructure/config.ts';
import { startGateway } from './infrastructure/start-gateway.ts';

await startProcess('gateway', gatewayConfig, startGateway);
