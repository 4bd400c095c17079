import { BlockList, isIP } from 'node:net';

/** An address, or a range like 203.0.113.0/24. */
export function isAddressOrRange(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const kind = isIP(address);
  if (kind === 0 || more.length > 0) return false;
  return bits === undefined || (/^[0-9]{1,3}$/.test(bits) && Number(bits) <= (kind === 4 ? 32 : 128));
}

/** @param allowed addresses and ranges; none: from anywhere. */
export function mayCallFrom(address: string, allowed: readonly string[]): boolean {
  if (allowed.length === 0) return true;
  const plain = address.replace(/^::ffff:(?=[0-9.]+$)/i, '');
  if (isIP(plain) === 0) return false;
  const list = new BlockList();
  for (const each of allowed) {
    const [start = '', bits] = each.split('/');
    const kind = isIP(start) === 4 ? 'ipv4' : 'ipv6';
    if (bits === undefined) list.addAddress(start, kind);
    else list.addSubnet(start, Number(bits), kind);
  }
  return list.check(plain, isIP(plain) === 4 ? 'ipv4' : 'ipv6');
}
