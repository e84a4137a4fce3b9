import { brokerSuite } from './suite.ts';

brokerSuite('kafka', { order: true });
