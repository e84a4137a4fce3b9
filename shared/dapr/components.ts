/** components names every Dapr component once; the files under components/ carry the same names everywhere. */
export const components = {
  pubsub: 'pubsub',
  /** State that is private to each app. */
  state: 'statestore',
  /** State that gateway and auth both see. */
  sharedState: 'sharedstate',
  secrets: 'secretstore',
  configuration: 'configstore',
} as const;
