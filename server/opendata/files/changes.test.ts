import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withFolder } from '../../import/testing.ts'
import { openIndexOf, openService, openStructure } from '../testing.ts'
import type { Change } from './changes.ts'
import type { Manifest } from './manifest.ts'
import { publish, wholeOf } from './testing.ts'

/** What docs/open-data.md tells partners to do. */
const apply = (folder: string, whole: Awaited<ReturnType<typeof wholeOf>>, from: string, latest: Manifest): void => {
  for (let at = from; at !== latest.version;) {
    const step = latest.changements.find(({ de }) => de === at)
    if (step === undefined) throw new Error(`No way from ${at}`)
    const lines = readFileSync(join(folder, step.chemin), 'utf8').split('\n').filter(Boolean)
    expect(lines).toHaveLength(step.enregistrements)
    for (const change of lines.map((line) => JSON.parse(line) as Change)) {
      if (change.action === 'publiee') whole[change.contenu].set(change.id, change.fiche)
      else whole[change.contenu].delete(change.id)
    }
    at = step.vers
  }
}
const sorted = (whole: Awaited<ReturnType<typeof wholeOf>>) =>
  Object.values(whole).map((map) => [...map].toSorted(([a], [b]) => (a < b ? -1 : 1)))

const ids = ['a--1', 'a--2', 'dora--é', 'dora--😀']
const state = fc.record({
  structures: fc.dictionary(fc.constantFrom(...ids), fc.constantFrom('Un nom', 'Un autre\u2028nom')),
  services: fc.dictionary(fc.constantFrom(...ids), fc.tuple(fc.constantFrom(...ids), fc.constantFrom('Un nom', 'Un autre\nnom'))),
})
const indexOf = ({ structures, services }: typeof state extends fc.Arbitrary<infer T> ? T : never) =>
  openIndexOf({
    structures: Object.entries(structures).map(([id, nom]) => openStructure(id, { nom })),
    services: Object.entries(services).map(([id, [structureId, nom]]) => openService(id, structureId, { nom })),
  })

test('from any release, the changes give the last one exactly', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(state, { minLength: 2, maxLength: 5 }), async (history) => {
      await withFolder(async (folder) => {
        const held: { readonly version: string; readonly whole: Awaited<ReturnType<typeof wholeOf>> }[] = []
        let latest: Manifest | null = null
        for (const one of history) {
          const made = await publish(folder, indexOf(one), { formats: ['ndjson'], keep: 1 })
          if (made.etat !== 'publiee') continue
          latest = made.manifest
          held.push({ version: latest.version, whole: await wholeOf(folder, latest) })
        }
        if (latest === null) return
        const wanted = sorted(await wholeOf(folder, latest))
        for (const { version, whole } of held) {
          apply(folder, whole, version, latest)
          expect(sorted(whole)).toEqual(wanted)
        }
      })
    }),
    { numRuns: 12 },
  )
})
