// Original file: neighbourhood/notification/v1/webhooks.proto


/**
 * DeleteWebhookResponse is empty: the endpoint is gone.
 */
export interface DeleteWebhookResponse {
}

/**
 * DeleteWebhookResponse is empty: the endpoint is gone.
 */
export interface DeleteWebhookResponse__Output {
}
