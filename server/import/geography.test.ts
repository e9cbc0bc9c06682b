import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CURRENT, PACK_FORMAT, writeCommunes } from '#shared/geo/pack.ts'
import { deliveredPack, loadGeography, packOf } from './geography.ts'
import { COMMUNES, withFolder } from './testing.ts'

describe('the geography an import reads', () => {
  test('is the official one that the desk installed, as its search does', () =>
    withFolder(async (desk) => {
      const pack = join(desk, 'geo/v1')
      mkdirSync(pack, { recursive: true })
      writeFileSync(join(desk, 'geo', CURRENT), 'v1\n')
      writeFileSync(join(pack, 'communes.tsv'), writeCommunes(COMMUNES))
      writeFileSync(join(pack, 'pack.json'), JSON.stringify({ format: PACK_FORMAT }))
      expect(await packOf(desk, join(desk, 'out'))).toBe(pack)
      expect(existsSync(join(desk, 'out'))).toBe(false)
    }))

  test.each([
    ['nothing', 'v2', PACK_FORMAT],
    ['another folder', '../../v1', PACK_FORMAT],
    ['a pack of another format', 'v1', PACK_FORMAT + 1],
  ])('is the delivered one when the desk’s pointer leads to %s', (_, pointer, format) =>
    withFolder(async (desk) => {
      mkdirSync(join(desk, 'geo/v1'), { recursive: true })
      mkdirSync(join(desk, 'out'))
      writeFileSync(join(desk, 'geo', CURRENT), pointer)
      writeFileSync(join(desk, 'geo/v1/pack.json'), JSON.stringify({ format }))
      for (const folder of ['geo/v1', 'out']) writeFileSync(join(desk, folder, 'communes.tsv'), writeCommunes(COMMUNES))
      expect(await packOf(desk, join(desk, 'out'))).toBe(join(desk, 'out'))
    }),
  )

  test('is built on a clone where nothing was started yet', { timeout: 60_000 }, () =>
    withFolder(async (desk) => {
      const folder = await packOf(desk, join(desk, 'out'))
      expect(folder).toBe(join(desk, 'out'))
      expect(loadGeography(folder).findCommune('Lille', '59800')?.code).toBe('59350')
      expect(await deliveredPack(folder)).toBe(folder)
    }),
  )

  test('a folder that is no pack is said to be so, in French', () =>
    withFolder((desk) => {
      expect(() => loadGeography(desk)).toThrow(/découpage des communes est absent/)
    }))
})
