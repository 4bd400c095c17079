import { BadInput, type FieldError } from '@app/kernel';

/** @returns what is wrong with the value, as a sentence; null where nothing is. */
export type Field = (value: unknown) => string | null;

export const text: Field = (value) => (typeof value === 'string' ? null : 'Send text');
export const number: Field = (value) => (typeof value === 'number' ? null : 'Send a number');
export const texts: Field = (value) =>
  Array.isArray(value) && value.length <= MOST_ENTRIES && value.every((each) => typeof each === 'string')
    ? null
    : `Send a list of at most ${MOST_ENTRIES} texts`;

/** Numbers by name, like half-days by half-term. */
export const numbers: Field = (value) =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((each) => typeof each === 'number')
    ? null
    : 'Send an object of numbers';
export const yesOrNo: Field = (value) => (typeof value === 'boolean' ? null : 'Send true or false');

export const oneOf =
  (allowed: readonly string[]): Field =>
  (value) =>
    typeof value === 'string' && allowed.includes(value) ? null : `Choose one of: ${allowed.join(', ')}`;

export const someOf =
  (allowed: readonly string[]): Field =>
  (value) =>
    Array.isArray(value) && value.length > 0 && value.every((each) => allowed.includes(each as string))
      ? null
      : `Choose one or more of: ${allowed.join(', ')}`;

/** May be left out, or null. */
export const maybe =
  (field: Field): Field =>
  (value) =>
    value === undefined || value === null ? null : field(value);

const MOST_ENTRIES = 300;

/**
 * A closed type: every property named or refused, none coerced. What a value means is decided by the verb, which reads
 * every field again; here it only gets the shape that the verb's types promise.
 *
 * @throws BadInput naming every fault by its field.
 */
export function readBody<Read>(body: unknown, shape: Readonly<Record<keyof Read & string, Field>>): Read {
  const errors = faultsOf(body, shape, '');
  if (errors.length > 0) throw new BadInput(errors);
  return body as Read;
}

/** The same for an object inside the body. */
export function faultsOf(
  given: unknown,
  shape: Readonly<Record<string, Field>>,
  inside: string,
): FieldError[] {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return [{ path: inside, message: 'Send an object' }];
  const sent = new Map<string, unknown>(Object.entries(given));
  const path = (name: string): string => (inside === '' ? name : `${inside}.${name}`);
  const unknown = [...sent.keys()].filter((name) => !Object.hasOwn(shape, name));
  const errors = unknown
    .slice(0, 20)
    .map((name) => ({ path: path(name).slice(0, 100), message: 'This property is not known' }));
  for (const [name, field] of Object.entries(shape)) {
    const fault = field(sent.get(name));
    if (fault !== null) errors.push({ path: path(name), message: fault });
  }
  return errors;
}
