import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  acceptanceMessage,
  acceptanceToPerson,
  ADDRESS_PLACEHOLDER,
  fillPlaceholders,
  REFUSAL_CODES,
  REFUSAL_REASONS,
  refusalLabel,
  refusalMessage,
  unsafeMessage,
} from './answers.ts'

const about = { personne: 'Zéphirine Imaginaire', service: 'Atelier mobilité', structure: 'Maison des départs' }
const long = { personne: 'x'.repeat(300), service: 'y'.repeat(500), structure: 'z'.repeat(500) }
const values = REFUSAL_REASONS.map(({ value }) => value)

describe('refusals', () => {
  it('eleven reasons, each once', () => {
    expect(REFUSAL_REASONS).toHaveLength(11)
    expect(REFUSAL_CODES.size).toBe(11)
    expect(refusalLabel('session-complète')).toBe('Session complète')
    expect(refusalLabel('inconnu')).toBe('inconnu')
  })

  it('none ticked, nothing is written', () => {
    expect(refusalMessage([], about)).toBe('')
    expect(refusalMessage(['inconnu'], about)).toBe('')
  })

  it('one reason is told in full', () => {
    expect(refusalMessage(['session-complète'], about)).toBe(
      [
        'Bonjour,',
        'Nous avons étudié votre demande pour Zéphirine Imaginaire («\u202fAtelier mobilité\u202f») et ne pouvons pas y donner suite.',
        'Il n’y a plus de place dans la session en cours. Vous pourrez nous adresser une nouvelle demande pour la suivante.',
        'Cordialement,\nMaison des départs',
      ].join('\n\n'),
    )
  })

  it('several are listed, in the order of the list', () => {
    const message = refusalMessage(['autre', 'session-complète', 'bénéficiaire-en-emploi'], about)
    expect(message).toContain(
      'Voici pourquoi\u202f:\n- Bénéficiaire indisponible\u202f: en emploi\n- Session complète\n- Autre\u202f: \n\nCordialement',
    )
  })

  it('whatever is ticked, the message may be sent as it is', () => {
    fc.assert(
      fc.property(fc.subarray(values, { minLength: 1 }), fc.constantFrom(about, long), (motifs, names) => {
        const message = refusalMessage(motifs, names)
        expect(message.trim().length).toBeGreaterThan(0)
        expect(message.length).toBeLessThanOrEqual(1_000)
        expect(unsafeMessage(message)).toBeNull()
        expect(refusalMessage(motifs.toReversed(), names)).toBe(message)
      }),
    )
    expect(refusalMessage(values, long)).toContain('Cordialement')
  })
})

describe('acceptances', () => {
  it.each([
    ['to the prescriber', acceptanceMessage],
    ['to the person', acceptanceToPerson],
  ])('%s, with where to go', (_, make) => {
    for (const names of [about, long]) {
      const message = make(names)
      expect(message).toContain(ADDRESS_PLACEHOLDER)
      expect(fillPlaceholders(message, { adresse: 'x'.repeat(300) }).length).toBeLessThanOrEqual(1_000)
      expect(unsafeMessage(message)).toBeNull()
    }
    expect(fillPlaceholders(make(about), { adresse: '1 rue des Lilas, 59999 Valbourg' })).toContain(
      '1 rue des Lilas, 59999 Valbourg',
    )
  })

  it('an address is put as it is, wherever asked; one that is not known is not invented', () => {
    const twice = `${ADDRESS_PLACEHOLDER} et ${ADDRESS_PLACEHOLDER}`
    expect(fillPlaceholders(twice, { adresse: '$& $1' })).toBe('$& $1 et $& $1')
    for (const adresse of ['', ' ', null, ADDRESS_PLACEHOLDER]) {
      expect(fillPlaceholders(ADDRESS_PLACEHOLDER, { adresse })).toBe('l’adresse que nous vous indiquerons')
    }
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, adresse) => {
        expect(fillPlaceholders(text.replaceAll('#', ''), { adresse })).toBe(text.replaceAll('#', ''))
      }),
    )
  })
})

describe('what no message may hold', () => {
  it.each([
    'Bonjour {{ personne }}',
    '{% include "x" %}',
    '{# note #}',
    'fin }}',
    '${process.env}',
    '<script>alert(1)</script>',
    '< SCRIPT src=x>',
    '</script >',
    'javascript:alert(1)',
    'JaVaScRiPt :x',
    'java\u200bscript:x',
    'ｊａｖａｓｃｒｉｐｔ:x',
    'vbscript:x',
    'data:text/html,x',
    'DATA : text/html;base64,xx',
    '<img src=x onerror=alert(1)>',
    '" onclick = "x"',
    'ONMOUSEOVER=x',
  ])('%s', (text) => {
    expect(unsafeMessage(text)).not.toBeNull()
    expect(unsafeMessage(`Bonjour,\n\n${text}\n\nCordialement`)).not.toBeNull()
  })

  it.each([
    'Bonjour, rendez-vous mardi à 9 h.',
    'Prix : 5 € {tarif réduit}',
    'Mention = bien, condition = aucune, onze = 11',
    'Le script du film, la description: voir plus bas',
    'Les données: texte, tableau',
    'Coût < 20 €, âge > 18 ans',
    'https://exemple.test/?on=1',
  ])('but this is nothing: %s', (text) => {
    expect(unsafeMessage(text)).toBeNull()
  })

  it('takes a time that grows with the text alone', () => {
    expect(unsafeMessage(`${'<'.repeat(50_000)}${' '.repeat(50_000)}${'on'.repeat(50_000)}`)).toBeNull()
  })
})
