import { expect, it } from 'vitest'
import { countedAddress } from './address.ts'

it.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '::ffff:192.0.2.7'],
  ['::1', '::1'],
  ['2001:db8:0:42:1:2:3:4', '2001:db8:0:42::/64'],
  ['2001:db8:0:42::9', '2001:db8:0:42::/64'],
  ['2001:0DB8::42:0:0:0:9', '2001:db8:0:42::/64'],
  ['2001:db8::9', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('%s is counted under %s', (ip, counted) => {
  expect(countedAddress(ip)).toBe(counted)
})
