import { BlockList, isIP, isIPv4 } from 'node:net';

/** IPv4 blocks that are not public: IANA's special-purpose registry, multicast and what is reserved. */
const notPublic4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];

/** Global unicast is 2000::/3; these blocks of it are not, or carry an IPv4 address inside (Teredo, 6to4). */
const notPublic6 = ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20'];

const private4 = blocks(notPublic4);
const private6 = blocks(notPublic6);
const global6 = blocks(['2000::/3']);
const loopback = blocks(['127.0.0.0/8', '::1/128']);

/** blocks makes a list of CIDR blocks. Throws an Error that names a block that is none. */
export function blocks(cidrs: readonly string[]): BlockList {
  const list = new BlockList();
  for (const cidr of cidrs) {
    const [address = '', bits = ''] = cidr.split('/');
    const family = isIP(address);
    if (family === 0 || !/^\d{1,3}$/.test(bits))
      throw new Error(`${cidr} is not a CIDR block such as 10.0.0.0/8`);
    list.addSubnet(address, Number(bits), family === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}

/** contains tells whether an address is in a list; an IPv4 address inside an IPv6 one counts as IPv4. */
export function contains(list: BlockList, address: string): boolean {
  const plain = unmapped(address);
  return list.check(plain, isIPv4(plain) ? 'ipv4' : 'ipv6');
}

/** isLoopback tells 127/8 and ::1. */
export function isLoopback(address: string): boolean {
  return contains(loopback, address);
}

/** isPublic tells whether an address is reachable for everybody and belongs to nothing of ours. */
export function isPublic(address: string): boolean {
  const plain = unmapped(address);
  if (isIPv4(plain)) return !private4.check(plain, 'ipv4');
  return isIP(plain) === 6 && global6.check(plain, 'ipv6') && !private6.check(plain, 'ipv6');
}

/** unmapped turns ::ffff:a.b.c.d, in any spelling, into a.b.c.d; others stay as they are, without a zone. */
function unmapped(address: string): string {
  const [plain = ''] = address.split('%');
  if (isIP(plain) !== 6) return plain;
  const normal = new URL(`http://[${plain}]`).hostname.slice(1, -1);
  const match = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(normal);
  if (!match) return normal;
  const [high, low] = [parseInt(match[1] ?? '', 16), parseInt(match[2] ?? '', 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
