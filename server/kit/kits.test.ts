import { createPublicKey, verify } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openAccounts } from '#server/accounts/testing/bench.ts'
import { AccountRefusal, Forbidden } from '#server/accounts/refusal.ts'
import { addRule, setEtat } from '#server/deployment/acts.ts'
import { DEPARTEMENTS_DEPLOYABLES } from '#shared/deployment/state.ts'
import { openEnvelope, SIGNED_PREFIX } from '#shared/kit/file.ts'
import { Kit, type KitDemande } from '#shared/kit/kit.ts'
import { canonicalJson } from '#shared/sync/canonical.ts'
import { dropKit, kitFileFor, kitsFor, makeKit, MOST_KITS } from './kits.ts'
import { createKitSigner } from './signer.ts'
import { png } from './testing/images.ts'

const signer = createKitSigner(new Uint8Array(32).fill(7))
const publicUrl = () => 'https://dora.exemple.test'

const asked = (more: Partial<KitDemande> = {}): KitDemande => ({
  id: null,
  nom: 'Nord',
  departements: ['59'],
  bienvenue: 'Bienvenue dans le Nord.',
  correspondant: { nom: 'Cellule inclusion', fonction: 'Conseil départemental', courriel: 'cellule@exemple.test', telephone: '' },
  logo: null,
  ...more,
})

const scene = async () => {
  const bench = await openAccounts()
  return {
    ...bench,
    parts: { ...bench.parts, signer, publicUrl },
    team: await bench.people.person({ role: 'administrateur', prenom: 'Alix', nom: 'Inventée' }),
    nord: await bench.people.person({ gestionnaire: true, departements: ['59', '62'] }),
    gironde: await bench.people.person({ gestionnaire: true, departements: ['33'] }),
  }
}

/** As a desk does, with nothing of the server's but its public key. */
const opened = (fichier: string): Kit => {
  const envelope = openEnvelope(Buffer.from(fichier))
  if (envelope === null) throw new Error('no envelope')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: envelope.cle }, format: 'jwk' })
  const text = Buffer.concat([Buffer.from(SIGNED_PREFIX), envelope.signed])
  expect(verify(null, text, key, Buffer.from(envelope.signature, 'base64url'))).toBe(true)
  const kit = Kit.parse(JSON.parse(Buffer.from(envelope.signed).toString()))
  expect(Buffer.from(envelope.signed).toString()).toBe(canonicalJson(kit as never))
  return kit
}

test('a kit holds what a desk of the territory goes by, from the server alone, and is signed by its key', async () => {
  const { parts, team, nord, journal } = await scene()
  await setEtat(parts, team, '59', 3)
  await setEtat(parts, team, '33', 1)
  await addRule(parts, team, { source: 'inventee', departements: ['33', '59'] })
  await addRule(parts, team, { source: 'autre', departements: ['33'] })
  const logo = { type: 'image/png' as const, base64: png().toString('base64'), alt: 'Le Nord' }
  const { kit, nom, fichier } = await makeKit(
    parts,
    nord,
    asked({ departements: ['59', '62'], nom: 'Nord & Pas-de-Calais', logo }),
  )
  expect(nom).toBe('kit-nord-pas-de-calais-v1.dorakit')
  const read = opened(fichier)
  expect(read).toMatchObject({
    id: kit.id,
    version: 1,
    departements: ['59', '62'],
    portees: ['cat:nat', 'cat:dep:59', 'cat:dep:62'],
    serveur: 'https://dora.exemple.test/',
    lieu: { place: { kind: 'departement', code: '59' }, label: 'Nord (59)' },
    deploiement: [{ departement: '59', etat: 3 }],
    logo,
  })
  expect(read.regles.map(({ source, departements }) => [source, departements])).toEqual([['inventee', ['59']]])
  expect(read.referentiels.map(({ nom: list }) => list)).toContain('thematiques')
  expect((await journal()).filter(({ action }) => action === 'kit.fait')).toHaveLength(1)
})

test('made again it is the next version, and its file is the same to the byte each time it is asked', async () => {
  const { parts, nord, pass } = await scene()
  const first = await makeKit(parts, nord, asked())
  pass(1_000)
  const second = await makeKit(parts, nord, asked({ id: first.kit.id, bienvenue: 'Encore bienvenue.' }))
  expect([second.kit.id, second.kit.version]).toEqual([first.kit.id, 2])
  expect((await kitFileFor(parts, nord, first.kit.id)).fichier).toBe(second.fichier)
  const { kits, empreinte } = await kitsFor(parts, nord)
  expect(kits.map(({ version, bienvenue }) => [version, bienvenue])).toEqual([[2, 'Encore bienvenue.']])
  expect(empreinte).toBe(signer.empreinte)
  expect(empreinte).toMatch(/^[0-9A-F]{4}(-[0-9A-F]{4}){3}$/)
  await dropKit(parts, nord, first.kit.id)
  await expect(kitFileFor(parts, nord, first.kit.id)).rejects.toThrow(AccountRefusal)
  await expect(makeKit(parts, nord, asked({ id: first.kit.id }))).rejects.toThrow('kit-inconnu')
})

test('what is kept is sealed', async () => {
  const { parts, store, nord } = await scene()
  const { kit } = await makeKit(parts, nord, asked())
  const row = await store.read((reader) => reader.entity({ kind: 'kit', id: kit.id }))
  expect(row?.doc).toMatch(/^scelle1:/)
  expect(row?.scopes).toEqual([])
})

test('only a true image is taken as a logo', async () => {
  const { parts, nord } = await scene()
  const make = (bytes: Buffer, type: 'image/png' | 'image/jpeg' = 'image/png') =>
    makeKit(parts, nord, asked({ logo: { type, base64: bytes.toString('base64'), alt: 'Logo' } }))
  for (const bytes of [
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    png().subarray(0, 60),
    png(5_000, 1),
    Buffer.alloc(0),
  ])
    await expect(make(bytes)).rejects.toThrow('kit-logo')
  await expect(make(png(), 'image/jpeg')).rejects.toThrow('kit-logo')
  await expect(make(png())).resolves.toMatchObject({ kit: { version: 1 } })
})

test('nobody makes, reads or takes away a kit that goes beyond their départements', { timeout: 60_000 }, async () => {
  const { parts, people, team } = await scene()
  const some = fc.uniqueArray(fc.constantFrom(...DEPARTEMENTS_DEPLOYABLES.slice(0, 8).map(({ code }) => code)), { minLength: 1 })
  await fc.assert(
    fc.asyncProperty(some, some, async (own, departements) => {
      const user = await people.person({ gestionnaire: true, departements: own })
      const isOwn = departements.every((code) => own.includes(code))
      const { kit } = await makeKit(parts, team, asked({ departements }))
      expect((await kitsFor(parts, user)).kits.some(({ id }) => id === kit.id)).toBe(isOwn)
      expect((await kitsFor(parts, user)).departements).toEqual([...own].sort())
      for (const act of [
        () => kitFileFor(parts, user, kit.id),
        () => makeKit(parts, user, asked({ id: kit.id, departements: [own[0] ?? ''] })),
        () => makeKit(parts, user, asked({ departements })),
        () => dropKit(parts, user, kit.id),
      ])
        await (isOwn ? act() : expect(act()).rejects.toThrow(Forbidden))
    }),
    { numRuns: 20 },
  )
})

test('the key follows from the server’s own: another server signs otherwise, the same one always alike', () => {
  expect(createKitSigner(new Uint8Array(32).fill(7)).cle).toBe(signer.cle)
  expect(createKitSigner(new Uint8Array(32).fill(8)).cle).not.toBe(signer.cle)
})

test('a département has so many kits at most; each may still have a next version', async () => {
  const { parts, nord, gironde } = await scene()
  const made: string[] = []
  for (let n = 0; n < MOST_KITS; n++) made.push((await makeKit(parts, nord, asked({ nom: `Nord ${n}` }))).kit.id)
  await expect(makeKit(parts, nord, asked({ departements: ['59', '62'] }))).rejects.toThrow('kit-trop')
  await expect(makeKit(parts, nord, asked({ id: made[0] ?? null }))).resolves.toMatchObject({ kit: { version: 2 } })
  await makeKit(parts, nord, asked({ departements: ['62'] }))
  await makeKit(parts, gironde, asked({ departements: ['33'] }))
  await dropKit(parts, nord, made[1] ?? '')
  await makeKit(parts, nord, asked())
  expect(MOST_KITS).toBe(20)
})
