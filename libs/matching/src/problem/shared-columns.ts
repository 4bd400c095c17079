/** The same columns in memory that threads share, so that giving them to one copies nothing. */
export function shareColumns<Columns>(columns: Columns): Columns {
  return shared(columns) as Columns;
}

function shared(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    const memory = new SharedArrayBuffer(bytes.length);
    new Uint8Array(memory).set(bytes);
    const Kind = value.constructor as new (memory: SharedArrayBuffer) => ArrayBufferView;
    return new Kind(memory);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shared(each)]));
}
