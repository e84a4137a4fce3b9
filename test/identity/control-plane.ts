import { credentials, status } from '@grpc/grpc-js';
import { type Attempt } from './attempts.ts';
import { credentialsOf } from './certificate.ts';
import { type Victim } from './victim.ts';

/** A string field of a protobuf message. */
const field = (number: number, value: string | Buffer): Buffer => {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([(number << 3) | 2, bytes.length]), bytes]);
};

/** JobMetadata{app_id, namespace, target: {job}}. */
const metadata = (appId: string): Buffer =>
  Buffer.concat([field(1, appId), field(2, 'default'), field(3, field(1, ''))]);

const scheduler = '/dapr.proto.scheduler.v1.Scheduler/';

/** Jobs of another app, and the control plane without a certificate. */
export async function onTheControlPlane(victim: Victim, foreign: string): Promise<Attempt[]> {
  const name = 'spiffe://public/ns/default/notification';
  const as = await credentialsOf(victim.issuer, name);
  const job = victim.client(victim.portOf('scheduler', 'grpc'), as);
  const tryJob = (method: string, body: Buffer): Attempt => ({
    ...{ what: 'notification on a job of consent', client: job, path: `${scheduler}${method}`, body },
    refusedWith: [status.PERMISSION_DENIED],
  });
  const strangers = {
    'in plain text': credentials.createInsecure(),
    'with a certificate of another authority': await credentialsOf(foreign, name),
  };
  const ports = {
    placement: ['/dapr.proto.placement.v1.Placement/ReportDaprStatus'],
    scheduler: [`${scheduler}ScheduleJob`, `${scheduler}WatchHosts`],
  };
  return [
    tryJob(
      'ScheduleJob',
      Buffer.concat([field(1, 'x'), field(2, field(1, '@every 1s')), field(3, metadata('consent'))]),
    ),
    tryJob('DeleteJob', Buffer.concat([field(1, 'reconcile'), field(2, metadata('consent'))])),
    tryJob('GetJob', Buffer.concat([field(1, 'reconcile'), field(2, metadata('consent'))])),
    tryJob('ListJobs', field(1, metadata('consent'))),
    ...Object.entries(strangers).flatMap(([way, stranger]) =>
      Object.entries(ports).flatMap(([server, paths]) =>
        paths.map(path => ({
          what: `${server} ${way}`,
          client: victim.client(victim.portOf(server, 'grpc'), stranger),
          path,
          refusedWith: [status.UNAVAILABLE],
        })),
      ),
    ),
  ];
}
