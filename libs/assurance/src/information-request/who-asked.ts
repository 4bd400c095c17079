/** Letters and digits alone, with one blank between words: `O’Brien, Ann` is `o brien ann`. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLocaleLowerCase('en-GB')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** A text names this person or body, whatever the case, the accents and the stops between. */
export function holdsName(text: string, name: string): boolean {
  const wanted = plain(name);
  return wanted !== '' && ` ${plain(text)} `.includes(` ${wanted} `);
}
