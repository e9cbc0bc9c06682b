import { summaryOf } from '../catalogue/summary.ts'
import { contactOf, personSteps, type Step } from '../catalogue/steps.ts'
import type { ServiceSheet } from '../contract/catalogue.ts'
import type { PlanDoc } from '../plan/plan.ts'
import { categoryOf } from '../reference/thematiques.ts'
import { displayPhone } from '../text/contact.ts'
import { displayTown } from '../text/names.ts'
import { faultsInWords } from './falc.ts'
import { difficultWords, type Mot } from './glossary.ts'
import type { FeuilleModele, FeuilleOptions, Langue } from './handout.ts'
import { hoursInWords } from './hours.ts'
import { bare, createSay, type Deux, type Say } from './texts.ts'
import { fr, type Key } from './texts/fr.ts'

/** The sheet itself, before it is paper, e-mail or text message: what each reader is told, in French and in their language. */

/** `nature`: `nom` is a name, an address, a number, as it is in French; `mots` are words of the record, in French alone. */
export type Ligne = Deux & { readonly nature: 'phrase' | 'nom' | 'mots' }
export type Rubrique = { readonly cle: Key; readonly titre: Deux; readonly lignes: readonly Ligne[] }

export type Fiche = {
  readonly id: string
  /** Its number on the sheet and on the map, from 1. */
  readonly numero: number
  readonly nom: string
  readonly structure: string
  readonly rubriques: readonly Rubrique[]
  readonly point: { readonly lat: number; readonly lon: number } | null
  readonly commune: string
  /** What a text message and the code have room for, in French. */
  readonly bref: {
    readonly adresse: string
    readonly telephone: string
    readonly courriel: string
    readonly quand: readonly string[]
    readonly papiers: readonly string[]
  }
}
export type Bloc = { readonly besoin: string; readonly fiches: readonly Fiche[] }

export type Contact = {
  readonly nom: string
  readonly structure: string
  readonly telephone: string
  readonly courriel: string
}
export type Feuille = {
  readonly langue: Langue | null
  readonly titre: Deux
  /** « Pour Awa »; null when the first name is not asked for, or not known. */
  readonly pour: Deux | null
  readonly message: string
  readonly blocs: readonly Bloc[]
  readonly contact: Rubrique | null
  readonly mots: readonly Mot[]
  readonly modele: FeuilleModele
  readonly faite: Deux
  readonly lisibilite: readonly string[]
  /** Services asked for that are no longer in the catalogue: said to the counsellor, never to the person. */
  readonly absents: readonly string[]
}

/** Papers of one sheet at most: beyond, « demandez ». */
const MOST_LINES = 12
const MOST_TEXT = 300

const line = (text: string): string => bare(text).replace(/\s+/g, ' ').trim().slice(0, MOST_TEXT).toWellFormed()

/** The first sentence of a description, with its full stop: one plain sentence says what a service is. */
export const firstSentence = (text: string): string => {
  const whole = line(text)
  const end = /[.!?](?=\s|$)/u.exec(whole)
  return end === null ? whole : whole.slice(0, end.index + 1)
}

const named = (text: string): Ligne => ({ fr: line(text), autre: null, nature: 'nom' })
const worded = (text: string): Ligne => ({ fr: line(text), autre: null, nature: 'mots' })
const phrase = (deux: Deux): Ligne => ({ ...deux, nature: 'phrase' })
/** A label and what it is of: « Téléphone : 01 23… ». The value stays as it is in both. */
const labelled = (s: Say, key: Key, value: string): Ligne => {
  const { fr: label, autre } = s.say(key)
  return { fr: `${label} ${line(value)}`, autre, nature: 'phrase' }
}

const isKey = (text: string): text is Key => Object.hasOwn(fr, text)

const addressLines = (place: {
  readonly adresse?: string | null | undefined
  readonly complement_adresse?: string | null | undefined
  readonly code_postal?: string | null | undefined
  readonly commune?: string | null | undefined
}): readonly string[] => {
  const town = [place.code_postal, place.commune && displayTown(place.commune)].filter(Boolean).join(' ')
  return [place.adresse && displayTown(place.adresse), place.complement_adresse, town].flatMap((one) =>
    one != null && one.trim() !== '' ? [line(one)] : [],
  )
}

const STEP_PHRASES: Readonly<Record<string, Key>> = {
  'se-presenter': 'venez',
  telephoner: 'telephonez',
  'envoyer-un-courriel': 'ecrivez',
  'envoyer-un-mail': 'ecrivez',
  'utiliser-lien-mobilisation': 'site',
  'completer-le-formulaire-dadhesion': 'site',
  professionnel: 'professionnel',
}

const askLines = (steps: readonly Step[], s: Say): readonly Ligne[] => {
  if (steps.length === 0) return [phrase(s.say('professionnel'))]
  const lines = steps.flatMap((step): Ligne[] => {
    const key = STEP_PHRASES[step.mode]
    if (key === undefined) return step.texte === undefined ? [] : [worded(step.texte)]
    return [phrase(s.say(key)), ...(step.url === undefined ? [] : [named(step.url)])]
  })
  return lines.length === 0 ? [phrase(s.say('demandez_aide'))] : lines
}

const papersOf = ({ dora }: ServiceSheet['service']): readonly string[] =>
  [...(dora?.credentials ?? []), ...(dora?.forms ?? []).map(({ nom }) => nom)].map(line).filter((one) => one !== '')

const ficheOf = (sheet: ServiceSheet, numero: number, note: string, s: Say): Fiche => {
  const { service, structure, horaires } = sheet
  const rubriques: Rubrique[] = []
  const add = (cle: Key, lignes: readonly Ligne[]): void => {
    const told = lignes.filter((one) => one.fr !== '').slice(0, MOST_LINES)
    if (told.length > 0) rubriques.push({ cle, titre: s.say(cle), lignes: told })
  }
  const category = categoryOf((service.thematiques ?? [])[0] ?? '')
  add('quoi', [...(isKey(category) ? [phrase(s.say(category))] : []), worded(firstSentence(summaryOf(service)))])

  const modes = service.modes_accueil ?? []
  const remoteOnly = modes.length > 0 && !modes.includes('en-presentiel')
  const own = addressLines(service)
  // The place of the structure, where the service says none and does not happen elsewhere.
  const address = own.length > 0 || remoteOnly || structure === null ? own : addressLines(structure)
  add('ou', [
    ...address.map(named),
    ...(modes.includes('a-distance') ? [phrase(s.say('distance'))] : []),
    ...(address.length === 0 && !modes.includes('a-distance') ? [phrase(s.say('adresse_demander'))] : []),
  ])

  const { telephone, courriel } = contactOf(service, structure)
  const phone = telephone === null ? '' : line(displayPhone(telephone))
  const hours = hoursInWords(horaires, s)
  const said = (one: Deux): Ligne => ({ ...one, nature: one.autre === null && s.langue !== null ? 'mots' : 'phrase' })
  add('quand', hours.length === 0 ? [phrase(s.say('horaires_demander'))] : hours.map(said))
  add('appeler', [
    ...(service.dora?.contact_name ? [phrase(s.say('personne', { nom: line(service.dora.contact_name) }))] : []),
    ...(phone === '' ? [] : [labelled(s, 'telephone', phone)]),
    ...(courriel === null ? [] : [labelled(s, 'courriel', courriel)]),
  ])
  add('demander', askLines(personSteps(service, structure), s))
  const papers = papersOf(service)
  add('papiers', papers.length === 0 ? [phrase(s.say('papiers_demander'))] : papers.map(worded))
  add('prix', [
    ...(service.frais === 'gratuit' ? [phrase(s.say('gratuit'))] : []),
    ...(service.frais === 'payant' ? [phrase(s.say('payant'))] : []),
    ...(service.frais_precisions ? [worded(service.frais_precisions)] : []),
    ...(service.frais == null && !service.frais_precisions ? [phrase(s.say('prix_demander'))] : []),
  ])
  add('note', [worded(note)])

  const place = address === own ? service : (structure ?? service)
  const point =
    !remoteOnly && place.latitude != null && place.longitude != null ? { lat: place.latitude, lon: place.longitude } : null
  return {
    id: service.id,
    numero,
    nom: line(service.nom),
    structure: structure === null ? '' : line(structure.nom),
    rubriques,
    point,
    commune: place.commune ? line(displayTown(place.commune)) : '',
    bref: {
      adresse: address.join(', '),
      telephone: phone,
      courriel: courriel === null ? '' : line(courriel),
      quand: hours.map((one) => one.fr),
      papiers: papers,
    },
  }
}

/** What to put in the sheet: needs in order, each with its services; a service is told once, under its first need. */
export type Asked = {
  readonly besoins: readonly {
    readonly besoin: string
    readonly services: readonly { readonly id: string; readonly nom: string; readonly note: string }[]
  }[]
  readonly message: string
  readonly prenom: string
}

export const askedOfPlan = (doc: PlanDoc, prenom: string): Asked => ({
  besoins: doc.besoins.map(({ mots, options, note }) => ({
    besoin: line(mots),
    services: options.map(({ serviceId, nom, note: own }, index) => ({
      id: serviceId,
      nom,
      note: [index === 0 ? note : '', own].filter((one) => one.trim() !== '').join(' '),
    })),
  })),
  message: doc.message,
  prenom,
})

export const askedOfServices = (services: readonly string[], titre: string): Asked => ({
  besoins: [{ besoin: line(titre), services: services.map((id) => ({ id, nom: id, note: '' })) }],
  message: '',
  prenom: '',
})

export type MakeFeuille = {
  readonly asked: Asked
  /** Sheets of the catalogue, by id; those that left it are absent. */
  readonly sheets: ReadonlyMap<string, ServiceSheet>
  readonly options: FeuilleOptions
  readonly modele: FeuilleModele
  readonly contact: Contact | null
  readonly today: Date
}

/** Texts of the sheet that someone wrote for it, and those of the records: what the rules of easy reading are checked on. */
const writtenTexts = (blocs: readonly Bloc[], message: string): readonly string[] => [
  message,
  ...blocs.flatMap(({ fiches }) =>
    fiches.flatMap(({ rubriques }) =>
      rubriques.flatMap(({ lignes }) => lignes.filter(({ nature }) => nature === 'mots').map((one) => one.fr)),
    ),
  ),
]

export const makeFeuille = ({ asked, sheets, options, modele, contact, today }: MakeFeuille): Feuille => {
  const s = createSay(options.langue)
  const told = new Set<string>()
  const absents: string[] = []
  let numero = 0
  const blocs = asked.besoins.flatMap(({ besoin, services }): Bloc[] => {
    const fiches = services.flatMap(({ id, nom, note }): Fiche[] => {
      if (told.has(id)) return []
      told.add(id)
      const sheet = sheets.get(id)
      if (sheet !== undefined) return [ficheOf(sheet, ++numero, note, s)]
      absents.push(nom)
      return []
    })
    return fiches.length === 0 ? [] : [{ besoin, fiches }]
  })
  const message = bare(asked.message).trim()
  const names = blocs.flatMap(({ fiches }) => fiches.flatMap(({ nom, structure }) => [nom, structure]))
  const written = writtenTexts(blocs, message)
  const shown = contact !== null && options.contact ? contact : null
  return {
    langue: options.langue,
    titre: s.say('titre'),
    pour: options.prenom && asked.prenom.trim() !== '' ? s.say('pour', { prenom: line(asked.prenom) }) : null,
    message,
    blocs,
    contact:
      shown === null
        ? null
        : {
            cle: 'aide',
            titre: s.say('aide'),
            lignes: [
              ...[shown.nom, shown.structure].filter((one) => one !== '').map(named),
              ...(shown.telephone === '' ? [] : [labelled(s, 'telephone', displayPhone(shown.telephone))]),
              ...(shown.courriel === '' ? [] : [labelled(s, 'courriel', shown.courriel)]),
            ],
          },
    mots: difficultWords([...names, ...written, ...blocs.map(({ besoin }) => besoin)]),
    modele,
    faite: (() => {
      const date = s.date(today)
      return s.around('faite_le', { date })
    })(),
    lisibilite: faultsInWords(written),
    absents,
  }
}
