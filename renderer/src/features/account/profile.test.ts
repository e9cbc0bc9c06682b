import { describe, expect, it } from 'vitest'
import { leftAfter, withTyped, type Profile } from './profile.ts'

const profile: Profile = {
  prenom: 'Camille',
  nom: 'Inventée',
  activite: null,
  decouverte: null,
  decouverte_autre: '',
  infolettre: false,
}

describe('a profile being typed', () => {
  it('shows what was typed over what the server has', () => {
    expect(withTyped(profile, { prenom: 'Cam', infolettre: true })).toEqual({ ...profile, prenom: 'Cam', infolettre: true })
    expect(withTyped(profile, { prenom: undefined })).toEqual(profile)
  })

  it('keeps what was typed again while the first was being stored', () => {
    expect(leftAfter({ prenom: 'Camil', nom: 'I' }, { prenom: 'Cam', nom: 'I' })).toEqual({ prenom: 'Camil' })
    expect(leftAfter({ nom: 'I', infolettre: true }, { infolettre: true })).toEqual({ nom: 'I' })
    expect(leftAfter({ nom: 'I' }, { nom: 'I' })).toEqual({})
  })

  it('may be emptied', () => {
    expect(withTyped(profile, { nom: '' }).nom).toBe('')
    expect(leftAfter({ nom: '' }, { nom: 'I' })).toEqual({ nom: '' })
  })
})
