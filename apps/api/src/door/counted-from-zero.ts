import { BadInput } from '@app/kernel';

/**
 * Pages count their boxes from 1, programs count from 0: what a verb says about the first of a list is said of `0`.
 *
 * @param lists which paths name one of a list.
 * @param inside where the property stands in the body, if it is not where the verb says.
 */
export async function countedFromZero<Answer>(
  lists: RegExp,
  act: () => Promise<Answer>,
  inside: (path: string) => string = (path) => path,
): Promise<Answer> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    const less = (path: string): string =>
      path.replace(/[.](\d+)/, (_, at: string) => `.${String(Number(at) - 1)}`);
    const errors = error.errors.map(({ path, message }) => ({
      path: lists.test(path) ? inside(less(path)) : path,
      message,
    }));
    throw new BadInput(errors, error.message);
  }
}
