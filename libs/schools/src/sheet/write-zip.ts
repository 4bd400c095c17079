import { crc32, deflateRawSync } from 'node:zlib';

/** 1 January 1980, the first day that a zip knows: the same parts are the same bytes whenever they are written. */
const DAY = 0x21;
const [STORED, DEFLATED] = [0, 8];

/** A zip of these parts in their order; the first is stored as it is, which is how OpenDocument files say what they are. */
export function writeZip(parts: readonly (readonly [name: string, text: string])[]): Buffer {
  const [files, directory] = [[] as Buffer[], [] as Buffer[]];
  let at = 0;
  parts.forEach(([name, text], n) => {
    const [called, plain] = [Buffer.from(name), Buffer.from(text)];
    const packed = n === 0 ? plain : deflateRawSync(plain);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(n === 0 ? STORED : DEFLATED, 4);
    common.writeUInt16LE(DAY, 8);
    common.writeUInt32LE(crc32(plain), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(plain.length, 18);
    common.writeUInt16LE(called.length, 22);
    files.push(Buffer.from('PK\x03\x04', 'latin1'), common, called, packed);
    const entry = Buffer.alloc(46);
    entry.write('PK\x01\x02', 'latin1');
    entry.writeUInt16LE(20, 4);
    common.copy(entry, 6);
    entry.writeUInt32LE(at, 42);
    directory.push(entry, called);
    at += 30 + called.length + packed.length;
  });
  const head = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(head.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, head, end]);
}
