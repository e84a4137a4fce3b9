// Original file: neighbourhood/integration/v1/providers.proto


/**
 * DeleteProviderResponse is empty: the provider is gone.
 */
export interface DeleteProviderResponse {
}

/**
 * DeleteProviderResponse is empty: the provider is gone.
 */
export interface DeleteProviderResponse__Output {
}
