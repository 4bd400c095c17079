import { BadInput, type FieldError } from '@app/kernel';
import { isAddressOrRange } from './address-list.js';
import { CLIENT_SCOPES, type ClientScope } from './client-scopes.js';

export interface ClientToAsk {
  readonly label: string;
  readonly purpose: string;
  readonly scopes: readonly string[];
  /** From which it may call; none: from anywhere. */
  readonly addresses: readonly string[];
  /** From the day its secret is made. */
  readonly days: number;
}

interface ReadClient {
  readonly label: string;
  readonly purpose: string;
  readonly scopes: ClientScope[];
  readonly addresses: string[];
  readonly days: number;
}

const LONGEST_DAYS = 365;
const MOST_ADDRESSES = 20;

/** @throws BadInput naming every fault by its field. */
export function readClient(asked: ClientToAsk): ReadClient {
  const errors: FieldError[] = [];
  const words = (path: 'label' | 'purpose', what: string, most: number): string => {
    const text = asked[path].trim();
    if (text === '') errors.push({ path, message: `Enter ${what}` });
    if ([...text].length > most)
      errors.push({ path, message: `Keep ${what} to ${String(most)} characters or fewer` });
    return text;
  };
  const read = {
    label: words('label', 'what the program is called', 60),
    purpose: words('purpose', 'what it is for', 500),
    scopes: CLIENT_SCOPES.filter((scope) => asked.scopes.includes(scope)),
    addresses: [...new Set(asked.addresses.map((each) => each.trim()).filter((each) => each !== ''))],
    days: asked.days,
  };
  if (read.scopes.length === 0 || read.scopes.length < new Set(asked.scopes).size)
    errors.push({ path: 'scopes', message: 'Choose what it may read' });
  const wrong = read.addresses.find((each) => !isAddressOrRange(each));
  if (wrong !== undefined)
    errors.push({
      path: 'addresses',
      message: `${wrong.slice(0, 50)} is no address: write one like 203.0.113.7, or a range like 203.0.113.0/24`,
    });
  if (read.addresses.length > MOST_ADDRESSES)
    errors.push({ path: 'addresses', message: `Name ${String(MOST_ADDRESSES)} addresses or fewer` });
  if (!Number.isInteger(read.days) || read.days < 1 || read.days > LONGEST_DAYS)
    errors.push({ path: 'days', message: `Enter how many days it may call, 1 to ${String(LONGEST_DAYS)}` });
  if (errors.length > 0) throw new BadInput(errors);
  return read;
}
