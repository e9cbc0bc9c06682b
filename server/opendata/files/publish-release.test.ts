import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { NEEDS } from '#shared/reference/thematiques.ts'
import { takeLock } from '../../ops/lock.ts'
import { withFolder } from '../../import/testing.ts'
import { openIndexOf, openService, openStructure, TODAY } from '../testing.ts'
import { openPublished } from './folder.ts'
import { buildInThread } from './in-thread.ts'
import { LICENCE, manifestIn, OWN_FORMATS, publish, readBack } from './testing.ts'
import { faultsOf } from './testing/faults.ts'
import { KINDS } from './writers.ts'

const structures = [
  openStructure('dora--été', { nom: 'Été, « à » "l’essai"\r\nsur deux lignes', latitude: 44.8, longitude: -0.6 }),
  openStructure('autre--b', { reseaux_porteurs: ['france-travail'], description: '=HYPERLINK("https://exemple.test")' }),
]
const services = [
  openService('dora--1', 'dora--été', {
    thematiques: ['numerique--acquerir-un-equipement', NEEDS[0].value],
    publics: ['tous-publics'],
    zone_eligibilite: ['33', '2A004'],
    nombre_semaines: 3,
    volume_horaire_hebdomadaire: 17.5,
    horaires_accueil: 'Mo-Fr 09:00-12:00',
  }),
  openService('autre--2', 'autre--b', { longitude: 0, latitude: 0 }),
]
const index = openIndexOf({ structures, services })
const renamed = (nom: string) => openIndexOf({ structures, services: [openService('dora--1', 'dora--été', { nom })] })

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const hidden = (folder: string): readonly string[] =>
  readdirSync(folder).filter((name) => name.startsWith('en-cours-') || name.endsWith('.part'))

test('every file, read back by other hands, holds the same records, all valid', async () => {
  await withFolder(async (folder) => {
    const manifest = manifestIn(await publish(folder, index))
    for (const kind of KINDS) {
      const told = await readBack(folder, manifest, kind, 'ndjson')
      expect(told).toHaveLength(manifest.comptes[kind])
      expect(told.flatMap((row) => faultsOf(kind, row, TODAY))).toEqual([])
      for (const format of OWN_FORMATS) expect(await readBack(folder, manifest, kind, format), `${kind} ${format}`).toEqual(told)
    }
    const [first] = await readBack(folder, manifest, 'services', 'ndjson')
    expect(first).toMatchObject({ id: 'autre--2', score_qualite: index.scoreOfService('autre--2') })
  })
})

test('the manifest tells of each file what it is, compressed or not', async () => {
  await withFolder(async (folder) => {
    const manifest = manifestIn(await publish(folder, index, { formats: null, build: buildInThread }))
    expect(manifest).toMatchObject({
      licence: LICENCE,
      producteur: 'DORA',
      schema: { nom: 'data·inclusion', version: '1.0.8' },
      jour: TODAY,
      inventees: false,
      precedente: null,
      comptes: { structures: 2, services: 2 },
      sources: { autre: { structures: 1, services: 1 }, dora: { structures: 1, services: 1 } },
      changements: [],
    })
    for (const { chemin, octets, sha256, gzip } of manifest.fichiers) {
      const bytes = readFileSync(join(folder, chemin))
      expect([bytes.length, digest(bytes)], chemin).toEqual([octets, sha256])
      if (gzip === null) continue
      const packed = readFileSync(join(folder, gzip.chemin))
      expect([packed.length, digest(packed)], chemin).toEqual([gzip.octets, gzip.sha256])
      expect(gunzipSync(packed).equals(bytes)).toBe(true)
    }
    const disk = readdirSync(join(folder, 'v', manifest.version)).toSorted()
    const told = manifest.fichiers.flatMap(({ nom, gzip }) => [nom, ...(gzip === null ? [] : [gzip.nom])])
    expect(disk).toEqual([...told, 'manifest.json'].toSorted())
  })
})

test('the same records are the same version, and no release; another licence is one', async () => {
  await withFolder(async (folder) => {
    const first = manifestIn(await publish(folder, index, { formats: ['ndjson'] }))
    const again = await publish(folder, index, { formats: ['ndjson'], now: () => Date.now() + 1e9 })
    expect(again).toEqual({ etat: 'inchangee', manifest: first })
    const licence = { nom: 'Une autre', adresse: 'https://exemple.test/autre' }
    const other = manifestIn(await publish(folder, index, { formats: ['ndjson'], licence }))
    expect(other).toMatchObject({ precedente: first.version, licence, changements: [{ de: first.version, enregistrements: 0 }] })
    await withFolder(async (elsewhere) => {
      expect(manifestIn(await publish(elsewhere, index, { formats: ['ndjson'] })).version).toBe(first.version)
    })
  })
})

test('what comes back to what it was has a name of its own, and old releases go', async () => {
  await withFolder(async (folder) => {
    const versions: string[] = []
    for (const one of [renamed('Un nom'), renamed('Un autre'), renamed('Un nom'), renamed('Un autre')])
      versions.push(manifestIn(await publish(folder, one, { formats: ['ndjson'] })).version)
    expect(new Set(versions).size).toBe(4)
    expect(versions[2]).toBe(`${String(versions[0])}-2`)
    expect(readdirSync(join(folder, 'v')).toSorted()).toEqual(versions.slice(2).toSorted())
    const { manifest } = (await openPublished(folder).latest()) ?? {}
    expect(manifest?.changements.map(({ de, vers }) => [de, vers])).toEqual([
      [versions[0], versions[1]],
      [versions[1], versions[2]],
      [versions[2], versions[3]],
    ])
    expect(readdirSync(join(folder, 'changements'))).toHaveLength(3)
  })
})

test('cut anywhere, the former release stays, and the next one is whole', async () => {
  await withFolder(async (folder) => {
    const first = manifestIn(await publish(folder, renamed('Un nom')))
    const before = readFileSync(join(folder, 'manifest.json'), 'utf8')
    for (const cut of [0, 3, 9]) {
      const stopping = new AbortController()
      const onProgress = (_: string, done: number): void => (done === cut ? stopping.abort(new Error('coupé')) : undefined)
      const cutting = { signal: stopping.signal, onProgress, ...(cut === 3 ? { build: buildInThread } : {}) }
      await expect(publish(folder, renamed('Un autre'), cutting)).rejects.toThrow('coupé')
      expect(readFileSync(join(folder, 'manifest.json'), 'utf8')).toBe(before)
      expect(hidden(folder)).toEqual([])
    }
    // What a process that was killed leaves: files half written; or a release in its place that nobody was told of.
    mkdirSync(join(folder, 'en-cours-mort'))
    writeFileSync(join(folder, 'en-cours-mort', 'services.json'), '[')
    writeFileSync(join(folder, 'manifest.json.mort.part'), '{')
    const second = manifestIn(await publish(folder, renamed('Un autre')))
    expect(hidden(folder)).toEqual([])
    writeFileSync(join(folder, 'manifest.json'), before)
    const found = await openPublished(folder).find('services.json')
    expect(JSON.parse(readFileSync(String(found?.file), 'utf8'))).toMatchObject([{ nom: 'Un nom' }])
    expect(manifestIn(await publish(folder, renamed('Un autre')))).toEqual(second)
    expect(second.precedente).toBe(first.version)
  })
})

test('a manifest that cannot be read, or whose release is gone, begins a new history', async () => {
  await withFolder(async (folder) => {
    const first = manifestIn(await publish(folder, renamed('Un nom'), { formats: ['ndjson'] }))
    renameSync(join(folder, 'v', first.version), join(folder, 'ailleurs'))
    const second = manifestIn(await publish(folder, renamed('Un autre'), { formats: ['ndjson'] }))
    expect(second).toMatchObject({ precedente: first.version, changements: [] })
    writeFileSync(join(folder, 'manifest.json'), '{"version":"d’une autre époque"}')
    expect(manifestIn(await publish(folder, renamed('Un autre'), { formats: ['ndjson'] })).precedente).toBe(null)
    rmSync(join(folder, 'ailleurs'), { recursive: true })
  })
})

test('nothing is published of nothing, unless something was; and one publishes at a time', async () => {
  await withFolder(async (folder) => {
    const empty = openIndexOf({ structures: [], services: [] })
    expect(await publish(folder, empty)).toEqual({ etat: 'vide' })
    expect(existsSync(join(folder, 'manifest.json'))).toBe(false)
    await publish(folder, index, { formats: ['ndjson'] })
    const manifest = manifestIn(await publish(folder, empty))
    for (const format of OWN_FORMATS) expect(await readBack(folder, manifest, 'services', format), format).toEqual([])
    const taken = takeLock(folder)
    expect(await publish(folder, index)).toEqual({ etat: 'occupee' })
    if ('lock' in taken) taken.lock.release()
  })
})
