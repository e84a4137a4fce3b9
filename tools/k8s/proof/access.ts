import { type Check, must } from './check.ts';
import { inPod, podOf } from './pods.ts';

/** A call as an app makes it, through its own sidecar and with its token; prints the status of gRPC. */
const call = (target: string, path: string): string => `
  import { connect } from 'node:http2';
  const session = connect('http://127.0.0.1:' + process.env.DAPR_GRPC_PORT);
  const stream = session.request({
    ':method': 'POST', ':path': '${path}', 'content-type': 'application/grpc', te: 'trailers',
    'dapr-app-id': '${target}', 'dapr-stream': 'true', 'dapr-api-token': process.env.DAPR_API_TOKEN,
  });
  const found = {};
  const note = headers => Object.assign(found, { status: headers['grpc-status'] ?? found.status, message: headers['grpc-message'] ?? found.message });
  stream.on('response', note); stream.on('trailers', note);
  stream.on('end', () => { console.log(JSON.stringify(found)); session.close(); });
  stream.resume(); stream.end(Buffer.alloc(5));
  setTimeout(() => process.exit(1), 10000).unref();`;

const permissionDenied = '7';

/** accessControl: the network lets integration reach auth, whose sidecar lets it call what the rules name. */
export const accessControl: Check = {
  name: 'a call that access control does not name is refused by the callee’s sidecar',
  async run() {
    const pod = await podOf('integration');
    const asked = async (target: string, path: string): Promise<{ status?: string; message?: string }> =>
      JSON.parse(await inPod(pod, call(target, path))) as { status?: string; message?: string };
    const allowed = await asked('auth', '/grpc.health.v1.Health/Check');
    must(allowed.status === '0', `integration may ask for the health of auth: ${JSON.stringify(allowed)}`);
    const refused = await asked('auth', '/neighbourhood.auth.v1.AuthService/Login');
    must(
      refused.status === permissionDenied &&
        /access control policy/.test(decodeURIComponent(refused.message ?? '')),
      `integration may not sign users in: ${JSON.stringify(refused)}`,
    );
    return `integration → auth Login: ${decodeURIComponent(refused.message ?? '').slice(0, 120)}`;
  },
};
