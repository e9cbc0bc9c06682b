import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { AddressRefused, guardedAddress, isOpenAddress } from './address-guard.ts'

const STRICT = { allowPrivate: false } as const
const to =
  (...addresses: string[]) =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.100.100.200',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '192.0.2.1',
  '198.19.0.1',
  '203.0.113.9',
  '224.0.0.1',
  '255.255.255.255',
  '168.63.129.16',
  '::',
  '::1',
  '::ffff:8.8.8.8',
  '::ffff:10.0.0.1',
  '64:ff9b::a00:1',
  'fe80::1',
  'fe80::1%eth0',
  'fc00::1',
  'fd00:ec2::254',
  'ff02::1',
  '2001:db8::1',
  '2001::1',
  '2002:a00:1::',
  '::127.0.0.1',
  'exemple.test',
  '',
])('%s is closed', (address) => {
  expect(isOpenAddress(address)).toBe(false)
})

test.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2001:4860:4860::8888', '2a01:cb00::1'])('%s is open', (address) => {
  expect(isOpenAddress(address)).toBe(true)
})

test.each([
  ['pas une adresse', 'adresse-illisible'],
  ['https://nom:secret@exemple.test/', 'adresse-illisible'],
  [`https://exemple.test/${'a'.repeat(2048)}`, 'adresse-illisible'],
  ['http://exemple.test/', 'adresse-protocole'],
  ['file:///etc/passwd', 'adresse-protocole'],
  ['gopher://exemple.test/', 'adresse-protocole'],
  ['https://127.1/', 'adresse-privee'],
  ['https://0x7f000001/', 'adresse-privee'],
  ['https://2130706433/', 'adresse-privee'],
  ['https://[::ffff:169.254.169.254]/latest/meta-data', 'adresse-privee'],
])('%s is refused: %s', async (url, code) => {
  await expect(guardedAddress(url, { ...STRICT, resolve: to('8.8.8.8') })).rejects.toMatchObject({ code })
})

test('a name is judged by every address it resolves to', async () => {
  const go = (resolve: () => Promise<{ address: string; family: number }[]>) =>
    guardedAddress('https://exemple.test/recevoir', { ...STRICT, resolve })
  await expect(go(to('8.8.8.8', '10.0.0.1'))).rejects.toMatchObject({ code: 'adresse-privee' })
  await expect(go(to('::1'))).rejects.toMatchObject({ code: 'adresse-privee' })
  await expect(go(to())).rejects.toMatchObject({ code: 'adresse-introuvable' })
  await expect(go(() => Promise.reject(new Error('ENOTFOUND')))).rejects.toBeInstanceOf(AddressRefused)
  expect((await go(to('8.8.8.8', '2a01:cb00::1'))).addresses).toHaveLength(2)
  await expect(guardedAddress('https://localhost/', STRICT)).rejects.toMatchObject({ code: 'adresse-privee' })
})

test('the connection goes to the judged address, whatever the name answers afterwards', async () => {
  const server = createServer((_, answer) => answer.end('ici'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const asked: string[] = []
  const guarded = await guardedAddress(`http://nom-qui-n-existe-pas.test:${port}/`, {
    allowPrivate: true,
    resolve: async (host) => {
      asked.push(host)
      return [{ address: '127.0.0.1', family: 4 }]
    },
  })
  const status = await new Promise<number | undefined>((resolve, reject) => {
    request(guarded.url, { agent: guarded.agent }, (answer) => resolve(answer.resume().statusCode))
      .on('error', reject)
      .end()
  })
  expect([status, asked]).toEqual([200, ['nom-qui-n-existe-pas.test']])
})
