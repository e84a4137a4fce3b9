import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Policy {
  appId: string;
  namespace: string;
  trustDomain: string;
  defaultAction: string;
  operations: { name: string; action: string }[];
}

/** AccessControl is what components/access-control says of one app. */
export interface AccessControl {
  defaultAction: string;
  trustDomain: string;
  policies?: Policy[];
}

/** accessControlOf reads the file of an app. */
export function accessControlOf(app: string): AccessControl {
  const file = new URL(`../../components/access-control/${app}.yaml`, import.meta.url);
  const { spec } = parse(readFileSync(file, 'utf8')) as { spec: { accessControl: AccessControl } };
  return spec.accessControl;
}

/** allowed are the methods of one app that another may call. */
export function allowed(callee: string, caller: string): string[] {
  const policy = accessControlOf(callee).policies?.find(({ appId }) => appId === caller);
  return policy?.operations.filter(({ action }) => action === 'allow').map(({ name }) => name) ?? [];
}
