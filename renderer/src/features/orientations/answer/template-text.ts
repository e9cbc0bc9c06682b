import { fold } from '#shared/geo/fold.ts'
import { ADDRESS_PLACEHOLDER } from '#shared/orientation/answers.ts'

/**
 * A message made a template, and back. What is of one request is replaced by marks: a template is kept for long, and must hold
 * nothing of anyone.
 */
export type Particulars = {
  readonly prenom: string
  readonly nom: string
  readonly service: string
  /** '' when it is not known. */
  readonly adresse: string
}

export const PERSON = '#PERSONNE#'
export const SERVICE = '#SERVICE#'

const replace = (text: string, what: string, mark: string): string =>
  what.trim() === '' ? text : text.replaceAll(what, () => mark)

/** The message without its particulars. */
export const toTemplate = (message: string, { prenom, nom, service, adresse }: Particulars): string => {
  const whole = replace(replace(message, `${prenom} ${nom}`.trim(), PERSON), `${nom} ${prenom}`.trim(), PERSON)
  return replace(replace(whole, adresse, ADDRESS_PLACEHOLDER), service, SERVICE)
}

/** Whether a template still names the person: their name or first name stands in it as a word. */
export const stillPersonal = (template: string, { prenom, nom }: Pick<Particulars, 'prenom' | 'nom'>): boolean => {
  const words = new Set(fold(template).split(' '))
  return [prenom, nom].some((name) => {
    const parts = fold(name).split(' ').filter(Boolean)
    return parts.length > 0 && parts.every((part) => words.has(part))
  })
}

/** The template with the particulars of a request; the address stays a mark when it is not known: the server knows what to say. */
export const fromTemplate = (template: string, { prenom, nom, service, adresse }: Particulars): string => {
  const values: Readonly<Record<string, string>> = {
    [PERSON]: `${prenom} ${nom}`.trim(),
    [SERVICE]: service,
    [ADDRESS_PLACEHOLDER]: adresse.trim() === '' ? ADDRESS_PLACEHOLDER : adresse,
  }
  // In one pass: a name that looks like a mark is a name.
  return template.replaceAll(/#(?:PERSONNE|SERVICE|SERVICE_ADDRESS)#/g, (mark) => values[mark] ?? mark)
}
