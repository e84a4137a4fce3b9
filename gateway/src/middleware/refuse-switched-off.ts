import { AppError } from '@neighbourhood/shared/errors/app-error';
import { type Feature, type Route } from '../http/route.ts';

/** refuseSwitchedOff refuses a route whose feature is switched off just now. */
export function refuseSwitchedOff(
  { feature }: Pick<Route, 'feature'>,
  features: Readonly<Record<Feature, boolean>>,
): void {
  if (feature === undefined || features[feature]) return;
  throw new AppError('permissionDenied', 'FEATURE.DISABLED', 'This is switched off at the moment.');
}
