import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { acceptanceMessage, fillPlaceholders } from '#shared/orientation/answers.ts'
import { fromTemplate, stillPersonal, toTemplate } from './template-text.ts'

const one = { prenom: 'Dominique', nom: 'Inventé', service: 'Aide au permis', adresse: '1 rue Inventée, 59000 Lille' }
const other = { prenom: 'Noor', nom: 'Fictive', service: 'Garde d’enfants', adresse: '' }
const structure = 'Le Relais de l’Écluse'
const about = ({ prenom, nom, service }: typeof one) => ({ personne: `${prenom} ${nom}`, service, structure })

describe('a message kept as a template', () => {
  test('says the particulars of another request', () => {
    const message = fillPlaceholders(acceptanceMessage(about(one)), { adresse: one.adresse })
    const template = toTemplate(message, one)
    expect(template).not.toContain('Dominique')
    expect(stillPersonal(template, one)).toBe(false)
    expect(fromTemplate(template, other)).toBe(acceptanceMessage(about(other)))
  })

  test.each([
    ['Bonjour Dominique,', true],
    ['Bonjour dominique !', true],
    ['M. INVENTE viendra', true],
    ['Bonjour, à bientôt', false],
    ['Dominiques', false],
  ])('%j still names the person: %s', (text, personal) => {
    expect(stillPersonal(text, one)).toBe(personal)
  })

  test('whatever the particulars, it comes back as it was', () => {
    const word = fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom('a', 'b', 'É', '-', '$', '&') })
    const particulars = fc.record({ prenom: word, nom: word, service: word, adresse: word })
    fc.assert(
      fc.property(particulars, (of) => {
        const message = `« ${of.service} » pour ${of.prenom} ${of.nom}, au ${of.adresse}.`
        // Where one of them holds another, the marks fall otherwise; filled again, the words are the same.
        expect(fromTemplate(toTemplate(message, of), of)).toBe(message)
      }),
    )
  })

  test('a person without a name is nobody in particular', () => {
    const nobody = { prenom: '', nom: '', service: '', adresse: '' }
    expect(toTemplate('Bonjour', nobody)).toBe('Bonjour')
    expect(stillPersonal('Bonjour', nobody)).toBe(false)
  })
})
