import { expect, test } from 'vitest'
import { contract } from '#shared/contract.ts'
import { isOfOnePerson } from './of-one-person.ts'

test('everything read of requests and of the panel is forgotten with the account, what is checked before sending too; what is everyone’s is not', () => {
  const forgotten = Object.keys(contract.procedures).filter(isOfOnePerson)
  const requests = Object.keys(contract.procedures).filter((name) =>
    /^(?:orientations|moderation|manques|cles|connecteurs|webhooks|alertes|listes|personnes|plans|feuille)\./.test(name),
  )
  expect(requests).toEqual(expect.arrayContaining(['orientations.checks', 'moderation.queue']))
  expect(forgotten).toEqual(expect.arrayContaining(requests))
  expect(forgotten.filter((name) => !requests.includes(name)).sort()).toEqual([
    'account.devices',
    'account.establishments',
    'accounts.list',
    'administration.courrier',
    'administration.imports',
    'administration.journal',
    'administration.referentiels',
    'administration.sources',
    'administration.taches',
    'chiffres.exporterStructure',
    'chiffres.exporterTerritoire',
    'chiffres.structure',
    'chiffres.territoire',
    'kit.addressees',
    'kit.checklist',
    'kit.list',
    'members.list',
  ])
})
