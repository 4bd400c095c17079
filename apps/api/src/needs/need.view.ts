import type { NeedDetail, NeedSummary } from '@app/profiles';

/** A need as the API gives it. The fields after `version` are there for who may read the whole of it. */
export type NeedAnswer = Omit<
  NeedSummary,
  'can' | 'owner' | 'adviser' | 'cover' | 'stateWords' | 'nextWords' | 'primaryTheme'
> & {
  readonly theme: string;
  readonly owner: string | null;
  readonly adviser: string | null;
  readonly cover: string | null;
} & Partial<Omit<NeedDetail, keyof NeedSummary>>;

/** Names only: whose key is whose stays inside. */
export function needAnswer(need: NeedSummary | NeedDetail): NeedAnswer {
  // What a person may do is for pages; words for states are the reader's own.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  const { can, owner, adviser, cover, stateWords, nextWords, primaryTheme, ...rest } = need;
  const names = { owner: owner?.name ?? null, adviser: adviser?.name ?? null, cover: cover?.name ?? null };
  return { ...rest, theme: primaryTheme, ...names };
}
