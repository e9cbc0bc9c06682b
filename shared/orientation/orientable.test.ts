import { describe, expect, it } from 'vitest'
import type { Service, Structure } from '../catalogue/record.ts'
import { BLACKLISTED_SIREN } from './not-orientable.ts'
import { orientable } from './orientable.ts'

const CAF_SIREN = '779311224'

const service = (fields: Partial<Service> = {}): Service => ({
  source: 'dora',
  structure_id: 's1',
  id: '1',
  nom: 'Un service',
  date_maj: '2026-01-01',
  courriel: 'accueil@example.org',
  ...fields,
})
const structure = (fields: Partial<Structure> = {}): Structure => ({
  source: 'dora',
  id: 's1',
  nom: 'Une structure',
  date_maj: '2026-01-01',
  siret: '12345678900012',
  ...fields,
})

it('knows the 107 SIREN, nine digits each', () => {
  expect(BLACKLISTED_SIREN.size).toBe(107)
  for (const siren of BLACKLISTED_SIREN) expect(siren).toMatch(/^\d{9}$/)
})

describe('DORA', () => {
  it.each<[string, Partial<Service>, Partial<Structure> | null, boolean]>([
    ['published with an e-mail', { dora: { status: 'PUBLISHED' } }, {}, true],
    ['from an export, no status', {}, {}, true],
    ['draft', { dora: { status: 'DRAFT' } }, {}, false],
    ['archived, even white-listed', { dora: { status: 'ARCHIVED', france_travail_orientable: true } }, {}, false],
    ['suggestion', { dora: { status: 'SUGGESTION' } }, {}, false],
    ['no e-mail', { courriel: null }, {}, false],
    ['blank e-mail', { courriel: ' ' }, {}, false],
    ['form disabled', {}, { dora: { disable_orientation_form: true } }, false],
    ['blacklisted', {}, { siret: `${CAF_SIREN}00011` }, false],
    ['blacklisted, SIRET with spaces', {}, { siret: '779 311 224 00011' }, false],
    ['branch without SIRET', {}, { siret: null }, true],
    [
      'white list overrides blacklist, disabled form and missing e-mail',
      { courriel: null, dora: { france_travail_orientable: true } },
      { siret: `${CAF_SIREN}00011`, dora: { disable_orientation_form: true } },
      true,
    ],
    ['structure unknown', {}, null, true],
  ])('%s', (_, fields, of, ok) => {
    const answer = orientable(service(fields), of === null ? null : structure(of))
    expect(answer.ok).toBe(ok)
    expect(answer.raison).toMatch(/\.$/)
  })
})

describe('other sources', () => {
  const di = { source: 'soliguide' }
  it('needs an e-mail', () => {
    expect(orientable(service(di), structure()).ok).toBe(true)
    expect(orientable(service({ ...di, courriel: null }), structure()).ok).toBe(false)
  })
  it('ignores the white list and the status', () => {
    expect(orientable(service({ ...di, courriel: null, dora: { france_travail_orientable: true } }), structure()).ok).toBe(false)
    expect(orientable(service({ ...di, dora: { status: 'DRAFT' } }), structure()).ok).toBe(true)
  })
  it('obeys the blacklist, the closed sources and the structures that refuse', () => {
    expect(orientable(service(di), structure({ siret: `${CAF_SIREN}00011` })).ok).toBe(false)
    expect(orientable(service(di), structure(), { sources: ['soliguide'], structures: new Set() }).ok).toBe(false)
    expect(orientable(service(di), structure(), { sources: [], structures: new Set(['soliguide--s1']) }).ok).toBe(false)
    expect(orientable(service(di), structure(), { sources: [], structures: new Set(['s1']) }).ok).toBe(false)
  })
  it('does not close a source to DORA’s own listings', () => {
    expect(orientable(service(), structure(), { sources: ['dora'], structures: new Set() }).ok).toBe(true)
  })
})
