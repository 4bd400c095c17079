/** Whose password it is, and where. */
export interface Surroundings {
  readonly name: string;
  readonly email: string;
  readonly area: string;
  readonly schools: readonly string[];
}

export interface OwnWord {
  /** As it is told to them: `the name of your school`. */
  readonly of: string;
  /** Small letters without accents, spaces or signs. */
  readonly word: string;
}

const PRODUCT = 'trellis';
/** What every other school and area is called as well says nothing about one. */
const SAID_OF_MANY = new Set(
  `academy academies borough catholic centre church college community council county district education england
   federation first girls grammar green high hospital infant infants junior learning lower middle nursery park
   partnership primary saint school schools secondary sixth special street studio technical trust unit upper
   university village voluntary`.split(/\s+/),
);
/** Of a name of many words; of one's own name four are enough. */
const LETTERS_OF_PLACE = 5;
const LETTERS_OF_PERSON = 4;

/** Folded for comparing, never stored: neither case nor accents nor what stands between words makes a difference. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

export function ownWords({ name, email, area, schools }: Surroundings): OwnWord[] {
  const [mailbox = ''] = email.split('@');
  return [
    { of: 'the name of this service', word: PRODUCT },
    ...wordsOf(area, LETTERS_OF_PLACE).map((word) => ({ of: 'the name of your area', word })),
    ...schools
      .flatMap((school) => wordsOf(school, LETTERS_OF_PLACE))
      .map((word) => ({ of: 'the name of your school', word })),
    ...wordsOf(name, LETTERS_OF_PERSON).map((word) => ({ of: 'your own name', word })),
    ...wordsOf(mailbox, LETTERS_OF_PERSON).map((word) => ({ of: 'a part of your e-mail address', word })),
  ];
}

/** The words of a name that tell it from others, and the name as one word. */
function wordsOf(name: string, atLeast: number): string[] {
  const words = name.split(/[^\p{L}\p{N}]+/u).map(folded);
  const telling = words.filter((word) => word.length >= atLeast && !SAID_OF_MANY.has(word));
  const whole = words.join('');
  return [...new Set(whole.length >= atLeast && !SAID_OF_MANY.has(whole) ? [...telling, whole] : telling)];
}
