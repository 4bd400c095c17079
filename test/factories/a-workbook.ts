import { crc32, deflateRawSync } from 'node:zlib';
import { CFB } from '@e965/xlsx';

export interface Lies {
  readonly sizeSaid?: number;
  readonly encrypted?: boolean;
  readonly link?: boolean;
  readonly crc?: number;
}

/** The workbook with other parts in it; the lies are told of these alone. */
export function repacked(bytes: Uint8Array, more: Readonly<Record<string, string>>, lies: Lies = {}): Buffer {
  const honest = partsOf(bytes)
    .filter(([name]) => !(name in more))
    .map(([name, part]) => entry(name, part, {}));
  const all = [
    ...honest,
    ...Object.entries(more).map(([name, part]) => entry(name, Buffer.from(part), lies)),
  ];
  const [locals, heads] = [[] as Buffer[], [] as Buffer[]];
  let at = 0;
  for (const { local, head } of all) {
    head.writeUInt32LE(at, 42);
    locals.push(local);
    heads.push(head);
    at += local.length;
  }
  const directory = Buffer.concat(heads);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(all.length, 8);
  end.writeUInt16LE(all.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}

/** The library declares no types for it. */
const ARCHIVES = CFB as {
  read(
    bytes: Buffer,
    how: { readonly type: 'buffer' },
  ): {
    readonly FullPaths: readonly string[];
    readonly FileIndex: readonly { readonly content?: Uint8Array }[];
  };
};

function partsOf(bytes: Uint8Array): [string, Buffer][] {
  const { FullPaths, FileIndex } = ARCHIVES.read(Buffer.from(bytes), { type: 'buffer' });
  return FullPaths.flatMap((path, at): [string, Buffer][] => {
    const content = FileIndex[at]?.content;
    const name = path.replace(/^Root Entry\//, '');
    return content === undefined || name === '' || name.endsWith('/') ? [] : [[name, Buffer.from(content)]];
  });
}

function entry(name: string, part: Buffer, lies: Lies): { local: Buffer; head: Buffer } {
  const [packed, called] = [deflateRawSync(part), Buffer.from(name)];
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(lies.encrypted ? 1 : 0, 2);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(lies.crc ?? crc32(part), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(lies.sizeSaid ?? part.length, 18);
  common.writeUInt16LE(called.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, called, packed]);
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  common.copy(head, 6);
  head.writeUInt32LE(lies.link ? (0o120777 << 16) >>> 0 : 0, 38);
  return { local, head: Buffer.concat([head, called]) };
}
