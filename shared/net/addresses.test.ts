import { blocks, contains, isLoopback, isPublic } from './addresses.ts';

test.each([
  '1.1.1.1',
  '8.8.8.8',
  '93.184.216.34',
  '100.63.255.255',
  '100.128.0.0',
  '172.15.255.255',
  '172.32.0.0',
  '192.167.255.255',
  '223.255.255.255',
  '::ffff:8.8.8.8',
  '2606:4700:4700::1111',
  '2a00:1450:4001:830::200e',
])('%s is public', address => {
  expect(isPublic(address)).toBe(true);
});

test.each([
  '0.0.0.0',
  '10.0.0.1',
  '100.64.0.1',
  '100.127.255.255',
  '127.0.0.1',
  '127.255.255.255',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.1.1',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
])('%s is a special-purpose IPv4 address', address => {
  expect(isPublic(address)).toBe(false);
});

test.each([
  '::',
  '::1',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '0:0:0:0:0:ffff:10.0.0.1',
  '::ffff:169.254.169.254',
  '::ffff:0:8.8.8.8',
  '64:ff9b::8.8.8.8',
  '64:ff9b:1::1',
  '100::1',
  '2001::1',
  '2001:0:4136:e378:8000:63bf:3fff:fdd2',
  '2001:10::1',
  '2001:20::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '2002:808:808::1',
  '3fff::1',
  '5f00::1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
])('%s is an IPv6 address that is not public', address => {
  expect(isPublic(address)).toBe(false);
});

test('what is no address is not public', () => {
  for (const text of ['', 'localhost', '1.2.3', '1.2.3.4.5', '::g']) expect(isPublic(text)).toBe(false);
});

test('loopback is 127/8 and ::1, mapped ones too', () => {
  for (const address of ['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])
    expect(isLoopback(address)).toBe(true);
  for (const address of ['128.0.0.1', '::2', '10.0.0.1']) expect(isLoopback(address)).toBe(false);
});

test('a list contains the addresses of its blocks, in either spelling', () => {
  const list = blocks(['10.1.0.0/16', 'fd00::/8']);
  for (const address of ['10.1.2.3', '::ffff:10.1.2.3', 'fd12::1'])
    expect(contains(list, address)).toBe(true);
  for (const address of ['10.2.0.1', 'fe80::1']) expect(contains(list, address)).toBe(false);
});

test.each(['10.0.0.0', 'example.com/8', '10.0.0.0/x', ''])('%p is refused as a block', cidr => {
  expect(() => blocks([cidr])).toThrow('is not a CIDR block');
});
