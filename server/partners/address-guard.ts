import { type LookupAddress, promises as dns } from 'node:dns'
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/**
 * Addresses that partners give this server to call. None may lead into the network that the server stands in: the name is resolved
 * once, what it resolves to is judged, and the connection goes there and nowhere else, whatever the name answers later.
 */

export type AddressRefusal =
  /** No address, one that carries a name and a password, or too long. */
  | 'adresse-illisible'
  /** Not https (nor http where that is allowed). */
  | 'adresse-protocole'
  /** Its name does not resolve: a failure that may pass. */
  | 'adresse-introuvable'
  /** This machine, a private network, a service of the host, or an address that is nobody’s. */
  | 'adresse-privee'

export class AddressRefused extends Error {
  readonly code: AddressRefusal
  constructor(code: AddressRefusal) {
    super(code)
    this.name = 'AddressRefused'
    this.code = code
  }
}

const LONGEST = 2048

/** IPv4 that is not somebody’s on the open network: IANA special-purpose registry, multicast, reserved. */
const CLOSED_V4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  // A hosting provider’s own service, on an address that looks like anybody’s.
  ['168.63.129.16', 32],
]

/** Of what is given out in IPv6 (2000::/3), what leads elsewhere: tunnels to IPv4, special purposes, documentation. */
const CLOSED_V6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]

const listOf = (subnets: readonly (readonly [string, number])[], family: 'ipv4' | 'ipv6'): BlockList => {
  const list = new BlockList()
  for (const [net, bits] of subnets) list.addSubnet(net, bits, family)
  return list
}
const closedV4 = listOf(CLOSED_V4, 'ipv4')
const closedV6 = listOf(CLOSED_V6, 'ipv6')
/** Everything else in IPv6 is closed: loopback, link-local, unique local, multicast, and IPv4 in disguise. */
const givenV6 = listOf([['2000::', 3]], 'ipv6')

/** @param address IPv4 or IPv6, as text; anything else is not open. */
export const isOpenAddress = (address: string): boolean => {
  const family = isIP(address)
  if (family === 4) return !closedV4.check(address, 'ipv4')
  // A zone (`fe80::1%eth0`) is of this machine alone.
  return family === 6 && !address.includes('%') && givenV6.check(address, 'ipv6') && !closedV6.check(address, 'ipv6')
}

export type Resolve = (host: string) => Promise<readonly LookupAddress[]>

const resolveByDns: Resolve = (host) => dns.lookup(host, { all: true, verbatim: true })

export type GuardOptions = {
  /** This machine and private networks too: a server kept within one, and tests. */
  readonly allowPrivate: boolean
  /** As `allowPrivate` when left out. */
  readonly allowHttp?: boolean
  readonly resolve?: Resolve
}

export type GuardedAddress = {
  readonly url: URL
  /** What the name resolved to, and was judged; at least one. */
  readonly addresses: readonly LookupAddress[]
  /** For `http.request`, `net.connect`… (`lookup`): answers the judged addresses, without asking again. */
  readonly lookup: LookupFunction
  /**
   * For `http(s).request(url, { agent })`: keeps no connection, so that nothing made before is taken for this one. Node follows
   * no redirect by itself; whoever follows one asks the guard again for where it leads.
   */
  readonly agent: HttpAgent | HttpsAgent
}

/** Without asking the network: what cannot be right whatever the name resolves to. @throws AddressRefused */
export const readAddress = (
  text: string,
  { allowPrivate, allowHttp = allowPrivate }: Pick<GuardOptions, 'allowPrivate' | 'allowHttp'>,
): URL => {
  if (text.length > LONGEST || !URL.canParse(text)) throw new AddressRefused('adresse-illisible')
  const url = new URL(text)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && allowHttp)) throw new AddressRefused('adresse-protocole')
  if (url.username !== '' || url.password !== '' || url.hostname === '') throw new AddressRefused('adresse-illisible')
  const host = bare(url)
  // `URL` has made 0x7f.1, 2130706433 and the like into what they are.
  if (isIP(host) !== 0 && !allowPrivate && !isOpenAddress(host)) throw new AddressRefused('adresse-privee')
  return url
}

/** `[::1]` → `::1` */
const bare = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1')

const found = async (host: string, resolve: Resolve): Promise<readonly LookupAddress[]> => {
  const literal = isIP(host)
  if (literal !== 0) return [{ address: host, family: literal }]
  try {
    return await resolve(host)
  } catch {
    throw new AddressRefused('adresse-introuvable')
  }
}

const lookupOf =
  (addresses: readonly LookupAddress[]): LookupFunction =>
  (_, { all, family }, answer) => {
    const wanted = family === 4 || family === 'IPv4' ? 4 : family === 6 || family === 'IPv6' ? 6 : 0
    const fit = addresses.filter((one) => wanted === 0 || one.family === wanted)
    const [first] = fit
    if (first === undefined) answer(Object.assign(new Error('no judged address'), { code: 'ENOTFOUND' }), '')
    else if (all === true) answer(null, [...fit])
    else answer(null, first.address, first.family)
  }

/**
 * Where that address leads, if this server may go there. One address of the name that is closed closes the name.
 * Rejects with AddressRefused.
 */
export const guardedAddress = async (text: string, options: GuardOptions): Promise<GuardedAddress> => {
  const url = readAddress(text, options)
  const addresses = await found(bare(url), options.resolve ?? resolveByDns)
  if (addresses.length === 0) throw new AddressRefused('adresse-introuvable')
  if (!options.allowPrivate && !addresses.every(({ address }) => isOpenAddress(address)))
    throw new AddressRefused('adresse-privee')
  const lookup = lookupOf(addresses)
  const settings = { keepAlive: false, lookup }
  return { url, addresses, lookup, agent: url.protocol === 'https:' ? new HttpsAgent(settings) : new HttpAgent(settings) }
}
