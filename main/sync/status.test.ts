import { expect, test } from 'vitest'
import { SyncStatus } from '#shared/contract/sync.ts'
import type { Outcome, OutcomeCode } from './outcome.ts'
import { afterExchange, NOT_STARTED, type Standing } from './standing.ts'
import { NO_ACCOUNT, statusOf } from './status.ts'

const NOW = Date.parse('2026-11-23T10:00:00Z')
const DATE = '2026-06-02T00:00:00.000Z'
const outcome = (code: OutcomeCode | null, more: Partial<Outcome> = {}): Outcome => ({
  failure: code === null ? null : { code, retryAfterMs: null },
  upToDate: code === null,
  catalogueChanged: false,
  mineChanged: false,
  outboxChanged: false,
  sessionExpired: false,
  interrupted: false,
  skewMs: null,
  nextSendAt: null,
  ...more,
})
const said = (standing: Standing, more: Partial<Parameters<typeof statusOf>[0]> = {}) =>
  SyncStatus.parse(
    statusOf({
      server: 'https://exemple.fr/',
      embedded: false,
      account: NO_ACCOUNT,
      standing,
      catalogueDate: DATE,
      territories: ['75'],
      ...more,
    }),
  )
const upToDate = afterExchange(NOT_STARTED, outcome(null), NOW)

test('without a server: its own state, and the date of its file', () => {
  expect(said(upToDate, { server: null })).toMatchObject({
    etat: 'sans-serveur',
    donnees_du: DATE,
    a_jour_le: null,
    erreur: null,
  })
})

test('the first copy, then up to date, with the date of the last exchange', () => {
  expect(said(NOT_STARTED, { catalogueDate: null })).toMatchObject({ etat: 'premier-chargement', donnees_du: null })
  expect(said({ ...NOT_STARTED, loaded: false })).toMatchObject({ etat: 'premier-chargement', donnees_du: DATE })
  expect(said(NOT_STARTED)).toMatchObject({ etat: 'en-cours', donnees_du: DATE })
  expect(said(upToDate)).toMatchObject({ etat: 'a-jour', donnees_du: '2026-11-23T10:00:00.000Z', territoires: ['75'] })
  expect(said({ ...upToDate, running: true })).toMatchObject({ etat: 'en-cours' })
  expect(said({ ...NOT_STARTED, loaded: true })).toMatchObject({ etat: 'en-cours', donnees_du: DATE })
})

test.each<[OutcomeCode, string, string]>([
  ['network', 'hors-ligne', 'sync-hors-ligne'],
  ['portal', 'hors-ligne', 'sync-portail'],
  ['unavailable', 'hors-ligne', 'sync-indisponible'],
  ['rate_limited', 'hors-ligne', 'sync-sature'],
  ['upgrade_required', 'bloque', 'sync-version'],
  ['server_too_old', 'bloque', 'sync-serveur-ancien'],
  ['disk_full', 'bloque', 'sync-disque-plein'],
  ['io', 'bloque', 'sync-ecriture'],
  ['corrupt_download', 'bloque', 'sync-telechargement-abime'],
  ['diverged', 'bloque', 'sync-ecart'],
  ['malformed', 'bloque', 'sync-reponse-illisible'],
  ['forbidden', 'bloque', 'sync-refus'],
])('%s is %s, since it began, with its sentence', (code, etat, erreur) => {
  const first = afterExchange(upToDate, outcome(code), NOW + 1_000)
  const second = afterExchange(first, outcome(code), NOW + 60_000)
  expect(said(second)).toMatchObject({
    etat,
    erreur: { code: erreur },
    depuis: '2026-11-23T10:00:01.000Z',
    a_jour_le: '2026-11-23T10:00:00.000Z',
  })
  expect(said(afterExchange(second, outcome(null), NOW + 70_000))).toMatchObject({ etat: 'a-jour', erreur: null, depuis: null })
})

test('started without network: since the last time everything was read, which dates the data', () => {
  const remembered = { ...NOT_STARTED, loaded: true, upToDateAt: NOW - 3_600_000 }
  expect(said(remembered)).toMatchObject({ etat: 'en-cours', donnees_du: '2026-11-23T09:00:00.000Z' })
  expect(said(afterExchange(remembered, outcome('network'), NOW))).toMatchObject({
    etat: 'hors-ligne',
    depuis: '2026-11-23T09:00:00.000Z',
    donnees_du: '2026-11-23T09:00:00.000Z',
  })
})

test('a server beside the desk that makes its first catalogue is a first copy, not a cut', () => {
  const waiting = afterExchange({ ...NOT_STARTED, loaded: false }, outcome('unavailable'), NOW)
  const first = { etat: 'premier-chargement', erreur: null, depuis: null }
  expect(said(waiting, { embedded: true, catalogueDate: null })).toMatchObject(first)
  expect(said(waiting, { embedded: false, catalogueDate: null })).toMatchObject({ etat: 'hors-ligne' })
  expect(said(waiting, { embedded: true })).toMatchObject({ etat: 'hors-ligne', donnees_du: DATE })
  const down = afterExchange(waiting, outcome('network'), NOW)
  expect(said(down, { embedded: true, catalogueDate: null })).toMatchObject({ etat: 'hors-ligne' })
})

test('an exchange that was cut changes nothing', () => {
  const failed = afterExchange(upToDate, outcome('network'), NOW + 1_000)
  expect(afterExchange(failed, outcome(null, { interrupted: true, upToDate: false }), NOW + 2_000)).toEqual(failed)
})

test('a clock is worth a word beyond five minutes, and nothing fails for it', () => {
  const ahead = (skewMs: number) => said(afterExchange(NOT_STARTED, outcome(null, { skewMs }), NOW))
  expect(ahead(300_000)).toMatchObject({ etat: 'a-jour', decalage_horloge_s: null })
  expect(ahead(-301_000)).toMatchObject({ etat: 'a-jour', decalage_horloge_s: -301 })
  expect(ahead(10 * 365 * 86_400_000)).toMatchObject({ etat: 'a-jour', decalage_horloge_s: 315_360_000 })
})

test('a full disk is said as soon as the user’s file feels it', () => {
  expect(said(upToDate, { account: { ...NO_ACCOUNT, disque_plein: true } })).toMatchObject({
    etat: 'bloque',
    erreur: { code: 'sync-disque-plein' },
  })
})
