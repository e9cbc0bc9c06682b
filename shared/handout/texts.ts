import type { Langue } from './handout.ts'
import { ar } from './texts/ar.ts'
import { en } from './texts/en.ts'
import { es } from './texts/es.ts'
import { fa } from './texts/fa.ts'
import { fr, type Key, type Texts } from './texts/fr.ts'
import { it } from './texts/it.ts'
import { ps } from './texts/ps.ts'
import { pt } from './texts/pt.ts'
import { ro } from './texts/ro.ts'
import { ru } from './texts/ru.ts'
import { sq } from './texts/sq.ts'
import { tr } from './texts/tr.ts'
import { uk } from './texts/uk.ts'

/** The fixed texts of the handout, in French and in twelve languages. Written with care, not proofread by native speakers. */

export const TEXTS: Readonly<Record<Langue, Texts>> = { en, es, pt, it, ro, sq, tr, uk, ru, ar, ps, fa }

const RTL: ReadonlySet<string> = new Set<Langue>(['ar', 'ps', 'fa'])
export const isRightToLeft = (langue: Langue | null): boolean => langue !== null && RTL.has(langue)

/** Names of languages, in French and in themselves. */
const NOMS: Readonly<Record<Langue, readonly [nom: string, propre: string]>> = {
  en: ['Anglais', 'English'],
  es: ['Espagnol', 'Español'],
  pt: ['Portugais', 'Português'],
  it: ['Italien', 'Italiano'],
  ro: ['Roumain', 'Română'],
  sq: ['Albanais', 'Shqip'],
  tr: ['Turc', 'Türkçe'],
  uk: ['Ukrainien', 'Українська'],
  ru: ['Russe', 'Русский'],
  ar: ['Arabe', 'العربية'],
  ps: ['Pachto', 'پښتو'],
  fa: ['Persan (dari, farsi)', 'فارسی'],
}

export type LangueNom = { readonly code: Langue; readonly nom: string; readonly propre: string }
export const LANGUE_NOMS: readonly LangueNom[] = (Object.keys(NOMS) as Langue[])
  .map((code) => ({ code, nom: NOMS[code][0], propre: NOMS[code][1] }))
  .sort((a, b) => a.nom.localeCompare(b.nom, 'fr'))

type Values = Readonly<Record<string, string>>

const fill = (text: string, values: Values): string => text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)

/** Kept from left to right, whatever surrounds it: a name, an address, an hour (Unicode UAX #9, LRI … PDI). */
export const isolate = (text: string): string => (text === '' ? '' : `\u2066${text}\u2069`)

/** Marks of direction that the text itself may carry: they would break out of what isolates it. */
export const bare = (text: string): string => text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]/g, '')

/** The same words in French and, if asked, in another language. */
export type Deux = { readonly fr: string; readonly autre: string | null }

export type Say = {
  readonly langue: Langue | null
  /** A fixed text; `values` are names and numbers: the same in both languages. */
  readonly say: (key: Key, values?: Values) => Deux
  /** A fixed text around words that are themselves in both languages. */
  readonly around: (key: Key, values: Readonly<Record<string, Deux>>) => Deux
  /** « lundi 7 décembre 2026 », in both languages. */
  readonly date: (day: Date) => Deux
  /** 0 for Monday. */
  readonly weekday: (day: number) => Deux
  /** From « 09:30 ». */
  readonly time: (clock: string) => Deux
}

/** Days and months are those of the Unicode CLDR; years of the Gregorian calendar, digits as on French papers. */
const formatter = (langue: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(`${langue}-u-ca-gregory-nu-latn`, { timeZone: 'UTC', ...options })

/** « 9 h », « 17 h 30 »: minutes are told only when there are some. */
const frenchTime = (clock: string): string => {
  const [hours = '', minutes = ''] = clock.split(':')
  return `${Number(hours)}\u00a0h${minutes === '00' || minutes === '' ? '' : `\u00a0${minutes}`}`
}

const A_MONDAY = Date.UTC(2024, 0, 1)
const DAY_MS = 86_400_000

export const createSay = (langue: Langue | null): Say => {
  const rtl = isRightToLeft(langue)
  const texts = langue === null ? null : TEXTS[langue]
  const dated = (day: number, options: Intl.DateTimeFormatOptions): Deux => ({
    fr: formatter('fr', options).format(day),
    autre: langue === null ? null : formatter(langue, options).format(day),
  })
  const inside = (values: Values): Values =>
    rtl ? Object.fromEntries(Object.entries(values).map(([name, value]) => [name, isolate(value)])) : values
  return {
    langue,
    say: (key, values = {}) => ({
      fr: fill(fr[key], values),
      autre: texts === null ? null : fill(texts[key], inside(values)),
    }),
    around: (key, values) => {
      const side = (which: 'fr' | 'autre'): Values =>
        Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value[which] ?? value.fr]))
      return { fr: fill(fr[key], side('fr')), autre: texts === null ? null : fill(texts[key], side('autre')) }
    },
    date: (day) => dated(day.getTime(), { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Europe/Paris' }),
    weekday: (day) => dated(A_MONDAY + day * DAY_MS, { weekday: 'long' }),
    time: (clock) => ({ fr: frenchTime(clock), autre: langue === null ? null : rtl ? isolate(clock) : clock }),
  }
}
