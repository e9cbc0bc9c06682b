import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SyncStatus } from '#shared/contract/sync.ts'
import { exchangeState, isAway, isPassing, percentOf, spokenChange } from './exchange-state.ts'

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')
const now = new Date('2026-11-23T15:30:00')
const base: SyncStatus = {
  serveur: 'http://127.0.0.1:4400',
  embarque: true,
  compte: null,
  session_expiree: false,
  etat: 'a-jour',
  depuis: null,
  a_jour_le: '2026-11-23T14:29:00.000Z',
  donnees_du: '2026-11-23T14:29:00.000Z',
  en_attente: 0,
  a_verifier: 0,
  progression: null,
  erreur: null,
  decalage_horloge_s: null,
  lecture_seule: false,
  territoires: [],
}
const words = (status: Partial<SyncStatus>) => exchangeState({ ...base, ...status }, now).words.map(plain)
const since = new Date('2026-11-23T10:12:00').toISOString()

describe('the state of the exchanges in words', () => {
  test.each<[Partial<SyncStatus>, string[]]>([
    [{}, ['À jour']],
    [{ etat: 'en-cours' }, ['Actualisation…']],
    [{ etat: 'sans-serveur', serveur: null }, ['Sans serveur']],
    [{ etat: 'hors-ligne', depuis: since }, ['Hors ligne depuis 10 h 12']],
    [{ etat: 'hors-ligne', depuis: since, en_attente: 3 }, ['Hors ligne depuis 10 h 12', '3 envois en attente']],
    [{ en_attente: 1 }, ['1 envoi en attente']],
    [{ a_verifier: 1 }, ['1 point à vérifier']],
    [{ a_verifier: 2, en_attente: 2, etat: 'hors-ligne' }, ['2 points à vérifier', 'Hors ligne', '2 envois en attente']],
    [{ session_expiree: true }, ['Session expirée']],
    [
      { etat: 'premier-chargement', progression: { phase: 'telechargement', fait: 42_700, total: 100_000, unite: 'octets' } },
      ['Premier chargement : 42 %'],
    ],
    [{ etat: 'premier-chargement' }, ['Premier chargement…']],
    [{ etat: 'bloque', erreur: { code: 'sync-version', message: '' } }, ['Mise à jour nécessaire']],
    [{ etat: 'bloque', erreur: { code: 'sync-disque-plein', message: '' } }, ['Disque plein']],
    [{ etat: 'bloque' }, ['Échanges arrêtés']],
    [{ lecture_seule: true }, ['Mise à jour nécessaire']],
  ])('%o', (status, expected) => {
    expect(words(status)).toEqual(expected)
  })

  const status = fc.record({
    etat: fc.constantFrom(...SyncStatus.shape.etat.options),
    en_attente: fc.nat(5),
    a_verifier: fc.nat(5),
    session_expiree: fc.boolean(),
    lecture_seule: fc.boolean(),
    depuis: fc.constantFrom(null, since),
  })

  test('« À jour » is never said while something waits, is refused or cannot be reached', () => {
    fc.assert(
      fc.property(status, (some) => {
        const { words: said, tone } = exchangeState({ ...base, ...some }, now)
        const fine = some.etat === 'a-jour' && some.en_attente === 0 && some.a_verifier === 0 && !some.session_expiree
        expect(said.includes('À jour')).toBe(fine && !some.lecture_seule)
        expect(tone === 'good').toBe(fine && !some.lecture_seule)
        expect(new Set(said).size).toBe(said.length)
      }),
    )
  })

  test('only what is over in a breath waits before it is shown', () => {
    fc.assert(
      fc.property(status, (some) => {
        if (isPassing({ ...base, ...some })) expect(['neutral', 'busy']).toContain(exchangeState({ ...base, ...some }, now).tone)
      }),
    )
    expect(isPassing({ ...base, en_attente: 1 })).toBe(true)
    expect(isPassing({ ...base, etat: 'premier-chargement' })).toBe(true)
    const progression = { phase: 'telechargement', fait: 1, total: 2, unite: 'octets' } as const
    expect(isPassing({ ...base, etat: 'premier-chargement', progression })).toBe(false)
    expect(isPassing({ ...base, etat: 'hors-ligne', en_attente: 1 })).toBe(false)
    expect(isPassing(base)).toBe(false)
  })

  test('what is done waits here without network, without server, and when the server refuses; not before the state is known', () => {
    const away = SyncStatus.shape.etat.options.filter((etat) => isAway({ etat }))
    expect(away).toEqual(['sans-serveur', 'hors-ligne', 'bloque'])
    expect(isAway(undefined)).toBe(false)
  })

  test('a percentage never says 100 before the end, and never leaves its bounds', () => {
    fc.assert(
      fc.property(fc.nat(), fc.option(fc.nat()), (fait, total) => {
        const percent = percentOf({ phase: 'telechargement', fait, total, unite: 'octets' })
        if (total === null || total === 0) expect(percent).toBeNull()
        else expect(percent === 100).toBe(fait >= total)
        if (percent !== null) expect(percent).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

describe('what a screen reader hears of the exchanges', () => {
  const change = (before: Partial<SyncStatus>, after: Partial<SyncStatus>) =>
    spokenChange({ ...base, ...before }, { ...base, ...after })

  test('the connection lost and found again, a refusal, a clash, the end of a session', () => {
    expect(change({}, { etat: 'hors-ligne' })).toMatch(/^Hors ligne/)
    expect(change({ etat: 'hors-ligne' }, {})).toMatch(/^Connexion revenue/)
    expect(change({ etat: 'premier-chargement' }, {})).toMatch(/^Premier chargement terminé/)
    expect(change({}, { etat: 'bloque' })).toMatch(/arrêtés/)
    expect(plain(change({}, { a_verifier: 1 }) ?? '')).toMatch(/^1 point à vérifier/)
    expect(change({}, { session_expiree: true })).toMatch(/^Session expirée/)
  })

  test('not the ordinary life: exchanges, sending, progress, a clash settled', () => {
    expect(change({}, { etat: 'en-cours' })).toBeNull()
    expect(change({ etat: 'en-cours' }, {})).toBeNull()
    expect(change({}, { en_attente: 4 })).toBeNull()
    expect(change({ a_verifier: 2 }, { a_verifier: 1 })).toBeNull()
    expect(change({ session_expiree: true }, {})).toBeNull()
  })
})
