import type { Orientation } from '#shared/orientation/model.ts'

/** What people type about a person, without saying who it is: for letters that leave this server to others than that person. */

type Person = Pick<Orientation['personne'], 'nom' | 'prenom' | 'telephone' | 'courriel' | 'numero_france_travail'>

const initial = (name: string): string => {
  const [letter] = /\p{L}/u.exec(name.normalize('NFC')) ?? []
  return letter === undefined ? '' : `${letter.toLocaleUpperCase('fr')}.`
}

/** « J. D. »; '' when there is no name. */
export const initialsOf = ({ nom, prenom }: Pick<Person, 'nom' | 'prenom'>): string =>
  [initial(prenom), initial(nom)].filter((one) => one !== '').join(' ')

/** Without accents nor capitals, with where each character comes from. */
const folded = (text: string): { readonly text: string; readonly at: readonly number[] } => {
  let out = ''
  const at: number[] = []
  let index = 0
  for (const character of text) {
    const plain = character.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
    out += plain
    for (let unit = 0; unit < plain.length; unit += 1) at.push(index)
    index += character.length
  }
  at.push(index)
  return { text: out, at }
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
/** Whatever parts words, on one line. */
const GAP = '[^\\p{L}\\p{N}\\n]{1,12}'
/** A name as it may be written: its words, whatever is between them. */
const wordsOf = (name: string): string =>
  folded(name)
    .text.split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map(literal)
    .join(GAP)
const BEFORE = '(?<![\\p{L}\\p{N}])'
const AFTER = '(?![\\p{L}\\p{N}])'
const digits = (number: string): string => [...number].map(literal).join('[\\s.\\-/()]*')

type Rule = { readonly find: RegExp; readonly say: string; readonly proper: boolean }

/** Initials, to those who sent it; not even these to the structure, whom the page shows who it is. */
type As = 'initiales' | 'personne'

const rulesOf = (person: Person, as: As): readonly Rule[] => {
  const called = (initials: string): string => (as === 'initiales' && initials !== '' ? initials : 'la personne')
  const [nom, prenom] = [wordsOf(person.nom), wordsOf(person.prenom)]
  const rule = (pattern: string, say: string, proper = false): Rule => ({
    find: new RegExp(`${BEFORE}(?:${pattern})${AFTER}`, 'gu'),
    say: `[${say}]`,
    proper,
  })
  const anywhere = (pattern: string, say: string): Rule => ({
    find: new RegExp(`(?:${pattern})`, 'gu'),
    say: `[${say}]`,
    proper: false,
  })
  const phone = person.telephone.replace(/\D/g, '')
  const number = person.numero_france_travail.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase()
  return [
    ...(person.courriel === '' ? [] : [rule(literal(folded(person.courriel).text), 'adresse e-mail')]),
    ...(/^0\d{9}$/.test(phone)
      ? [anywhere(`(?:(?:\\+|00)33[\\s.\\-/()]*0?|(?<!\\d)0)[\\s.\\-/()]*${digits(phone.slice(1))}(?!\\d)`, 'téléphone')]
      : []),
    ...(number.length < 6 ? [] : [rule(digits(number), 'numéro France Travail')]),
    ...(nom === '' || prenom === '' ? [] : [rule(`${prenom}${GAP}${nom}|${nom}${GAP}${prenom}`, called(initialsOf(person)))]),
    // Alone, only as a name is written: many are words too.
    ...(nom === '' ? [] : [rule(nom, called(initial(person.nom)), true)]),
    ...(prenom === '' ? [] : [rule(prenom, called(initial(person.prenom)), true)]),
  ]
}

const startsAsName = (text: string): boolean => /^\p{Lu}/u.test(text)

const replaced = (text: string, { find, say, proper }: Rule): string => {
  const plain = folded(text)
  let out = ''
  let from = 0
  for (const match of plain.text.matchAll(find)) {
    const [start, end] = [plain.at[match.index] ?? 0, plain.at[match.index + match[0].length] ?? text.length]
    if (start < from || (proper && !startsAsName(text.slice(start, end)))) continue
    out += text.slice(from, start) + say
    from = end
  }
  return out + text.slice(from)
}

/**
 * A message with the name of the person, how to reach them and their number replaced, between brackets. What is written otherwise
 * (a nickname, a mistake) stays: messages are meant for professionals, and their first readers.
 */
export const masked = (person: Person, message: string, as: As = 'initiales'): string =>
  rulesOf(person, as).reduce(replaced, message.normalize('NFC'))
