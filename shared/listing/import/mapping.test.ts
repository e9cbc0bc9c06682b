import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { importFields, namesOf } from './fields.ts'
import { fitMapping, guessMapping, recallMapping, rememberMapping, signatureOf } from './mapping.ts'

describe('guessing', () => {
  it('knows the headers of DORA’s own tables (dora-backend.md §7.7)', () => {
    const services =
      'modele_slug structure_siret_or_slug contact_email diffusion_zone_type labels_financement contact_name contact_phone location_kinds location_city location_address location_complement location_postal_code is_contact_info_public'
    expect(guessMapping('service', services.split(' '))).toEqual([
      'repere.modele',
      'repere.structure',
      'courriel',
      'repere.zone',
      'dora.funding_labels',
      'dora.contact_name',
      'telephone',
      'modes_accueil',
      'commune',
      'adresse',
      'complement_adresse',
      'code_postal',
      'dora.is_contact_info_public',
    ])
    const structures = 'nom siret siret_parent courriels_administrateurs labels modeles telephone courriel_structure'
    expect(guessMapping('structure', structures.split(' '))).toEqual([
      'nom',
      'siret',
      'repere.siret_parent',
      'repere.administrateurs',
      'dora.national_labels',
      'repere.modeles',
      'telephone',
      'courriel',
    ])
  })

  test.each([
    ['Nom du service', 'nom'],
    ['Thématiques', 'thematiques'],
    ['Besoins *', 'thematiques'],
    ['Tél', 'telephone'],
    ['TEL.', 'telephone'],
    ['Adresse e-mail', 'courriel'],
    ['Adresse du service', 'adresse'],
    ['Code postal (obligatoire)', 'code_postal'],
    ['short_desc', 'dora.short_desc'],
    ['dora.short_desc', 'dora.short_desc'],
    ['Fréquence et horaires', 'dora.recurrence'],
    ['modes_mobilisation', 'modes_mobilisation'],
    ['zone_eligibilite', 'zone_eligibilite'],
    ['Remarques internes', null],
    ['', null],
    ['constructor', null],
    ['__proto__', null],
  ])('%s → %s', (header, champ) => expect(guessMapping('service', [header])).toEqual([champ]))

  test.each(['service', 'structure'] as const)('every name of every field of %s is recognised', (kind) => {
    for (const field of importFields(kind))
      for (const name of namesOf(field)) expect(guessMapping(kind, [name])).toEqual([field.champ])
  })

  it('feeds a field from one column, unless several may be put together', () => {
    expect(guessMapping('service', ['Nom', 'Titre', 'Thématiques', 'Besoins'])).toEqual([
      'nom',
      null,
      'thematiques',
      'thematiques',
    ])
  })
})

describe('remembering', () => {
  const columns = fc.array(fc.oneof(fc.string(), fc.constantFrom('Nom', 'Ville', 'Tél', 'constructor', '__proto__')), {
    maxLength: 12,
  })

  it('gives back what was chosen, wherever the columns went', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom('Nom', 'Ville', 'Tél', 'Note', 'Autre'), { minLength: 1 }), (names) => {
        const chosen = fitMapping(
          'service',
          names,
          names.map((name) => (name === 'Note' ? 'description' : name === 'Nom' ? 'nom' : null)),
        )
        const kept = JSON.parse(JSON.stringify(rememberMapping(names, chosen))) as Record<string, string | null>
        const moved = names.toReversed()
        expect(recallMapping('service', moved, kept)).toEqual(chosen.toReversed())
        expect(signatureOf('service', moved)).toBe(signatureOf('service', names))
      }),
    )
  })

  it('never throws on names of any kind, and names a field that exists, or none', () => {
    const champs = new Set([null, ...importFields('service').map(({ champ }) => champ)])
    fc.assert(
      fc.property(columns, fc.array(fc.option(fc.string())), (names, said) => {
        for (const mapping of [
          guessMapping('service', names),
          fitMapping('service', names, said),
          recallMapping('service', names, rememberMapping(names, said)),
        ]) {
          expect(mapping).toHaveLength(names.length)
          for (const champ of mapping) expect(champs.has(champ)).toBe(true)
        }
      }),
    )
  })

  it('tells kinds and headers apart', () => {
    const signs = [signatureOf('service', ['Nom']), signatureOf('structure', ['Nom']), signatureOf('service', ['Nom', 'Ville'])]
    expect(new Set(signs).size).toBe(3)
    expect(signatureOf('service', ['NOM ', 'Vîlle'])).toBe(signatureOf('service', ['ville', 'nom']))
  })
})
