/** connectionName is what a run waits for that needs this very connection to be authorised again. */
export function connectionName(id: string): string {
  return `connection ${id}`;
}

/** accountName is what a run waits for that may use any connection of its end user at the provider. */
export function accountName(provider: string, endUserId: string): string {
  return `connection at ${provider} of ${endUserId}`;
}
