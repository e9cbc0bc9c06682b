import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstQuestion, pagePath, publicChoices, type Question, questionPath, thematiqueChoices } from './question.ts'
import { readSettings, type Settings } from './settings.ts'

/** Any 16 bits, marks of HTML and of addresses more often. */
const anyText = fc
  .array(fc.oneof(fc.nat(0xffff), fc.constantFrom(...[...`<>&"'=/?# \n\0`].map((one) => one.charCodeAt(0)))), { maxLength: 400 })
  .map((units) => String.fromCharCode(...units))

const settingsOf = (attributes: Readonly<Record<string, string>>): Settings =>
  readSettings((name) => attributes[name] ?? null).settings
const asked = (settings: Settings, more: Partial<Question> = {}): string =>
  questionPath(settings, { ...firstQuestion(settings), ...more })

const BORDEAUX = { code: '33063', label: 'Bordeaux (33)', lat: 44.86, lon: -0.58 }

describe('what a site asks', () => {
  it('is read as a whole, and what is not understood is told', () => {
    expect(
      readSettings(
        (name) =>
          ({ departement: ' 2a ', thematique: 'mobilite, mobilite sante', mode: 'a-distance', taille: '500' })[name as string] ??
          null,
      ),
    ).toMatchObject({
      settings: { departement: '2A', thematiques: ['mobilite', 'sante'], mode: 'a-distance', parPage: 50 },
      unknown: [],
    })
    expect(
      readSettings(
        (name) =>
          ({ departement: '999', commune: 'Bordeaux', thematique: 'velo', public: 'x', mode: 'y' })[name as string] ?? null,
      ).unknown,
    ).toEqual(['departement', 'commune', 'thematique', 'public', 'mode'])
  })
  it('is total: any attribute makes a widget that asks something', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('departement', 'commune', 'structure', 'thematique', 'q', 'titre', 'niveau', 'taille'),
          anyText,
        ),
        (attributes) => {
          const address = new URL(asked(settingsOf(attributes)), 'https://dora.exemple.test/')
          expect(address.origin).toBe('https://dora.exemple.test')
          expect(address.pathname).toMatch(/^\/api\/v1\/(search$|structures\/[^/]+$)/)
        },
      ),
    )
  })
})

describe('the address of a question', () => {
  it('of a département, asks its services by their quality', () => {
    expect(asked(settingsOf({ departement: '33', thematique: 'mobilite' }))).toBe(
      'api/v1/search?thematiques=mobilite&page=1&size=10&code_departement=33',
    )
  })
  it('of a commune alone, asks by the rules of eligibility', () => {
    expect(asked(settingsOf({ commune: '33063', taille: '5' }), { lieu: BORDEAUX, page: 3 })).toBe(
      'api/v1/search/services?page=3&size=5&code_commune=33063',
    )
  })
  it('of words near a commune, asks by distance; by its code where nobody knows where it is', () => {
    expect(asked(settingsOf({}), { q: ' permis ', lieu: BORDEAUX })).toBe(
      'api/v1/search?page=1&size=10&q=permis&lat=44.86&lon=-0.58&distance=50',
    )
    expect(asked(settingsOf({ departement: '33' }), { lieu: { ...BORDEAUX, lat: null } })).toBe(
      'api/v1/search?page=1&size=10&code_departement=33&code_commune=33063',
    )
  })
  it('takes the choice of the visitor within what the site shows', () => {
    const settings = settingsOf({ thematique: 'mobilite', public: 'jeunes,femmes' })
    expect(thematiqueChoices(settings).every(({ value }) => value.startsWith('mobilite--'))).toBe(true)
    expect(publicChoices(settings).map(({ value }) => value)).toEqual(['femmes', 'jeunes'])
    expect(asked(settings)).toBe('api/v1/search?thematiques=mobilite&publics=jeunes&publics=femmes&page=1&size=10')
    expect(asked(settings, { thematique: 'mobilite--passer-le-permis-de-conduire', public: 'jeunes', mode: 'a-distance' })).toBe(
      'api/v1/search?thematiques=mobilite--passer-le-permis-de-conduire&publics=jeunes&modes_accueil=a-distance&page=1&size=10',
    )
  })
  it('of a structure, is the structure', () => {
    expect(asked(settingsOf({ structure: 'source--a/b?c' }))).toBe('api/v1/structures/source--a%2Fb%3Fc')
  })
  it('on a page of its own, is the question alone', () => {
    const settings = settingsOf({})
    expect(pagePath(settings, { ...firstQuestion(settings), q: 'à l’aide', lieu: BORDEAUX })).toBe(
      'recherche?q=%C3%A0+l%E2%80%99aide&lieu=33063',
    )
    expect(pagePath(settings, firstQuestion(settings))).toBe('recherche')
  })
})
