import { AppError } from '@neighbourhood/shared/errors/app-error';
import { type Step } from '../http/state.ts';

/** requireClientCertificate refuses callers without one of the known authorities; health checks need none. */
export const requireClientCertificate: Step = async (context, next) => {
  const { socket } = context.req;
  const authorized = 'authorized' in socket && socket.authorized === true;
  if (!authorized && !context.path.startsWith('/health/'))
    throw new AppError(
      'unauthenticated',
      'AUTH.CLIENT_CERTIFICATE_REQUIRED',
      'This gateway takes calls with a client certificate of an authority that it knows only.',
    );
  await next();
};
