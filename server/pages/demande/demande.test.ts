import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { REGLES } from '#shared/orientation/checks.ts'
import { ETATS, type Etat } from '#shared/orientation/life.ts'
import { type Orientation, QUOI, type Reception } from '#shared/orientation/model.ts'
import { ANSWERS, type AnswerName } from './answers.ts'
import { receptionOf } from '../../orientations/project.ts'
import { type Page, renderPage } from '../page.ts'
import { COLOURS } from '../style.ts'
import { coverPage } from './cover.ts'
import * as refusals from './refusals.ts'
import { requestPage } from './request.ts'
import { DEMANDE_STYLE } from './style.ts'
import { inventedDemande } from './testing.ts'
import { toldOf } from './told.ts'
import { dayProblem, isoDay, messageProblem, postponeRange, readForm } from './typed.ts'
import { deadlineOf, despite, saidOf, sizeOf } from './words.ts'

const NOW = Date.parse('2026-11-23T10:00:00Z')
const TODAY = '2026-11-23'
const told = (more: Partial<Orientation> = {}): Reception => {
  const one = receptionOf(inventedDemande(NOW, more))
  if (one === null) throw new Error('the structure is not told of it')
  return one
}
const place = { path: `/demande/${randomUUID()}/${'x'.repeat(43)}` }
const blank = inventedDemande(NOW)
const scene = { one: told(), adresse: '3 rue des Forges', today: TODAY }
const asked = { place, one: scene.one, envoi: randomUUID(), problems: [] }
const formOf = (text: string) => {
  const form = readForm(text)
  if (form === null) throw new Error('no form')
  return form
}
const names = Object.keys(ANSWERS) as AnswerName[]
const TOLD: readonly Etat[] = ETATS.filter((etat) => receptionOf(inventedDemande(NOW, { etat })) !== null)

const answered = { le: blank.cree_le, par: 'Bao Morel', par_id: 'u', message: 'Non.', motifs: ['autre'] }
const all = told({
  pieces: [{ id: randomUUID(), nom: 'Attestation.pdf', pour: 'Justificatif', type: 'application/pdf', taille: 400_000 }],
  evenements: QUOI.flatMap((quoi) =>
    (['lien', 'structure', 'prescripteur', 'robot'] as const).map((cote) => ({
      le: blank.cree_le,
      quoi,
      cote,
      par: cote === 'lien' || cote === 'robot' ? '' : 'Bao Morel',
      par_id: '',
      texte: 'Un mot.',
    })),
  ),
  contournements: [...REGLES, 'venue-plus-tard'].map((regle) => ({ regle, raison: 'Vu avec la structure.' })),
})
const pages: Readonly<Record<string, Page>> = {
  ...Object.fromEntries(
    Object.entries(refusals).flatMap(([name, page]) => (typeof page === 'function' ? [] : [[name, page] as const])),
  ),
  expired: refusals.expiredPage(place, 'Ce que j’avais écrit'),
  tooMany: refusals.demandeTooMany('60'),
  pieceGone: refusals.pieceGone(place),
  all: requestPage({ place, one: all, now: NOW, serviceGone: true, told: 'C’est noté.' }),
  ...Object.fromEntries(
    TOLD.flatMap((etat) => {
      const one = told({ etat, traitee_le: blank.cree_le, reponse: answered })
      return [
        [`cover ${etat}`, coverPage(place, one, { now: NOW, closed: true })],
        [`request ${etat}`, requestPage({ place, one, now: NOW, serviceGone: false, told: toldOf('refuser', one) })],
        [`already ${etat}`, refusals.alreadyPage(place, one, 'Ce que j’avais écrit')],
      ]
    }),
  ),
  ...Object.fromEntries(
    names.flatMap((name) => [
      [name, ANSWERS[name].blank(scene)(asked)],
      [`${name}, wrong`, ANSWERS[name].read(scene, formOf('message=&message_personne=&pas_avant=x')).page(asked)],
    ]),
  ),
  'refuser, second': ANSWERS.refuser.read(scene, formOf('motifs=autre&motifs=bénéficiaire-absent')).page(asked),
}

describe.each(Object.entries(pages))('the page %s', (_, page) => {
  const { html, headers } = renderPage(page)
  const main = html.slice(html.indexOf('<main>'))

  it('is in good French, with one title, and whole', () => {
    expect(html.match(/<h1>/g)).toHaveLength(1)
    expect(main).not.toMatch(/ [?!;:»]|« |undefined|null|NaN|\[object/)
    const ids = [...main.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const [, by = ''] of main.matchAll(/\s(?:aria-describedby|aria-labelledby|for)="([^"]*)"/g))
      for (const id of by.split(' ').filter((one) => one !== '')) expect(ids).toContain(id)
    for (const [, id] of main.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(id)
  })
  it('runs nothing, loads nothing, and says nothing to other sites', () => {
    expect(html).not.toMatch(/<script|<img|<link|<iframe|\son\w+=|url\(|@import|style="/)
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
    expect(headers['content-security-policy']).toContain(`form-action ${html.includes('<form') ? "'self'" : "'none'"}`)
  })
  it('has nothing of the person in its title, which browsers keep', () => {
    expect(/<title>(.*)<\/title>/.exec(html)?.[1]).not.toMatch(/Inès|Ravel/)
  })
})

it('lines of the story of each kind say who, and a clock is nobody', () => {
  const event = { le: blank.cree_le, texte: '' } as const
  expect(saidOf({ ...event, quoi: 'lue', cote: 'lien', par: '' })).toBe('Demande lue par le lien reçu par courriel')
  expect(saidOf({ ...event, quoi: 'lue', cote: 'structure', par: 'Bao Morel' })).toBe('Demande lue par Bao Morel')
  expect(saidOf({ ...event, quoi: 'rappelee', cote: 'robot', par: '' })).toBe('Rappel envoyé à la structure')
  expect(despite('zone')).toBe('Envoyée malgré une adresse en dehors de la zone du service')
  for (const regle of REGLES) expect(despite(regle)).not.toContain('le contrôle')
  expect(despite('constructor')).toBe('Envoyée malgré le contrôle «\u202fconstructor\u202f»')
})

describe('deadlines', () => {
  const of = (more: Partial<Orientation>, now = NOW) => deadlineOf(told(more), now)
  it('what is awaited, until when, and what happens without an answer', () => {
    expect(of({})).toBe(
      'Réponse attendue avant le 28 novembre 2026, dans 5 jours. Sans réponse, elle expire le 21 décembre 2026, dans 28 jours.',
    )
    expect(of({}, NOW + 6 * 86_400_000)).toMatch(/^Une réponse est attendue dès que possible\. Sans réponse, elle expire/)
    expect(of({ pas_avant: '2026-12-01' })).toMatch(/^Vous avez annoncé une réponse pas avant le 1er décembre 2026\./)
    for (const [days, words] of [
      [29.9, 'aujourd’hui'],
      [28.9, 'demain'],
      [27.9, 'dans 2 jours'],
    ] as const)
      expect(of({ cree_le: new Date(NOW - days * 86_400_000).toISOString() })).toMatch(new RegExp(`, ${words}\\.$`))
  })
  it('none when nothing is awaited', () => {
    for (const etat of TOLD) if (etat !== 'OUVERTE') expect(of({ etat })).toBeNull()
  })
})

it('sizes are said as people say them', () => {
  expect([1, 400, 312_000, 5 * 1024 * 1024, 2_516_582].map((bytes) => sizeOf(bytes).replace(/\s/g, ' '))).toEqual([
    '1 ko',
    '1 ko',
    '305 ko',
    '5 Mo',
    '2,4 Mo',
  ])
})

describe('what is typed', () => {
  it('any form is answered by a page where it is text, and orders only what may be sent', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({
        unit: fc.constantFrom('<', '>', '"', "'", '&', '{{', '}}', '${', '</textarea>', '<script>', '\r\n', 'é', ' '),
        maxLength: 30,
      }),
      fc.constantFrom('', 'a'.repeat(1_000), 'a'.repeat(1_001), '#SERVICE_ADDRESS#'.repeat(50)),
    )
    const form = fc.record({
      message: text,
      message_personne: text,
      pas_avant: fc.oneof(text, fc.constantFrom('2026-11-24', '24/11/2026', '2027-05-22', '2027-05-23')),
      motifs: fc.oneof(text, fc.constantFrom('autre', 'session-complète')),
      copies: text,
      etape: fc.constantFrom('', 'motifs', 'message'),
      prepare: text,
      envoi: text,
    })
    fc.assert(
      fc.property(fc.constantFrom(...names), form, (name, fields) => {
        const read = formOf(new URLSearchParams(fields).toString())
        const { page, order } = ANSWERS[name].read(scene, read)
        const { html } = renderPage(page(asked))
        const main = html.slice(html.indexOf('<main>'))
        expect(main).not.toMatch(/<script|<b>/)
        expect(main.match(/<textarea/g)?.length).toBe(main.match(/<\/textarea>/g)?.length)
        if (order === null) return
        const { patch } = order
        if ('message' in patch && order.command !== 'postpone')
          expect(patch.message.length >= 1 && patch.message.length <= 1_000).toBe(true)
        if ('pas_avant' in patch) expect(patch.pas_avant > TODAY).toBe(true)
        if ('motifs' in patch) expect(patch.motifs).toHaveLength(1)
      }),
      { numRuns: 200 },
    )
  })
  it('what a page shows in its fields comes back the same from a browser', () => {
    const lines = fc.string({ unit: fc.constantFrom('a', 'é', '\n', ' ', '<', '&', '"', '😀'), maxLength: 80 })
    fc.assert(
      fc.property(lines, (message) => {
        const { page } = ANSWERS['ecrire-prescripteur'].read(scene, formOf(new URLSearchParams({ message }).toString()))
        const { html } = renderPage(page(asked))
        const shown = /<textarea[^>]*>([\s\S]*?)<\/textarea>/.exec(html)?.[1] ?? ''
        const read = shown.replaceAll('&lt;', '<').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
        // A reader of pages drops one first line end.
        expect(read.replace(/^\n/, '')).toBe(message)
      }),
    )
  })
  it('says twice what is said once: no form', () => {
    expect(readForm('message=a&message=b')).toBeNull()
    expect(readForm('motifs=a&motifs=b&motifs=a')?.all('motifs')).toEqual(['a', 'b'])
    expect(readForm(`motifs=a${'&motifs=b'.repeat(40)}`)).toBeNull()
    expect(formOf('message=a%0D%0Ab%0Dc').one('message')).toBe('a\nb\nc')
  })
  it('days are read as they are written in France', () => {
    expect(['1/2/2027', '01.02.2027', '1-2-2027', ' 2027-02-01 ', '1 2 2027'].map(isoDay)).toEqual(Array(5).fill('2027-02-01'))
    const { min, max } = postponeRange(TODAY)
    for (const day of [min, max]) expect(dayProblem(day, TODAY)).toBeNull()
    for (const day of [TODAY, '2027-02-30', '', '2099-01-01', '0001-01-01']) expect(dayProblem(day, TODAY)).not.toBeNull()
  })
  it('a message is judged as it will be sent', () => {
    const judge = (text: string, required = true) =>
      messageProblem({ champ: 'message', text, required, adresse: 'x'.repeat(400) })
    expect(judge('Oui.')).toBeNull()
    expect(judge('', false)).toBeNull()
    for (const wrong of ['', '  \n', '<b></b>', '<script>x</script>', '{{ nom }}', '#SERVICE_ADDRESS#'.repeat(3)])
      expect(judge(wrong)?.champ).toBe('message')
  })
})

it.each(['light', 'dark'] as const)('what is wrong is told in a colour that is read, %s (WCAG AA)', (theme) => {
  const wrong = [...DEMANDE_STYLE.matchAll(/--wrong: (#\w{6})/g)][theme === 'light' ? 0 : 1]?.[1] ?? ''
  const luminance = (colour: string): number => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
      return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const [darker = 0, lighter = 0] = [luminance(wrong), luminance(COLOURS[theme].ground)].sort((a, b) => a - b)
  expect((lighter + 0.05) / (darker + 0.05)).toBeGreaterThanOrEqual(4.5)
})
