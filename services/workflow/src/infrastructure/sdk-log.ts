import { type Log } from '@neighbourhood/shared/call/call';
import { ConsoleLoggerService } from './dapr-sdk.ts';

/**
 * routeSdkLogs sends what the Dapr SDK prints to our log, the chatter at debug level. The workflow part of the
 * SDK takes no logger of its own: it always uses the console one, so that is what changes.
 */
export function routeSdkLogs(log: Log): void {
  const quiet = (message: unknown) => log.debug({}, String(message));
  const prototype = ConsoleLoggerService.prototype;
  prototype.debug = quiet;
  prototype.verbose = quiet;
  prototype.info = quiet;
  prototype.warn = (message: unknown) => log.warn({}, String(message));
  prototype.error = (message: unknown, ...more: unknown[]) => {
    const err = more.find(each => each instanceof Error);
    log.error(err ? { err } : {}, String(message));
  };
}
