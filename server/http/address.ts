import { isIPv6 } from 'node:net'

/**
 * What an address is counted under: itself, or the network of 64 bits it is in (RFC 4291 §2.5.4), of which one machine may take any
 * address and so escape every limit.
 */
export const countedAddress = (ip: string): string => {
  if (!isIPv6(ip) || ip.includes('.')) return ip
  const [before = '', after] = (ip.split('%', 1)[0] ?? '').split('::')
  const groups = (text: string): readonly string[] => (text === '' ? [] : text.split(':'))
  const [first, last] = [groups(before), groups(after ?? '')]
  const all = after === undefined ? first : [...first, ...Array<string>(8 - first.length - last.length).fill('0'), ...last]
  const network = all.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16))
  // This machine's own, not a network.
  return network.every((group) => group === '0') ? ip : `${network.join(':')}::/64`
}
