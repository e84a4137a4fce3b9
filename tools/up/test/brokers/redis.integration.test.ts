import { brokerSuite } from './suite.ts';

brokerSuite('redis', { order: false });
