/**
 * `make kube-local`: the whole platform in the cluster of KUBECONFIG, by the overlay `local` or the one in OVERLAY that
 * is made of it; BROKER=rabbitmq puts RabbitMQ in the place of Redis Streams; APPS=none stops before the apps, which Tilt builds and applies. May be repeated: nothing that is there
 * is made anew, and a Vault that was restarted is unsealed.
 */
import { Failure } from '../../up/src/process/failure.ts';
import { localOverlay } from '../places.ts';
import { start, startStores } from './start.ts';

const say = (line: string): void => {
  console.log(line);
};
const { OVERLAY = localOverlay, APPS } = process.env;

try {
  await (APPS === 'none' ? startStores(say) : start(OVERLAY, say));
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
