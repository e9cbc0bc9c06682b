import { isExplained } from './glossary.ts'

/**
 * Rules of easy-to-read French that a program can check. Their source: « L’information pour tous : règles européennes pour une
 * information facile à lire et à comprendre », Inclusion Europe and Unapei, 2009 (the rules that FALC stands for). What it asks of a
 * reader (that people concerned read the text again) no program does: these rules find the plain faults, and prove nothing more.
 */

export type FalcRule =
  'phrase-longue' | 'sigle' | 'passif' | 'chiffres' | 'une-idee' | 'negation' | 'caracteres' | 'symbole' | 'mot-long' | 'adresse'
export type Fault = { readonly regle: FalcRule; readonly extrait: string }

/** Words of one sentence at most: « Faites toujours des phrases courtes », and a line or two of a page in large print. */
export const MOST_WORDS = 15
/** Letters: beyond, « utilisez des mots faciles à comprendre » is surely broken. */
const MOST_LETTERS = 16

const ABBREVIATION = /(?<![\p{L}\p{N}.@/-])\p{Lu}{2,6}(?![\p{L}@])/gu
/** Being done to, by someone: « le dossier est déposé par… », « sera étudiée ». Adjectives in -é that are states are let be. */
const PASSIVE =
  /(?<!\p{L})(?:est|sont|sera|seront|était|étaient|êtes|serez|a été|ont été|être)\s+(?!(?:situé|fermé|gratuit|ouvert|adapté|réservé|âgé)e?s?\b)(\p{L}+(?:é|ée|és|ées))(?!\p{L})/giu
const NUMBER_WORDS =
  /(?<!\p{L})(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante|cent|mille)(?!\p{L})/giu
/** More than one idea: joined sentences. */
const JOINED =
  /;|,\s+(?:mais|car|donc|or|puis|ainsi|afin)(?!\p{L})|(?<!\p{L})(?:lequel|laquelle|lesquels|dont|notamment|c’est-à-dire|nonobstant)(?!\p{L})/giu
const NEGATION = /(?<!\p{L})(?:ne|n’)\s*\p{L}+\s+(?:pas|plus|jamais|rien|aucun|aucune)(?!\p{L})/giu
const CAPITALS = /(?<!\p{L})\p{Lu}{4,}(?:[\s’-]+\p{Lu}{3,})+/gu
const SYMBOLS = /[&§#<>*_{}[\]|~^]|\betc\b|\.\.\.|…/gu
const PERSON = /(?<!\p{L})(?:tu|toi|ton|ta|tes|l’usager|l’usagère|le bénéficiaire|les bénéficiaires|l’intéressée?)(?!\p{L})/giu

const RULES: readonly { readonly regle: FalcRule; readonly source: string; readonly dit: string }[] = [
  { regle: 'phrase-longue', source: 'Phrases : « Faites toujours des phrases courtes »', dit: 'Une phrase a plus de 15 mots' },
  { regle: 'sigle', source: 'Mots : « N’utilisez pas d’initiales »', dit: 'Un sigle n’est pas expliqué' },
  { regle: 'passif', source: 'Phrases : « Utilisez des phrases actives plutôt que passives »', dit: 'Une phrase est au passif' },
  { regle: 'chiffres', source: 'Mots : « Écrivez les nombres en chiffres, pas en lettres »', dit: 'Un nombre est en lettres' },
  { regle: 'une-idee', source: 'Phrases : « Une seule idée par phrase »', dit: 'Une phrase a plusieurs idées' },
  {
    regle: 'negation',
    source: 'Phrases : « Utilisez des phrases positives plutôt que négatives »',
    dit: 'Une phrase est négative',
  },
  { regle: 'caracteres', source: 'Présentation : « N’écrivez pas tout en majuscules »', dit: 'Des mots sont tout en majuscules' },
  {
    regle: 'symbole',
    source: 'Mots : « Évitez les caractères spéciaux et les abréviations »',
    dit: 'Un signe est difficile à lire',
  },
  { regle: 'mot-long', source: 'Mots : « Utilisez des mots faciles à comprendre »', dit: 'Un mot est très long' },
  { regle: 'adresse', source: 'Phrases : « Adressez-vous directement aux gens : vous »', dit: 'La phrase ne dit pas « vous »' },
]
export const FALC_RULES = RULES

/** Sentences of a text: cut at ends of sentences and of lines; « M. » and « 12.5 » are no ends. */
const sentences = (text: string): readonly string[] =>
  text
    .split(/(?<=[.!?…])(?<!\b(?:M|Mme|St|Ste|av|bd)\.)\s+|\n+/u)
    .map((one) => one.trim())
    .filter((one) => one !== '')

/** A word is what holds a letter or a digit: « ? » alone is none, « 9 h 30 » is three. */
const words = (sentence: string): readonly string[] =>
  sentence.split(/[\s\u00a0\u202f]+/u).filter((one) => /[\p{L}\p{N}]/u.test(one))

const isAddress = (text: string): boolean => /[@/]|www\./u.test(text)

/** What a French text breaks of the rules. */
export const faultsOf = (text: string): readonly Fault[] => {
  const faults: Fault[] = []
  const add = (regle: FalcRule, extrait: string): void => void faults.push({ regle, extrait: extrait.trim() })
  for (const sentence of sentences(text)) {
    const all = words(sentence)
    if (all.length > MOST_WORDS) add('phrase-longue', sentence)
    for (const one of all) if (one.replace(/[^\p{L}]/gu, '').length > MOST_LETTERS && !isAddress(one)) add('mot-long', one)
    if (isAddress(sentence)) continue
    for (const [found] of sentence.matchAll(CAPITALS)) add('caracteres', found)
    for (const [found] of sentence.matchAll(ABBREVIATION)) if (!isExplained(found)) add('sigle', found)
    for (const [found] of sentence.matchAll(PASSIVE)) add('passif', found)
    for (const [found] of sentence.matchAll(NUMBER_WORDS)) add('chiffres', found)
    for (const [found] of sentence.matchAll(JOINED)) add('une-idee', found)
    for (const [found] of sentence.matchAll(NEGATION)) add('negation', found)
    for (const [found] of sentence.matchAll(SYMBOLS)) add('symbole', found)
    for (const [found] of sentence.matchAll(PERSON)) add('adresse', found)
  }
  return faults
}

const told = new Map(RULES.map(({ regle, dit }) => [regle, dit]))
const shown = (extrait: string): string => (extrait.length > 80 ? `${extrait.slice(0, 79).toWellFormed()}…` : extrait)

/** The same, in French sentences: « Un sigle n’est pas expliqué : « ABC ». », each once. */
export const faultsInWords = (texts: readonly string[]): readonly string[] => [
  ...new Set(
    texts
      .flatMap((text) => faultsOf(text))
      .map(({ regle, extrait }) => `${told.get(regle) ?? ''}\u202f: «\u202f${shown(extrait)}\u202f».`),
  ),
]
