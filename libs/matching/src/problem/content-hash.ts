/** Two lanes of 32 bits over every number and text of a value, in the order of its keys. It finds damage, not deceit. */
export function contentHash(...values: readonly unknown[]): string {
  const hash = new Hash();
  for (const value of values) hash.add(value);
  return hash.text();
}

class Hash {
  private one = 0x811c9dc5;
  private two = 0x9e3779b9;

  add(value: unknown): void {
    if (typeof value === 'string') this.addText(value);
    else if (typeof value === 'bigint') this.addText(value.toString(16));
    else if (ArrayBuffer.isView(value)) this.addBytes(value);
    else if (Array.isArray(value)) {
      this.word(value.length);
      for (const each of value) this.add(each);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, each] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) {
        this.addText(key);
        this.add(each);
      }
    } else this.addText(String(value));
  }

  text(): string {
    return [this.one, this.two].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('');
  }

  private word(word: number): void {
    this.one = Math.imul(this.one ^ word, 0x01000193);
    this.one ^= this.one >>> 15;
    this.two = (Math.imul(this.two, 0x85ebca6b) + word) | 0;
    this.two ^= this.two >>> 13;
  }

  private addText(text: string): void {
    this.word(text.length);
    for (let at = 0; at < text.length; at += 1) this.word(text.charCodeAt(at));
  }

  private addBytes({ buffer, byteOffset, byteLength }: ArrayBufferView): void {
    this.word(byteLength);
    const words = byteOffset % 4 === 0 ? byteLength >> 2 : 0;
    const [whole, rest] = [
      new Int32Array(buffer, words === 0 ? 0 : byteOffset, words),
      new Uint8Array(buffer, byteOffset + words * 4, byteLength - words * 4),
    ];
    for (let at = 0; at < words; at += 1) this.word(whole[at] ?? 0);
    for (const byte of rest) this.word(byte);
  }
}
