/**
 * Markup that is safe to print as it stands, because code of ours made it and escaped every text in it. Nothing else
 * becomes markup: the template filter `markup` refuses whatever is not of this class, at run time too.
 */
export class SafeHtml {
  readonly #markup: string;

  private constructor(markup: string) {
    this.#markup = markup;
  }

  toString(): string {
    return this.#markup;
  }

  /** For the tag below alone. */
  static fromParts(parts: readonly string[], texts: readonly Piece[]): SafeHtml {
    return new SafeHtml(parts.reduce((all, part, at) => all + escapePiece(texts[at - 1] ?? '') + part));
  }
}

export type Piece = string | number | SafeHtml | readonly SafeHtml[];

/** `` markup`<title>${name}</title>` ``: the text between is ours, whatever is put in is escaped. */
export function markup(parts: TemplateStringsArray, ...texts: Piece[]): SafeHtml {
  return SafeHtml.fromParts(parts, texts);
}

function escapePiece(piece: Piece): string {
  if (piece instanceof SafeHtml) return piece.toString();
  if (typeof piece === 'number') return String(Math.round(piece * 100) / 100);
  if (typeof piece === 'string') return escapeText(piece);
  return piece.map(String).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
