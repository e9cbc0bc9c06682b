import type { DoraError } from '#shared/errors.ts'
import { frenchDay, parisDay } from '#shared/listing/days.ts'
import type { ActeTold } from '#shared/moderation/acts.ts'
import type { ActEnd } from '../user/moderation-acts.ts'

/** What is said of an act that could not be done, and whether a failure is one that passes by itself. */

const SOMEBODY = 'Quelqu’un d’autre'
const REST = 'Votre geste n’a pas été fait, et rien n’est perdu. Relisez le dossier, puis recommencez s’il le faut.'

const day = (instant: string): string => {
  const at = Date.parse(instant)
  return Number.isNaN(at) ? '' : ` le ${frenchDay(parisDay(at))}`
}

export const endOf = (told: ActeTold): ActEnd => {
  switch (told.suite) {
    case 'fait':
      return { suite: 'fait', vu: told.vu }
    case 'sans-objet':
      return { suite: 'sans-objet' }
    case 'deja': {
      const what = told.quoi.trim() === '' ? '' : `\u202f: ${told.quoi.trim()}`
      return { suite: 'refuse', message: `${told.par || SOMEBODY} est passé avant vous${day(told.le)}${what}. ${REST}` }
    }
    case 'pris':
      return { suite: 'refuse', message: `${told.par || SOMEBODY} s’occupe de ce dossier. ${REST}` }
  }
}

/** Codes of accounts that say that the server did not answer, or that nobody is signed in. */
const PASSING = new Set(['compte-hors-ligne', 'compte-non-connecte'])

/**
 * Whether the server has refused, in whose words it did; anything else (no network, a server or a thread that fails, a session that has
 * ended, an answer that cannot be read) may be over the next time.
 */
export const isRefused = ({ code }: DoraError): boolean => code.startsWith('compte-') && !PASSING.has(code)
