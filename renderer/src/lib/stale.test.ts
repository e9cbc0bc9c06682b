import { describe, expect, test } from 'vitest'
import { contract } from '#shared/contract.ts'
import { EVENTS, isStale } from './stale.ts'

const readAfter = (event: (typeof EVENTS)[number]) => Object.keys(contract.procedures).filter((name) => isStale(event, name))

describe('what an event makes stale', () => {
  test('every event of the contract is followed', () => {
    expect([...EVENTS].sort()).toEqual(Object.keys(contract.events).sort())
  })

  test('a swapped catalogue: everything read from it, drafts and favourites included, but no settings', () => {
    const names = readAfter('catalogue.changed')
    expect(names).toEqual(
      expect.arrayContaining([
        'catalogue.info',
        'catalogue.service',
        'search.run',
        'map.clusters',
        'favourites.list',
        'drafts.get',
      ]),
    )
    expect(names).not.toContain('settings.get')
  })

  test('a favourite: the stars only', () => {
    for (const name of readAfter('favourites.changed')) expect(name).toMatch(/^(?:favourites\.|listes\.changements)/)
  })

  test('an exchange in progress: its state only, so that nothing else is read again at each step', () => {
    expect(readAfter('sync.changed')).toEqual(['sync.status'])
    expect(readAfter('sync.queueChanged')).toEqual(['sync.outgoing', 'sync.conflicts'])
  })

  test('an account: who it is, what hangs on its memberships, and the rights that travel with the sheets', () => {
    const listings = (name: string) =>
      /^(?:listing|suggestions|orientations|moderation|deploiement|chiffres|kit|administration|manques|webhooks|connecteurs|cles|alertes|listes)\./.test(
        name,
      )
    const read = [...readAfter('account.changed')].sort()
    expect(read.filter((name) => !listings(name))).toEqual([
      'account.devices',
      'account.state',
      'accounts.list',
      'catalogue.service',
      'catalogue.structure',
      'members.list',
    ])
    expect(read).toEqual(expect.arrayContaining(['listing.read', 'listing.edit', 'suggestions.mine', 'orientations.list']))
  })

  test('a request: the lists of requests, and the drafts, which sending empties; a notice says nothing new', () => {
    const read = readAfter('orientations.changed')
    expect(read).toEqual(expect.arrayContaining(['orientations.list', 'orientations.counts', 'orientations.get', 'drafts.list']))
    for (const name of read) expect(name).toMatch(/^(?:(?:orientations|drafts)\.|(?:personnes\.histoire|plans\.preparees)$)/)
    expect(readAfter('orientations.notice')).toEqual([])
    // Many swaps a second: none of them is about requests.
    expect(readAfter('catalogue.changed').filter((name) => name.startsWith('orientations.'))).toEqual([
      'orientations.checks',
      'orientations.planB',
    ])
  })

  test('an act of moderation: the panel alone', () => {
    const read = readAfter('moderation.changed')
    expect(read).toEqual(expect.arrayContaining(['moderation.queue', 'moderation.dossier', 'moderation.pending']))
    for (const name of read) expect(name).toMatch(/^moderation\./)
  })

  test('settings: searches too, for the synonyms are among them', () => {
    expect(readAfter('settings.changed')).toEqual(expect.arrayContaining(['settings.get', 'search.run', 'geo.addresses']))
  })
})
