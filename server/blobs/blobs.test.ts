import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createBytesSeal } from '../sync/seal.ts'
import { type Blobs, BlobsUnreachable, sealedBlobs } from './blobs.ts'
import { diskBlobs } from './disk.ts'
import { s3Blobs } from './s3.ts'
import { readListing } from './s3-listing.ts'
import { startS3, type TestS3 } from './testing/s3.ts'

const folder = mkdtempSync(join(tmpdir(), 'dora-blobs-'))
const seal = createBytesSeal(Buffer.alloc(32, 5))
let s3: TestS3
beforeAll(async () => {
  s3 = await startS3()
})
afterAll(async () => {
  await s3.stop()
  rmSync(folder, { recursive: true, force: true })
})

const all = async (blobs: Blobs): Promise<string[]> => {
  const names: string[] = []
  for await (const { name } of blobs.list()) names.push(name)
  return names.sort()
}
const under = (root: string): string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
const placeOf = (root: string, name: string): string => {
  const found = under(root).find((file) => file.includes(name))
  if (found === undefined) throw new Error('not there')
  return found
}

let made = 0
const fresh = (): string => join(folder, `f${++made}`)
const places = {
  'a folder': () => diskBlobs(fresh()),
  'a sealed folder': () => sealedBlobs(diskBlobs(fresh()), seal),
  // Two a page: what is listed goes over several.
  'a bucket': () => s3Blobs({ ...s3.config, prefix: `p${++made}/` }, 2),
  'a sealed bucket': () => sealedBlobs(s3Blobs({ ...s3.config, prefix: '' }, 2), seal),
} as const

describe.each(Object.keys(places) as (keyof typeof places)[])('blobs in %s', (place) => {
  test('what is put is got, until it is removed', async () => {
    const blobs = places[place]()
    expect(await all(blobs)).toEqual([])
    const contents = [randomBytes(1), randomBytes(70_000), Buffer.from('%PDF-1.7 fiche'), randomBytes(6 * 1024 * 1024)]
    const names = contents.map(() => randomUUID())
    const before = Date.now()
    for (const [at, name] of names.entries()) await blobs.put(name, contents[at] as Buffer)
    for (const [at, name] of names.entries()) expect((await blobs.get(name))?.equals(contents[at] as Buffer)).toBe(true)
    expect(await all(blobs)).toEqual([...names].sort())
    // A second is the finest that some services tell.
    for await (const { at } of blobs.list()) expect(Math.abs(at - before)).toBeLessThan(60_000)
    const absent = randomUUID()
    expect(await blobs.get(absent)).toBeNull()
    await blobs.remove(absent)
    for (const name of names) await blobs.remove(name)
    expect(await all(blobs)).toEqual([])
    expect(await blobs.get(names[0] as string)).toBeNull()
  })
  test('a name is never a path', async () => {
    const blobs = places[place]()
    for (const name of [
      '',
      '..',
      '../cle-du-serveur.txt',
      `${randomUUID()}/x`,
      `../${randomUUID()}`,
      randomUUID().toUpperCase(),
      'a?b',
    ])
      for (const act of [() => blobs.put(name, Buffer.from('x')), () => blobs.get(name), () => blobs.remove(name)])
        await expect((async () => act())()).rejects.toThrow('name of a blob')
  })
  test('many at once', async () => {
    const blobs = places[place]()
    const names = Array.from({ length: 9 }, () => randomUUID())
    await Promise.all(names.map((name) => blobs.put(name, Buffer.from(name))))
    expect(await all(blobs)).toEqual([...names].sort())
    await Promise.all(names.map((name) => blobs.remove(name)))
    expect(await all(blobs)).toEqual([])
  })
})

describe('what is sealed', () => {
  test('is nowhere in clear, and opens under its own name and key only', async () => {
    const root = fresh()
    const disk = diskBlobs(root)
    const blobs = sealedBlobs(disk, seal)
    const [one, other] = [randomUUID(), randomUUID()]
    const planted = Buffer.from('Bénédicte Plantée, 06 12 34 56 78'.repeat(50))
    await blobs.put(one, planted)
    await blobs.put(other, Buffer.from('autre'))
    for (const file of under(root)) expect(readFileSync(file).includes('Plantée')).toBe(false)
    renameSync(placeOf(root, one), placeOf(root, other))
    await expect(blobs.get(other)).rejects.toThrow()
    renameSync(placeOf(root, other), join(dirname(placeOf(root, other)), 'ailleurs'))
    const sealed = readFileSync(placeOf(root, 'ailleurs'))
    const open = (bytes: Buffer, by = seal) => by.open(`blob|${one}`, bytes)
    expect(open(sealed)).toEqual(planted)
    expect(() => open(sealed, createBytesSeal(Buffer.alloc(32, 6)))).toThrow()
    expect(() => open(Buffer.from('en clair'))).toThrow('not sealed')
    expect(() => open(planted)).toThrow('not sealed')
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Buffer.from(sealed)
        changed[at] = (changed[at] ?? 0) ^ by
        expect(() => open(changed)).toThrow()
        expect(() => open(sealed.subarray(0, at))).toThrow()
      }),
    )
  })
})

describe('a folder', () => {
  test('is its owner’s alone', async () => {
    if (process.platform === 'win32') return
    const root = fresh()
    await diskBlobs(root).put(randomUUID(), Buffer.from('x'))
    const [file = ''] = under(root)
    for (const path of [root, dirname(file), file]) expect(statSync(path).mode & 0o077).toBe(0)
  })
  test('tells what a crash left half written, which can be removed', async () => {
    const root = fresh()
    const blobs = diskBlobs(root)
    const name = randomUUID()
    await blobs.put(name, Buffer.from('x'))
    const partial = `${name}.${randomUUID()}.part`
    writeFileSync(join(dirname(placeOf(root, name)), partial), 'à moitié')
    // Somebody else’s.
    writeFileSync(join(dirname(placeOf(root, name)), 'LISEZMOI.txt'), 'x')
    expect(await all(blobs)).toEqual([name, partial].sort())
    await blobs.remove(partial)
    expect(await all(blobs)).toEqual([name])
  })
  test('that cannot be written is a failure', async () => {
    const root = fresh()
    writeFileSync(root, 'a file where a folder is wanted')
    await expect(diskBlobs(root).put(randomUUID(), Buffer.from('x'))).rejects.toMatchObject({ code: expect.stringMatching(/^E/) })
  })
})

describe('a bucket', () => {
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => null,
      (error: unknown) => (error instanceof BlobsUnreachable ? error.code : String(error)),
    )
  test('verifies who asks: a wrong secret, another key, another bucket are failures, never an absence', async () => {
    const { config } = s3
    const name = randomUUID()
    await s3Blobs(config).put(name, Buffer.from('x'))
    for (const [wrong, code] of [
      [{ ...config, secret: 'autre' }, 'SignatureDoesNotMatch'],
      [{ ...config, keyId: 'INCONNUE' }, 'InvalidAccessKeyId'],
      [{ ...config, bucket: 'autre-compartiment' }, 'NoSuchBucket'],
    ] as const) {
      const blobs = s3Blobs(wrong)
      expect(await refusal(blobs.put(randomUUID(), Buffer.from('y')))).toBe(code)
      expect(await refusal(blobs.get(name))).toBe(code)
      expect(await refusal(blobs.remove(name))).toBe(code)
      expect(await refusal(all(blobs))).toBe(code)
    }
    expect((await s3Blobs(config).get(name))?.toString()).toBe('x')
  })
  test('what somebody else keeps there is left alone', async () => {
    const [mine, theirs] = ['a', 'a/b'].map((prefix) => s3Blobs({ ...s3.config, prefix: `${prefix}/` }))
    if (mine === undefined || theirs === undefined) throw new Error('two')
    await theirs.put(randomUUID(), Buffer.from('x'))
    await mine.put(randomUUID(), Buffer.from('x'))
    expect([(await all(mine)).length, (await all(theirs)).length]).toEqual([1, 1])
  })
  test('that does not answer is a failure that may pass', async () => {
    const gone = await startS3()
    await gone.stop()
    const blobs = s3Blobs(gone.config)
    expect(await refusal(blobs.get(randomUUID()))).toBe('NoAnswer')
    expect(await refusal(all(blobs))).toBe('NoAnswer')
  })
  test('a listing that is none, or half of one, is a failure', () => {
    const listing = (inside: string) =>
      `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inside}</ListBucketResult>`
    const object = '<Contents><Key>a&amp;b</Key><LastModified>2026-11-01T10:00:00.000Z</LastModified><Size>3</Size></Contents>'
    const at = Date.parse('2026-11-01T10:00:00.000Z')
    expect(readListing(listing(`<IsTruncated>false</IsTruncated>${object}`))).toEqual({
      objects: [{ key: 'a&b', at }],
      next: null,
    })
    expect(readListing(listing(`${object}<IsTruncated>true</IsTruncated>`)).next).toBe('a&b')
    for (const wrong of [
      '',
      'pas du XML',
      '<html><body>Portail captif</body></html>',
      listing(object).slice(0, -10),
      listing('<IsTruncated>true</IsTruncated>'),
      listing('<Contents><Key>a</Key></Contents>'),
      listing('<Contents><LastModified>2026-11-01T10:00:00.000Z</LastModified></Contents>'),
      '<!DOCTYPE x [<!ENTITY a "b">]><ListBucketResult><IsTruncated>&a;</IsTruncated></ListBucketResult>',
    ])
      expect(() => readListing(wrong)).toThrow(BlobsUnreachable)
  })
})
