import type { Resource } from '@app/kernel';

/** Nobody records as adopted what they wrote a word of. */
export function goalResource({ writtenBy }: { readonly writtenBy: readonly string[] }): Resource {
  return { actsBy: { 'policy.draft': [...writtenBy] } };
}
