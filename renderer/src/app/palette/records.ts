import { emptyQuery } from '#shared/search/address.ts'
import { fold } from '#shared/geo/fold.ts'
import type { DossierResume } from '#shared/person/profile.ts'
import type { PlanResume } from '#shared/plan/plan.ts'
import type { Card } from '#shared/search/result.ts'
import { displayName } from '#shared/text/names.ts'
import { app } from '../../i18n/app.ts'
import { useCall } from '../../lib/api.ts'
import { href, navigate } from '../../lib/route.ts'
import type { Command } from './commands.ts'

/** From so many letters on, records are proposed beside screens and actions. */
const LEAST = 3
const [MOST_SERVICES, MOST_OTHERS] = [4, 3]

const service = ({ id, nom, structure, commune }: Card): Command => ({
  id: `service/${id}`,
  label: displayName(nom),
  detail: [app.service, structure === null ? null : displayName(structure.nom), commune]
    .filter((one) => one !== null)
    .join(' · '),
  icon: 'document',
  run: () => navigate(href.service(id)),
})

/** Structures are found by the services they offer: those whose own name says what was typed. */
const structures = (cards: readonly Card[], matches: (text: string) => boolean): readonly Command[] => {
  const found = new Map(
    cards.flatMap(({ structure, commune }) => (structure === null ? [] : [[structure.id, { ...structure, commune }]])),
  )
  return [...found.values()]
    .filter(({ nom }) => matches(nom))
    .slice(0, MOST_OTHERS)
    .map(({ id, nom, commune }) => ({
      id: `structure-de/${id}`,
      label: displayName(nom),
      detail: [app.structure, commune].filter((one) => one !== null).join(' · '),
      icon: 'building',
      run: () => navigate(href.structure(id)),
    }))
}

const person = ({ id, personne }: DossierResume): Command => ({
  id: `personne/${id}`,
  label: personne,
  detail: app.person,
  icon: 'user',
  run: () => navigate(href.personne(id)),
})

const plan = ({ id, besoins, personne }: PlanResume): Command => ({
  id: `plan/${id}`,
  label: besoins.join(', '),
  detail: personne === '' ? app.plan : `${app.plan} · ${personne}`,
  icon: 'list',
  run: () => navigate(href.plan(id)),
})

const matcher = (typed: string): ((text: string) => boolean) => {
  const words = fold(typed).split(' ').filter(Boolean)
  return (text) => {
    const parts = fold(text).split(' ')
    return words.every((word) => parts.some((part) => part.startsWith(word)))
  }
}

/** Services, structures, people of open folders and plans whose words begin like those typed. Never the network. */
export const useRecordCommands = (typed: string): readonly Command[] => {
  const words = typed.trim()
  const enabled = words.length >= LEAST
  const found = useCall('search.run', { ...emptyQuery(), text: words.slice(0, 300), limit: 20 }, { enabled, keepPrevious: true })
  const lock = useCall('personnes.verrou', undefined, { enabled })
  const people = useCall('personnes.list', undefined, { enabled: enabled && lock.data?.etat === 'ouvert' })
  const plans = useCall('plans.list', undefined, { enabled })
  if (!enabled) return []
  const matches = matcher(words)
  const cards = found.data?.hits ?? []
  return [
    ...(lock.data?.etat === 'ouvert' ? (people.data ?? []) : [])
      .filter(({ personne }) => personne !== '' && matches(personne))
      .slice(0, MOST_OTHERS)
      .map(person),
    ...(plans.data?.plans ?? [])
      .filter(({ besoins, personne }) => besoins.length > 0 && matches(`${besoins.join(' ')} ${personne}`))
      .slice(0, MOST_OTHERS)
      .map(plan),
    ...cards.slice(0, MOST_SERVICES).map(service),
    ...structures(cards, matches),
  ]
}
