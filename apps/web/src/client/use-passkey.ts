/// <reference lib="dom" />

interface Known {
  readonly id: string;
}
interface Question {
  readonly challenge: string;
  readonly user?: { readonly id: string };
  readonly allowCredentials?: readonly Known[];
  readonly excludeCredentials?: readonly Known[];
}

/**
 * Opens a form that only a browser with passkeys can fill in: `data-passkey` says where its question comes from. The
 * answer goes into the form's own field and the form to the server, like any other.
 */
export function usePasskey(form: HTMLFormElement): void {
  const [address, said] = [form.dataset['passkey'], form.querySelector('[data-passkey-said]')];
  if (address === undefined || !said || !('PublicKeyCredential' in window)) return;
  form.hidden = false;
  const instead = form.previousElementSibling;
  if (instead instanceof HTMLElement && 'withoutPasskey' in instead.dataset) instead.hidden = true;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    said.textContent = '';
    answer(form, address).then(
      () => {
        form.submit();
      },
      (error: unknown) => {
        said.textContent = sentence(error);
      },
    );
  });
}

async function answer(form: HTMLFormElement, address: string): Promise<void> {
  // By its name alone: the button to which an error about it leads has it as its id.
  const [token, field] = ['_csrf', 'answer'].map((name) =>
    form.querySelector<HTMLInputElement>(`input[name="${name}"]`),
  );
  if (!token || !field) throw new Error();
  const body = new URLSearchParams({ _csrf: token.value });
  const asked = await fetch(address, { method: 'POST', body });
  if (!asked.ok || asked.redirected) throw new Error();
  const question = (await asked.json()) as Question;
  field.value = JSON.stringify(question.user ? await made(question) : await shown(question));
}

async function made(question: Question): Promise<object> {
  const publicKey = forBrowser(question) as unknown as PublicKeyCredentialCreationOptions;
  const key = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
  const given = key.response as AuthenticatorAttestationResponse;
  const transports = 'getTransports' in given ? given.getTransports() : [];
  return {
    id: key.id,
    response: {
      clientDataJSON: text(given.clientDataJSON),
      attestationObject: text(given.attestationObject),
      transports,
    },
  };
}

async function shown(question: Question): Promise<object> {
  const publicKey = forBrowser(question) as unknown as PublicKeyCredentialRequestOptions;
  const key = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
  const given = key.response as AuthenticatorAssertionResponse;
  return {
    id: key.id,
    response: {
      clientDataJSON: text(given.clientDataJSON),
      authenticatorData: text(given.authenticatorData),
      signature: text(given.signature),
      ...(given.userHandle ? { userHandle: text(given.userHandle) } : {}),
    },
  };
}

function forBrowser(question: Question): object {
  const known = (list: readonly Known[] = []): object[] =>
    list.map((each) => ({ ...each, id: bytes(each.id) }));
  return {
    ...question,
    challenge: bytes(question.challenge),
    ...(question.user ? { user: { ...question.user, id: bytes(question.user.id) } } : {}),
    ...(question.allowCredentials ? { allowCredentials: known(question.allowCredentials) } : {}),
    ...(question.excludeCredentials ? { excludeCredentials: known(question.excludeCredentials) } : {}),
  };
}

function sentence(error: unknown): string {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'InvalidStateError') return 'This device has a passkey for you here already.';
  if (name === 'NotAllowedError') return 'No passkey was used. Try again, or go on another way.';
  return 'That did not work. Load this page again and try once more.';
}

const bytes = (coded: string): Uint8Array =>
  Uint8Array.from(atob(coded.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0));

const text = (given: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(given)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '');
