import { FieldReader } from '@app/profiles';

/**
 * What a browser sent, without the controls that turn the direction of text around: a page that shows answers to check
 * shows what would be stored, and a word cannot pose as another there.
 */
export function asStored(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, tidy(value)]));
}

function tidy(value: unknown): unknown {
  if (typeof value === 'string') return FieldReader.asStored(value);
  return Array.isArray(value) ? value.map(tidy) : value;
}
