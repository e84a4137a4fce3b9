import { Server, ServerCredentials, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { HealthImplementation } from 'grpc-health-check';
import { loadOwn, serviceOf } from '../../grpc/protos.ts';

// An app of its own process, to be killed and held: `callee-main.ts PORT`. It says on its output which method was
// called; a call of the provider `never` gets no answer.

const service = 'neighbourhood.consent.v1.ConsentService';
const server = new Server();
const definition = serviceOf(loadOwn(service), service);
const handlers = Object.keys(definition).map(method => [
  method,
  ({ request }: { request: { provider?: string } }, answer: (error: null, response: object) => void) => {
    process.stdout.write(`${method}\n`);
    if (request.provider !== 'never') answer(null, { valid: true });
  },
]);
server.addService(definition, Object.fromEntries(handlers) as UntypedServiceImplementation);
new HealthImplementation({ '': 'SERVING' }).addToServer(server);
server.bindAsync(`127.0.0.1:${process.argv[2] ?? ''}`, ServerCredentials.createInsecure(), error => {
  if (error) throw error;
  process.stdout.write('listening\n');
});
