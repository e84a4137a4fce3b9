// Original file: neighbourhood/auth/v1/api_keys.proto


/**
 * RevokeApiKeyResponse is empty: the key is revoked.
 */
export interface RevokeApiKeyResponse {
}

/**
 * RevokeApiKeyResponse is empty: the key is revoked.
 */
export interface RevokeApiKeyResponse__Output {
}
