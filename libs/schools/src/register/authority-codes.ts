/** Local authorities in England since April 2023, by the Department's three-digit code (always text). */
const CURRENT =
  '201-213 301-320 330-336 340-344 350-359 370-373 380-384 390-394 420 800-803 805-808 810-813 815 816 821-823 825 826 ' +
  '830 831 838-841 845 846 850-852 855-857 860 861 865-874 876-896 908 916 919 921 925 926 929 931 933 935-938 940-943';

/** Ended authorities still met on closed schools and in older editions, with what took their place and when. */
const ENDED: ReadonlyMap<string, { readonly on: string; readonly became: readonly string[] }> = new Map([
  ['820', { on: '2009-04-01', became: ['822', '823'] }], // Bedfordshire
  ['875', { on: '2009-04-01', became: ['895', '896'] }], // Cheshire
  ['835', { on: '2019-04-01', became: ['838', '839'] }], // Dorset: Christchurch went to 839
  ['836', { on: '2019-04-01', became: ['839'] }], // Poole
  ['837', { on: '2019-04-01', became: ['839'] }], // Bournemouth
  ['928', { on: '2021-04-01', became: ['940', '941'] }], // Northamptonshire
  ['909', { on: '2023-04-01', became: ['942', '943'] }], // Cumbria
]);

/** Authorities that ended before 1998, and places outside England that the full register lists. */
const OTHER = '000 001 660-681 700-709 900-907 910-915 917 918 920 922-924 927 930 932 934 939 975';

function expand(ranges: string): string[] {
  return ranges.split(' ').flatMap((range) => {
    const [from, to = from] = range.split('-').map(Number);
    if (from === undefined || to === undefined) return [];
    return Array.from({ length: to - from + 1 }, (_, step) => String(from + step).padStart(3, '0'));
  });
}

/** Given to no authority: the fictional county of the demonstration. */
const FICTIONAL = '999';

const current = new Set(expand(CURRENT));
const known = new Set([...current, ...ENDED.keys(), ...expand(OTHER), FICTIONAL]);

export const isKnownAuthority = (code: string): boolean => known.has(code);

/**
 * Which authorities answer on a day for what an older edition calls `code`: more than one where it was split, when only
 * the school's own row can say which.
 *
 * @param on the day asked about, `yyyy-mm-dd`.
 * @returns the code itself while it was in force; an empty list where the code is unknown.
 */
export function authoritiesOn(code: string, on: string): readonly string[] {
  if (!known.has(code)) return [];
  const ended = ENDED.get(code);
  return ended && on >= ended.on ? ended.became.flatMap((next) => authoritiesOn(next, on)) : [code];
}
