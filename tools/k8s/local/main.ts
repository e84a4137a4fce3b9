/**
 * `make kube-local`: the whole platform in the cluster of KUBECONFIG, by the overlay `local` or the one in OVERLAY that
 * is made of it. May be repeated: nothing that is there is made anew, and a Vault that was restarted is unsealed.
 */
import { Failure } from '../../up/src/process/failure.ts';
import { start } from './start.ts';

try {
  await start(process.env['OVERLAY'] ?? 'k8s/overlays/local', line => {
    console.log(line);
  });
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
