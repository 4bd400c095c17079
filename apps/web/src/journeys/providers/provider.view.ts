import type { ProviderQuestion } from '@app/identity';
import type { ProviderName } from '@app/platform';
import { PROVIDER_WORDS } from '../../layout/provider-words.js';

/** What could not be believed, in one wording whatever it was. */
export function refusedView(name: ProviderName): object {
  return { title: 'You were not signed in', words: PROVIDER_WORDS[name], again: `/sign-in/with/${name}` };
}

export function awayView(name: ProviderName): object {
  return { title: `${PROVIDER_WORDS[name]} does not answer`, words: PROVIDER_WORDS[name] };
}

/** Both sides of the link beside each other, and where they differ, that they do. */
export function confirmView(asked: ProviderQuestion): object {
  const words = PROVIDER_WORDS[asked.provider];
  const { organisation, organisationUrn } = asked;
  return {
    ...asked,
    words,
    title: asked.purpose === 'link' ? `Link your account of ${words}?` : `Sign in with ${words} from now on?`,
    there: organisation && withUrn({ name: organisation, urn: organisationUrn }),
    here: asked.schools.map(withUrn),
    action: `/sign-in/with/${asked.provider}/confirm`,
  };
}

const withUrn = ({ name, urn }: { name: string; urn: string | null }): string =>
  urn === null ? name : `${name} (URN ${urn})`;
