import type { OrientationAct } from '#shared/contract/orientation.ts'
import type { PrivacyDesk } from './desks.ts'
import type { Invented } from './people.ts'
import type { World } from './world.ts'

/** What becomes of each invented person, from a first word typed to the day when nothing of them is left. */

export const JOURNEYS = [
  'acceptée au poste',
  'acceptée par le lien',
  'refusée par le lien',
  'refusée au poste',
  'reportée',
  'silence',
  'annulée',
  'retenue puis approuvée',
  'confiée',
  'les emplois',
  'jeton des emplois',
  'brouillon',
  'refusée par le serveur',
  'malgré tout',
  'lien expiré',
  'écrite et reprise',
  'compte supprimé',
  'rejetée par la modération',
] as const
export type Journey = (typeof JOURNEYS)[number]

export type Case = {
  readonly journey: Journey
  readonly person: Invented
  /** Of the request; null until it is sent. */
  id: string | null
  /** Was its file sent with it. */
  withFile: boolean
}

/** @returns so many people, the journeys in turn. */
export const casesOf = (world: World, count: number): readonly Case[] =>
  Array.from({ length: count }, (_, n) => ({
    journey: JOURNEYS[n % JOURNEYS.length] as Journey,
    person: world.inventing.person(),
    id: null,
    withFile: false,
  }))

/** For as long as a person waits; throws when they stop it. */
export type Rest = () => Promise<void>

export const fullName = ({ prenom, nom }: Invented): string => `${prenom} ${nom}`

/** With a word of its own, found wherever the message goes. */
export const message = (world: World, text: string): string => `${text}\n${world.inventing.message()}`
export const act = (desk: PrivacyDesk, one: OrientationAct): Promise<void> => desk.call('orientations.act', one)
