// Original file: neighbourhood/integration/v1/providers.proto


/**
 * SetProviderCredentialsResponse is empty: the client is stored.
 */
export interface SetProviderCredentialsResponse {
}

/**
 * SetProviderCredentialsResponse is empty: the client is stored.
 */
export interface SetProviderCredentialsResponse__Output {
}
