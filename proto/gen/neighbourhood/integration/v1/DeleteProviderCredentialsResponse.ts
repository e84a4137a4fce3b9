// Original file: neighbourhood/integration/v1/providers.proto


/**
 * DeleteProviderCredentialsResponse is empty: the client is gone.
 */
export interface DeleteProviderCredentialsResponse {
}

/**
 * DeleteProviderCredentialsResponse is empty: the client is gone.
 */
export interface DeleteProviderCredentialsResponse__Output {
}
