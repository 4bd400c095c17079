import type { ProviderName } from '@app/platform';

/** What people call them. */
export const PROVIDER_WORDS: Readonly<Record<ProviderName, string>> = {
  dfe: 'DfE Sign-in',
  entra: 'Microsoft',
};

export interface ProviderWay {
  readonly words: string;
  readonly href: string;
}

export const providerWay = (name: ProviderName): Pick<ProviderWay, 'words'> => ({
  words: PROVIDER_WORDS[name],
});

export function waysOf(names: readonly ProviderName[], href: (name: ProviderName) => string): ProviderWay[] {
  return names.map((name) => ({ ...providerWay(name), href: href(name) }));
}
