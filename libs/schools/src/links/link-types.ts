import type { LinkKind } from './school-link.js';

/** What one row says about the school of its `LinkURN`: it came after, before, or the file does not tell which. */
export type Direction = 'after' | 'before' | 'either';

export interface LinkType {
  readonly kind: LinkKind;
  readonly direction: Direction;
}

/** The types of the official links file. New ones are refused by row: silently losing a history would be worse. */
const LINK_TYPES: ReadonlyMap<string, LinkType> = new Map<string, LinkType>([
  ['Successor', { kind: 'successor', direction: 'after' }],
  ['Predecessor', { kind: 'successor', direction: 'before' }],
  ['Successor - merged', { kind: 'merger', direction: 'after' }],
  ['Predecessor - merged', { kind: 'merger', direction: 'before' }],
  ['Successor - amalgamated', { kind: 'merger', direction: 'after' }],
  ['Predecessor - amalgamated', { kind: 'merger', direction: 'before' }],
  ['Result of Amalgamation', { kind: 'merger', direction: 'after' }],
  ['Successor - Split School', { kind: 'split', direction: 'after' }],
  ['Predecessor - Split School', { kind: 'split', direction: 'before' }],
  ['Merged - expansion of school capacity', { kind: 'merger', direction: 'either' }],
  ['Merged - change in age range', { kind: 'merger', direction: 'either' }],
  // Spelt like this by the publisher.
  ['Merged - expansion in school capacity and changer in age range', { kind: 'merger', direction: 'either' }],
  ['Merged - expansion in school capacity and change in age range', { kind: 'merger', direction: 'either' }],
  ['Sixth Form Centre School', { kind: 'other', direction: 'either' }],
  ['Sixth Form Centre Link', { kind: 'other', direction: 'either' }],
  ['Expansion', { kind: 'other', direction: 'either' }],
  ['Closure', { kind: 'other', direction: 'either' }],
  ['Other', { kind: 'other', direction: 'either' }],
]);

export const linkTypeOf = (name: string | null): LinkType | null => LINK_TYPES.get(name ?? '') ?? null;
