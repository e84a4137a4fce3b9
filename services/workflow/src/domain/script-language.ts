const supported = ['js', 'javascript'];

/** languageProblem says why scripts in a language cannot run, or undefined when they can. */
export function languageProblem(language: string): string | undefined {
  if (supported.includes(language.toLowerCase())) return undefined;
  return `Scripts in "${language}" are not supported by this runtime; ${supported.join(' and ')} are`;
}
