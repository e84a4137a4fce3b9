import type { Provider } from '../../services/integration/src/domain/provider.ts';

const schemes = {
  oauth2: 'OAuth 2.0',
  clientCredentials: 'client credentials',
  keyPair: 'key pair',
  apiKey: 'API key',
  basic: 'HTTP Basic',
} as const;

/** overview is the table of all providers, as Markdown. */
export function overview(providers: readonly Provider[]): string {
  const rows = providers.map(({ id, name, docsUrl, category, auth, webhooks, actions }) =>
    [
      `[${name}](${docsUrl})`,
      `\`${id}\``,
      category,
      schemes[auth.type],
      webhooks ? 'yes' : '',
      actions.map(action => `\`${action.id}\``).join(', '),
    ].join(' | '),
  );
  const actions = providers.reduce((sum, provider) => sum + provider.actions.length, 0);
  return `# The catalogue

${providers.length} providers with ${actions} actions, made by \`make catalogue\` from \`services/integration/catalogue/\`. How to add one: [adding-a-provider.md](adding-a-provider.md).

| provider | id | category | connects by | webhooks | actions |
|---|---|---|---|---|---|
${rows.map(row => `| ${row} |`).join('\n')}
`;
}
