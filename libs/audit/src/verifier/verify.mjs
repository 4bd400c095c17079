#!/usr/bin/env node
// Checks an export of a Trellis audit log against the checkpoints that you keep. One file, Node 20.12 or newer, nothing
// to install; it opens no network, reads no settings and trusts nothing of the service that made the export.
//
//   node verify.mjs export.zip --checkpoint kept.txt [--checkpoint older.txt] [--key kept-key.txt] [--compare other.zip]
//
// Exit: 0 verified, 4 tampered with, 3 unreadable, 2 used wrongly.
import { createPublicKey, hash, verify as verifySignature } from 'node:crypto';
import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const [VERIFIED, WRONG_USE, UNREADABLE, TAMPERED] = [0, 2, 3, 4];
const FORMAT = 'trellis.audit-export/1';
const USE = `node verify.mjs EXPORT [--checkpoint FILE]... [--key FILE] [--compare EXPORT]
  --checkpoint  one that you kept    --key  the public key that you kept    --compare  what somebody else was given\n`;

/** The history is not what it was. */
class Tampered extends Error {}
/** What was handed over cannot be read as an export. */
class Unreadable extends Error {}
const fail = (what) => {
  throw what;
};
const tampered = (what) => fail(new Tampered(what));
const unreadable = (what) => fail(new Unreadable(what));

/** How much is read at once; of one line and of a part that is read whole; of the list of parts. */
const [CHUNK, MOST_LINE, MOST_DIRECTORY] = [1 << 20, 64 << 20, 1 << 20];
const sha256 = (bytes) => hash('sha256', bytes, 'buffer');

// Written into again and again: a new buffer for each hash would cost more than the hash.
let room = Buffer.alloc(1 << 16);
function roomFor(text) {
  if (room.length < 200 + 3 * text.length) room = Buffer.alloc(400 + 6 * text.length);
  return room;
}

function leafOf(text) {
  const bytes = roomFor(text).fill(0, 0, 1);
  return sha256(bytes.subarray(0, 1 + bytes.write(text, 1)));
}

const pair = Buffer.alloc(65, 1);
function nodeOf(left, right) {
  pair.set(left, 1);
  pair.set(right, 33);
  return sha256(pair);
}

/** Roots of complete subtrees alone are kept: the memory is the same for any length. */
class Tree {
  size = 0;
  peaks = [];
  append(leaf) {
    let node = leaf;
    for (let size = this.size; size % 2 === 1; size = (size - 1) / 2) node = nodeOf(this.peaks.pop(), node);
    this.peaks.push(node);
    this.size += 1;
  }
  root() {
    return this.peaks.slice(0, -1).reduceRight((right, left) => nodeOf(left, right), this.peaks.at(-1));
  }
}

function rootFrom(leaf, index, size, proof) {
  let [node, last, root] = [index, size - 1, leaf];
  if (node > last) return null;
  for (const step of proof) {
    if (last === 0) return null;
    if (node % 2 === 1 || node === last) {
      root = nodeOf(step, root);
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)];
    } else root = nodeOf(root, step);
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 ? root : null;
}

const NOTE = /([^\n]+)\n([1-9][0-9]{0,14})\n([A-Za-z0-9+/]{43}=)\n\n— (\S+) ([A-Za-z0-9+/]+=*)(?:\n|$)/g;
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

export function readNotes(text) {
  return [...text.replaceAll('\r\n', '\n').matchAll(NOTE)].map(([, origin, size, root, name, signature]) => ({
    ...{ origin, size: Number(size), root, name },
    signature: Buffer.from(signature, 'base64'),
    text: `${origin}\n${size}\n${root}\n`,
  }));
}

function readKeys(text) {
  return text.split(/\s+/).flatMap((line) => {
    const [, name, id, coded] = /^(\S+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/.exec(line) ?? [];
    if (coded === undefined) return [];
    const raw = Buffer.from(coded, 'base64').subarray(1);
    const known = sha256(Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(1), raw])).subarray(0, 4);
    if (known.toString('hex') !== id) return [];
    const key = createPublicKey({ key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki' });
    return [{ name, id: known, key, line }];
  });
}

/** Of this history, and signed by a key that is known. */
function requireGenuine(note, keys, origin, which) {
  const { size, name, signature, text } = note;
  if (note.origin !== origin)
    tampered(`wrong origin: ${which} of size ${size} is of ${note.origin}, not of ${origin}`);
  const id = signature?.subarray(0, 4);
  const own = keys.filter((key) => key.name === name && key.id.equals(id));
  if (own.some(({ key }) => verifySignature(null, Buffer.from(text), key, signature.subarray(4)))) return;
  tampered(`no known signature: ${which} of size ${size} was not signed by a key you trust`);
}

function readAt(file, from, length) {
  const bytes = Buffer.allocUnsafe(length);
  for (let done = 0; done < length;) {
    const read = readSync(file, bytes, done, length - done, from + done);
    if (read === 0) unreadable('the file is cut short');
    done += read;
  }
  return bytes;
}

function partsOf(file) {
  const size = fstatSync(file).size;
  const tail = readAt(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
  const end = tail.lastIndexOf(Buffer.from('504b0506', 'hex'));
  if (end < 0 || end + 22 > tail.length) unreadable('the file is cut short, or no export');
  if (tail.readUInt32LE(end + 12) > MOST_DIRECTORY) unreadable('it is made of too many parts');
  const directory = readAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const parts = new Map();
  for (let at = 0; at + 46 <= directory.length;) {
    const [of16, of32] = [(n) => directory.readUInt16LE(at + n), (n) => directory.readUInt32LE(at + n)];
    const name = directory.toString('utf8', at + 46, at + 46 + of16(28));
    const [bytes, from] = [of32(24), of32(42)];
    const head = readAt(file, from, 30);
    const asItIs = of32(0) === 0x02014b50 && of16(10) === 0 && of32(20) === bytes;
    if (!asItIs || head.readUInt32LE(0) !== 0x04034b50 || parts.has(name))
      unreadable(`its part ${name} is damaged, or not stored as it is`);
    parts.set(name, { from: from + 30 + head.readUInt16LE(26) + head.readUInt16LE(28), bytes });
    at += 46 + of16(28) + of16(30) + of16(32);
  }
  return parts;
}

function textOf(file, { from, bytes }) {
  if (bytes > MOST_LINE) unreadable('one of its parts is larger than any of ours');
  return readAt(file, from, bytes).toString('utf8');
}

function* linesOf(file, { from, bytes }) {
  const chunk = Buffer.alloc(Math.min(CHUNK, bytes));
  let [rest, length, done] = [[], 0, 0];
  while (done < bytes) {
    const read = readSync(file, chunk, 0, Math.min(chunk.length, bytes - done), from + done);
    if (read === 0) unreadable('the file is cut short');
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0 && end < read; end = chunk.indexOf(10, start)) {
      // Ours end in a line feed alone: a program that turned them into others may have turned more.
      if (end > start && chunk[end - 1] === 13) unreadable('its lines do not end as they were written');
      if (length === 0) yield chunk.utf8Slice(start, end);
      else yield Buffer.concat([...rest, chunk.subarray(start, end)]).toString('utf8');
      [rest, length] = [[], 0];
      start = end + 1;
    }
    if (read > start) rest.push(Buffer.from(chunk.subarray(start, read)));
    length += read - start;
    done += read;
    if (length > MOST_LINE) unreadable('a line is longer than any entry');
  }
  if (length > 0) yield Buffer.concat(rest).toString('utf8');
}

const LABEL = 'trellis.detail/1\0';

/** SHA-256 over label, salt, name, zero byte and value. */
function commitmentOf(salt, name, value) {
  const bytes = roomFor(value);
  let at = bytes.write(LABEL, 0);
  at += bytes.write(salt, at, 'hex');
  at += bytes.write(name, at);
  bytes[at] = 0;
  at += 1 + bytes.write(value, at + 1);
  return hash('sha256', bytes.subarray(0, at), 'hex');
}

function lineOf(bytes, key) {
  const from = bytes.indexOf(`\n${key}=`);
  return from < 0 ? null : bytes.slice(from + key.length + 2, bytes.indexOf('\n', from + 1));
}

/** Each detail that the entry commits to is there and matches, is withheld from who exported, or was erased. */
function checkDetails({ index, bytes, details }, found) {
  const named = lineOf(bytes, 'details');
  const promised = named === null ? [] : named.split(',').map((each) => each.split(':'));
  const given = new Map((details ?? []).map((detail) => [detail.name, detail]));
  for (const [name, commitment] of promised) {
    const detail = given.get(name);
    given.delete(name);
    if (detail?.state === 'withheld') found.withheld += 1;
    else if (detail === undefined || detail.state === 'erased')
      found.erased.push({ index, id: lineOf(bytes, 'id'), name });
    else if (commitmentOf(detail.salt, name, detail.value) !== commitment)
      tampered(`entry ${index}, detail ${name}: does not match its commitment`);
  }
  for (const name of given.keys()) tampered(`entry ${index}, detail ${name}: the entry knows of none`);
}

function parsed(text, isGood, otherwise) {
  try {
    const found = JSON.parse(text);
    if (isGood(found)) return found;
  } catch {
    // said below
  }
  unreadable(otherwise);
}

const isEntry = ({ index, bytes }) =>
  Number.isSafeInteger(index) && (bytes === null || typeof bytes === 'string');
const ERASED = /^audit[.]detail:([0-9a-f-]{36}):([a-z][a-z_.]*)$/;

/** All that one pass over the entries finds out, with memory for checkpoints and erasures alone. */
class Reading {
  tree = new Tree();
  erased = [];
  erasures = new Set();
  matched = 0;
  lastAt = null;
  lines = 0;
  withheld = 0;

  constructor(manifest, claims) {
    Object.assign(this, { manifest, claims });
  }

  /** One entry of a whole export: the next of the tree. */
  next(entry) {
    const expected = this.tree.size;
    if (entry.index !== expected)
      tampered(`entry ${expected}: is not there, ${entry.index} follows (${this.span()})`);
    this.tree.append(this.look(entry));
    for (const claim of this.claims.get(this.tree.size) ?? []) this.hold(claim);
    if (this.claims.has(this.tree.size)) this.matched = this.tree.size;
  }

  /** One entry of a part: its proof leads to the root. */
  prove(entry) {
    const proof = (entry.proof ?? []).map((step) => Buffer.from(step, 'hex'));
    const root = rootFrom(this.look(entry), entry.index, this.manifest.size, proof);
    if (root?.toString('base64') !== this.manifest.root)
      tampered(`entry ${entry.index}: its proof does not lead to the root of size ${this.manifest.size}`);
  }

  look(entry) {
    if (entry.bytes === null && this.manifest.whole && !entry.withheld)
      tampered(`entry ${entry.index}: is gone, its leaf is left (${this.span()})`);
    if (entry.bytes === null) return ((this.withheld += 1), Buffer.from(entry.leaf, 'hex'));
    const leaf = leafOf(entry.bytes);
    if (leaf.toString('hex') !== entry.leaf) tampered(`entry ${entry.index}: bytes do not match their leaf`);
    checkDetails(entry, this);
    if (entry.bytes.includes('\nact=audit.erase\n')) {
      const [, id, name] = ERASED.exec(lineOf(entry.bytes, 'entity') ?? '') ?? [];
      if (id !== undefined) this.erasures.add(`${id}:${name}`);
    }
    this.lastAt = lineOf(entry.bytes, 'at');
    return leaf;
  }

  hold({ note, held, other }) {
    if (this.tree.root().toString('base64') === note.root) return;
    if (other) tampered(`different histories at size ${note.size}`);
    if (held) tampered(`held checkpoint does not match at size ${note.size} (${this.span(note.size)})`);
    tampered(this.span(note.size));
  }

  /** The smallest stretch of history that holds the change. */
  span(to = [...this.claims.keys()].filter((size) => size > this.tree.size).sort((a, b) => a - b)[0]) {
    return `root differs, between sizes ${this.matched} and ${to ?? this.manifest.size}`;
  }

  end() {
    const { size } = this.manifest;
    if (this.tree.size !== size)
      tampered(`${this.span()}: ${this.tree.size} entries are there, and ${size} were signed`);
    for (const { index, id, name } of this.erased)
      if (!this.erasures.has(`${id}:${name}`))
        tampered(`entry ${index}, detail ${name}: gone, no erasure recorded`);
  }
}

/** @returns what was found to be so. @throws Tampered | Unreadable */
export function verifyExport(path, { held = [], keys: trusted = null, others = [] } = {}) {
  if (!existsSync(path)) unreadable(`there is no file ${path}`);
  const file = openSync(path, 'r');
  try {
    const parts = partsOf(file);
    const part = (name) => parts.get(name) ?? unreadable(`${name} is missing`);
    const told = textOf(file, part('manifest.json'));
    const manifest = parsed(told, ({ format }) => format === FORMAT, `no ${FORMAT}`);
    const keys = trusted ?? readKeys(textOf(file, part('keys.txt')));
    const notes = readNotes(textOf(file, part('checkpoints.txt')));
    const origin = trusted?.[0]?.name ?? held[0]?.origin ?? manifest.origin;
    for (const note of held) requireGenuine(note, keys, origin, 'the checkpoint you hold');
    const newest = notes.reduce((most, note) => (note.size > most.size ? note : most), { size: 0 });
    // The older ones only say between which two a change lies: the newest covers all that they cover.
    requireGenuine(newest, keys, origin, 'the newest checkpoint');
    const longest = held.reduce((most, { size }) => Math.max(most, size), 0);
    if (newest.size < longest) tampered(`shorter than the checkpoint you hold (${newest.size} < ${longest})`);
    if (newest.size !== manifest.size || newest.root !== manifest.root)
      tampered(`the export speaks of size ${manifest.size}, its newest checkpoint of ${newest.size}`);
    const known = manifest.whole ? [] : held.filter(({ size }) => size === newest.size);
    for (const { size, root } of known)
      if (root !== newest.root) tampered(`held checkpoint does not match at size ${size}`);
    const reading = new Reading(manifest, claimsOf(notes, held, others, manifest.size));
    for (const line of linesOf(file, part('entries.jsonl'))) {
      const entry = parsed(line, isEntry, `unreadable at line ${(reading.lines += 1)} of entries.jsonl`);
      if (manifest.whole) reading.next(entry);
      else reading.prove(entry);
    }
    const { lines } = reading;
    if (lines !== manifest.entries)
      unreadable(`unreadable at line ${lines + 1}: ${manifest.entries} were promised`);
    if (manifest.whole) reading.end();
    return { manifest, notes, keys, reading };
  } finally {
    closeSync(file);
  }
}

/** What is said of the root at each size: by the reader, by another export, by this one. */
function claimsOf(notes, held, others, size) {
  const claims = new Map();
  const from = (some) => some.map((note) => ({ note, held: some === held, other: some === others }));
  for (const claim of [held, others, notes].flatMap(from))
    if (claim.note.size <= size) claims.set(claim.note.size, [...(claims.get(claim.note.size) ?? []), claim]);
  return claims;
}

function asked(words) {
  try {
    const [one, many] = [{ type: 'string' }, { type: 'string', multiple: true, default: [] }];
    const options = { checkpoint: many, key: one, compare: one };
    const { values, positionals } = parseArgs({ args: words, allowPositionals: true, options });
    return positionals.length === 1 ? { ...values, file: positionals[0] } : null;
  } catch {
    return null;
  }
}

function readAll(paths, read, what) {
  return paths.flatMap((path) => {
    const found = existsSync(path) ? read(readFileSync(path, 'utf8')) : [];
    if (found.length === 0) unreadable(`${path} holds no ${what}`);
    return found;
  });
}

function say({ manifest, keys, reading: { lastAt, lines, withheld } }, held, ownKey) {
  const what = `All ${lines} entries${manifest.whole ? '' : ' of this part'} verified`;
  const size = held.reduce((most, note) => Math.max(most, note.size), 0);
  const rest = manifest.size - size;
  const known =
    size === 0
      ? 'You gave no checkpoint of your own: the export is whole, and may still be another history than last month’s.'
      : !manifest.whole && rest > 0
        ? `A part cannot be held against the first ${size} that you hold a checkpoint of: ask for the whole.`
        : rest === 0
          ? 'It is what the checkpoint you hold says.'
          : `The checkpoint you hold covers the first ${size}; the ${rest} after it could still have been rewritten. Keep a newer one.`;
  const theirs = `The key is the export’s own. Compare it with the one you keep: ${keys[0]?.line ?? 'none'}\n`;
  return `${what}. Size ${manifest.size}, root ${manifest.root}, last entry ${lastAt ?? 'unknown'}.
History of ${manifest.origin}. Withheld from who exported it, and not checked: ${withheld}.
${known}
${ownKey ? '' : theirs}`;
}

export function main(words, { stdout, stderr } = process) {
  const told = asked(words);
  if (told === null) return (stderr.write(USE), WRONG_USE);
  try {
    const held = readAll(told.checkpoint, readNotes, 'checkpoint');
    const keys = told.key === undefined ? null : readAll([told.key], readKeys, 'public key');
    const other = told.compare === undefined ? null : verifyExport(told.compare, { held, keys });
    const found = verifyExport(told.file, { held, keys, others: other?.notes ?? [] });
    // The other was made earlier or later: each is held against the checkpoints of the one that is shorter.
    if (other) verifyExport(told.compare, { held, keys, others: found.notes });
    stdout.write(say(found, held, keys !== null));
    return VERIFIED;
  } catch (error) {
    const isTampered = error instanceof Tampered;
    // What is no Unreadable either was made to break this program: no export of ours.
    (isTampered ? stdout : stderr).write(`${error.message}\n`);
    return isTampered ? TAMPERED : UNREADABLE;
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exitCode = main(process.argv.slice(2));
