/** The 64-bit prime is 2^40 + 435. */
const PRIME_LOW = 435;

/**
 * FNV-1a over the low bytes of a text, 64 bits as 16 hexadecimal digits: what the published function gives for ASCII.
 * It finds damage, not deceit.
 */
export function fnv1a64(text: string): string {
  let high = 0xcbf29ce4 | 0;
  let low = 0x84222325 | 0;
  for (let at = 0; at < text.length; at += 1) {
    low ^= text.charCodeAt(at) & 0xff;
    // In halves of 16 bits, so that no product leaves 32.
    const first = (low & 0xffff) * PRIME_LOW;
    const second = (low >>> 16) * PRIME_LOW + (first >>> 16);
    high = (Math.imul(high, PRIME_LOW) + (second >>> 16) + (low << 8)) | 0;
    low = ((second & 0xffff) << 16) | (first & 0xffff);
  }
  return [high, low].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}

/** 32 bits of a text: FNV-1a, mixed so that ids that differ in one digit lie far apart. */
export function textHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return mix(hash);
}

/** Settles ties: of a need and an offer by their ids alone, 32 bits. The order of the two counts. */
export function pairHash(needHash: number, offerHash: number): number {
  return mix(Math.imul(needHash, 0x9e3779b1) ^ offerHash);
}

/** The finishing step of MurmurHash3: every bit of the input moves half of the output's. */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
