import type { FactorsView, PasskeyView, ProviderLinkView } from '@app/identity';
import type { ProviderName } from '@app/platform';
import { providerWay, waysOf, type ProviderWay } from '../../layout/provider-words.js';
import { qrPicture, type QrPicture } from './qr-picture.js';

interface ToTake {
  readonly uri: string;
  readonly text: string;
}

/** The picture that an app reads, and the same as text. */
export function appView({ uri, text }: ToTake): { picture: QrPicture; key: string } {
  return { picture: qrPicture(uri), key: text };
}

/** The step after the password: what this person may show. */
export function factorView(codes: boolean, passkey: boolean): object {
  return { title: codes && !passkey ? 'Enter your code' : 'Show that it is you', codes, passkey };
}

export interface OwnFactorsPage {
  readonly title: string;
  readonly appSince: Date | null;
  readonly codesLeft: number;
  /** Fewer than this, and it is time for new ones. */
  readonly fewCodes: boolean;
  /** Everybody here needs a second step: the last one stays. */
  readonly mustHave: boolean;
  readonly passkeys: readonly PasskeyView[];
}

const FEW = 3;

export function ownFactorsPage(
  { appSince, codesLeft }: FactorsView,
  passkeys: readonly PasskeyView[],
  mustHave: boolean,
): OwnFactorsPage {
  return { title: 'How you sign in', appSince, codesLeft, fewCodes: codesLeft < FEW, mustHave, passkeys };
}

/** Accounts of theirs elsewhere, and where one could still be linked: one at each provider. */
export function ownLinks(
  links: readonly ProviderLinkView[],
  offered: readonly ProviderName[],
): { links: readonly object[]; ways: readonly ProviderWay[] } {
  const free = offered.filter((name) => !links.some(({ provider }) => provider === name));
  return {
    links: links.map((link) => ({ ...link, ...providerWay(link.provider) })),
    ways: waysOf(free, (name) => `/me/sign-in/with/${name}`),
  };
}
