// Original file: neighbourhood/integration/v1/providers.proto

import type { AuthType as _neighbourhood_integration_v1_AuthType, AuthType__Output as _neighbourhood_integration_v1_AuthType__Output } from '../../../neighbourhood/integration/v1/AuthType.ts';
import type { Action as _neighbourhood_integration_v1_Action, Action__Output as _neighbourhood_integration_v1_Action__Output } from '../../../neighbourhood/integration/v1/Action.ts';
import type { ProviderRateLimit as _neighbourhood_integration_v1_ProviderRateLimit, ProviderRateLimit__Output as _neighbourhood_integration_v1_ProviderRateLimit__Output } from '../../../neighbourhood/integration/v1/ProviderRateLimit.ts';
import type { ConnectionField as _neighbourhood_integration_v1_ConnectionField, ConnectionField__Output as _neighbourhood_integration_v1_ConnectionField__Output } from '../../../neighbourhood/integration/v1/ConnectionField.ts';
import type { ClientOwner as _neighbourhood_integration_v1_ClientOwner, ClientOwner__Output as _neighbourhood_integration_v1_ClientOwner__Output } from '../../../neighbourhood/integration/v1/ClientOwner.ts';

/**
 * Provider is an entry of the catalogue.
 */
export interface Provider {
  /**
   * Kebab-case, as `google-drive`.
   */
  'id'?: (string);
  /**
   * Name for people.
   */
  'name'?: (string);
  /**
   * What it is.
   */
  'description'?: (string);
  /**
   * Kebab-case, as `communication` or `project-management`.
   */
  'category'?: (string);
  /**
   * How connections authenticate.
   */
  'authType'?: (_neighbourhood_integration_v1_AuthType);
  /**
   * Default scopes of a connection.
   */
  'scopes'?: (string)[];
  /**
   * What it can do.
   */
  'actions'?: (_neighbourhood_integration_v1_Action)[];
  /**
   * Its limit; absent when none is known.
   */
  'rateLimit'?: (_neighbourhood_integration_v1_ProviderRateLimit | null);
  /**
   * The provider's own documentation.
   */
  'docsUrl'?: (string);
  /**
   * Whether connections and actions are possible now.
   */
  'enabled'?: (boolean);
  /**
   * What a connection needs besides OAuth.
   */
  'connectionFields'?: (_neighbourhood_integration_v1_ConnectionField)[];
  /**
   * How its webhooks are proven, as `hmac`, `ed25519`, `token`, `basic`, `standardWebhooks`; empty where it has none.
   */
  'webhookSignature'?: (string);
  /**
   * Whose OAuth client new connections are made with.
   */
  'client'?: (_neighbourhood_integration_v1_ClientOwner);
  /**
   * Whether the workspace registered it itself.
   */
  'own'?: (boolean);
  /**
   * Query parameter of the address in which its webhooks bring their secret along; empty where none does.
   */
  'webhookQuery'?: (string);
}

/**
 * Provider is an entry of the catalogue.
 */
export interface Provider__Output {
  /**
   * Kebab-case, as `google-drive`.
   */
  'id': (string);
  /**
   * Name for people.
   */
  'name': (string);
  /**
   * What it is.
   */
  'description': (string);
  /**
   * Kebab-case, as `communication` or `project-management`.
   */
  'category': (string);
  /**
   * How connections authenticate.
   */
  'authType': (_neighbourhood_integration_v1_AuthType__Output);
  /**
   * Default scopes of a connection.
   */
  'scopes': (string)[];
  /**
   * What it can do.
   */
  'actions': (_neighbourhood_integration_v1_Action__Output)[];
  /**
   * Its limit; absent when none is known.
   */
  'rateLimit': (_neighbourhood_integration_v1_ProviderRateLimit__Output | null);
  /**
   * The provider's own documentation.
   */
  'docsUrl': (string);
  /**
   * Whether connections and actions are possible now.
   */
  'enabled': (boolean);
  /**
   * What a connection needs besides OAuth.
   */
  'connectionFields': (_neighbourhood_integration_v1_ConnectionField__Output)[];
  /**
   * How its webhooks are proven, as `hmac`, `ed25519`, `token`, `basic`, `standardWebhooks`; empty where it has none.
   */
  'webhookSignature': (string);
  /**
   * Whose OAuth client new connections are made with.
   */
  'client': (_neighbourhood_integration_v1_ClientOwner__Output);
  /**
   * Whether the workspace registered it itself.
   */
  'own': (boolean);
  /**
   * Query parameter of the address in which its webhooks bring their secret along; empty where none does.
   */
  'webhookQuery': (string);
}
