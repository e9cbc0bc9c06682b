import { cleanText } from '#shared/listing/clean-text.ts'
import { addDays } from '#shared/listing/days.ts'
import { fillPlaceholders, unsafeMessage } from '#shared/orientation/answers.ts'
import { REPORT_JOURS } from '#shared/orientation/clocks.ts'
import { isDay } from '#shared/orientation/formats.ts'
import type { Problem } from './fields.ts'
import { dayOf } from './words.ts'

/** What was typed in the forms of a request, and what is wrong with it. Pure. */

const MAX_MESSAGE = 1_000
/** What is kept of a text far too long: enough to find it again. */
const MAX_KEPT = 20_000
const countOf = (count: number): string => count.toLocaleString('fr-FR')

export type Form = {
  /** '' for what is not there. */
  readonly one: (name: string) => string
  readonly all: (name: string) => readonly string[]
}

/** Fields that a form says several times. */
const SEVERAL: ReadonlySet<string> = new Set(['motifs', 'copies'])
const MOST_SEVERAL = 30

/** Null for a form that is none of ours: one that says twice what is said once. */
export const readForm = (body: string): Form | null => {
  const params = new URLSearchParams(body)
  for (const name of new Set(params.keys())) {
    const said = params.getAll(name).length
    if (said > (SEVERAL.has(name) ? MOST_SEVERAL : 1)) return null
  }
  return {
    // Browsers send a line end as two characters, that people would see counted.
    one: (name) => (params.get(name) ?? '').replace(/\r\n?/g, '\n').slice(0, MAX_KEPT),
    all: (name) => [...new Set(params.getAll(name))],
  }
}

type Ask = { readonly champ: string; readonly text: string; readonly required: boolean; readonly adresse: string | null }

/** Judged as it will be sent: blanks filled in, tags taken away. */
export const messageProblem = ({ champ, text, required, adresse }: Ask): Problem | null => {
  const wrong = (message: string): Problem => ({ champ, message })
  const clean = cleanText(fillPlaceholders(text, { adresse }))
  const unsafe = unsafeMessage(text) ?? unsafeMessage(clean)
  if (unsafe !== null) return wrong(`Retirez ${unsafe}\u202f: un message ne peut contenir que des mots.`)
  if (clean === '') return required || text.trim() !== '' ? wrong('Écrivez un message. Il peut être très court.') : null
  const length = Math.max(text.trim().length, clean.length)
  if (length > MAX_MESSAGE)
    return wrong(`Ce message compte ${countOf(length)} caractères\u202f: enlevez-en au moins ${countOf(length - MAX_MESSAGE)}.`)
  return null
}

const FRENCH_DAY = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/

/** A browser without a calendar sends what was typed. */
export const isoDay = (text: string): string => {
  const trimmed = text.trim()
  const [, day, month, year] = FRENCH_DAY.exec(trimmed) ?? []
  if (day === undefined || month === undefined || year === undefined) return trimmed
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** First and last day of « Pas avant le … ». @param today ISO, in Paris */
export const postponeRange = (today: string): { readonly min: string; readonly max: string } => ({
  min: addDays(today, 1),
  max: addDays(today, REPORT_JOURS),
})

/** @param text as isoDay gives it */
export const dayProblem = (text: string, today: string): Problem | null => {
  const { min, max } = postponeRange(today)
  const wrong = (message: string): Problem => ({ champ: 'pas_avant', message })
  if (text === '') return wrong('Indiquez une date.')
  if (!isDay(text)) return wrong('Cette date n’existe pas. Écrivez-la comme 31/12/2026.')
  if (text < min) return wrong(`Choisissez une date à partir du ${dayOf(min)}.`)
  if (text > max)
    return wrong(`Choisissez une date au plus tard le ${dayOf(max)}. Au-delà, refusez plutôt la demande en disant pourquoi.`)
  return null
}

/** What was typed in a form that came too late. */
export const writtenIn = (form: Form): string =>
  [form.one('message'), form.one('message_personne')].filter((text) => text.trim() !== '').join('\n\n')
