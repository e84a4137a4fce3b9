import { brokerSuite } from './suite.ts';

brokerSuite('rabbitmq', { order: false });
