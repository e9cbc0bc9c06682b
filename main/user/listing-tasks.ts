import type { Listing, ModelLine, ServiceLine, Task } from '#shared/contract/listing.ts'
import { daysBetween } from '#shared/listing/days.ts'
import { isEnding } from '#shared/listing/availability.ts'
import type { Suggestion } from '#shared/listing/suggestion.ts'

/** What only the server knows of the people of a structure; null when it could not say. */
export type People = { readonly membres: number; readonly demandes: readonly string[] } | null

type Parts = {
  readonly structure: Listing['structure']
  readonly services: readonly ServiceLine[]
  readonly modeles: readonly ModelLine[]
  readonly suggestions: readonly Suggestion[]
  readonly people: People
  readonly droits: Listing['droits']
  readonly today: string
}

/** What ended longer ago is unknown again, and nobody's task. */
const ENDED_DAYS = 14

const isOver = ({ disponibilite, statut }: ServiceLine, today: string): boolean =>
  disponibilite !== null &&
  statut === 'PUBLISHED' &&
  isEnding(disponibilite, today) &&
  daysBetween(disponibilite.jusqu_au, today) <= ENDED_DAYS

const isRefused = ({ envoi }: { readonly envoi: ServiceLine['envoi'] }): boolean => envoi === 'refuse' || envoi === 'conflit'

/** Something to do, most useful first: what others wait for, then what keeps the listing from being right, then the rest. */
export const tasksOf = ({ structure, services, modeles, suggestions, people, droits, today }: Parts): Task[] => {
  const ids = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id)
  const about = (code: Task['code'], all: readonly string[]): Task[] =>
    all.length === 0 ? [] : [{ code, ids: [...all], nombre: all.length }]
  const when = (code: Task['code'], holds: boolean): Task[] => (holds ? [{ code, ids: [structure.id], nombre: 1 }] : [])
  if (!droits.ecrire_services) return []
  return [
    ...about('suggestions', ids(suggestions.filter(({ etat }) => etat === 'ouverte'))),
    ...about('demandes-acces', droits.gerer_membres ? (people?.demandes ?? []) : []),
    ...about('services-a-actualiser', ids(services.filter(({ a_actualiser }) => a_actualiser))),
    ...about('modeles-changes', ids(services.filter(({ modele }) => modele?.change === true))),
    ...about('disponibilite-expire', ids(services.filter((one) => isOver(one, today)))),
    ...about('brouillons-anciens', ids(services.filter(({ brouillon_ancien }) => brouillon_ancien))),
    ...about(
      'envois-refuses',
      ids([...[structure].filter(isRefused), ...services.filter(isRefused), ...modeles.filter(isRefused)]),
    ),
    ...when('structure-a-completer', droits.modifier && structure.manques.length > 0),
    ...when('structure-a-actualiser', droits.modifier && structure.a_actualiser),
    ...when('inviter-collegues', droits.gerer_membres && people !== null && people.membres === 1),
    ...when('premier-service', services.length === 0),
  ]
}
