import type { NeedDetail, NeedSummary } from '@app/profiles';

/** A need as the API gives it. The fields after `version` are there for who may read the whole of it. */
export type NeedAnswer = Omit<
  NeedSummary,
  'can' | 'owner' | 'adviser' | 'stateWords' | 'nextWords' | 'primaryTheme'
> & {
  readonly theme: string;
  readonly owner: string | null;
  readonly adviser: string | null;
} & Partial<Omit<NeedDetail, keyof NeedSummary>>;

/** Names only: whose key is whose stays inside. */
export function needAnswer(need: NeedSummary | NeedDetail): NeedAnswer {
  // What a person may do is for pages; words for states are the reader's own.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  const { can, owner, adviser, stateWords, nextWords, primaryTheme, ...rest } = need;
  return { ...rest, theme: primaryTheme, owner: owner?.name ?? null, adviser: adviser?.name ?? null };
}
