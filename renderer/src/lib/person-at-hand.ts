import { create } from 'zustand'
import type { DraftContent, DraftView } from '#shared/orientation/draft.ts'

/**
 * Another request for the same person: what was typed of them, at hand until it is used once. In memory only, and for the account
 * that typed it: the next person to sit at this desk has nothing of it.
 */
const KEPT = [
  'situation',
  'beneficiaire_nom',
  'beneficiaire_prenom',
  'beneficiaire_numero_france_travail',
  'beneficiaire_disponibilite',
  'preferences_contact',
  'beneficiaire_telephone',
  'beneficiaire_courriel',
  'beneficiaire_autre_contact',
  'beneficiaire_commune',
  'beneficiaire_commune_nom',
  'beneficiaire_age',
] as const satisfies readonly (keyof DraftContent)[]

export type Person = Pick<DraftContent, (typeof KEPT)[number]>

export const knownOf = (content: DraftContent): Person =>
  Object.fromEntries(KEPT.map((field) => [field, content[field]])) as unknown as Person

type AtHand = { readonly person: Person; readonly account: string | null } | null

export const useAtHand = create<{ readonly atHand: AtHand }>(() => ({ atHand: null }))

/** @param account identifier of whoever is signed in; null for nobody */
export const keepPerson = (content: DraftContent, account: string | null): void =>
  useAtHand.setState({ atHand: { person: knownOf(content), account } })

export const forgetPerson = (): void => useAtHand.setState({ atHand: null })

/** The person at hand of that account; null when there is none. */
export const usePersonAtHand = (account: string | null): Person | null => {
  const atHand = useAtHand((state) => state.atHand)
  return atHand !== null && atHand.account === account ? atHand.person : null
}

/** « Prénom Nom » as typed. */
export const nameOf = ({
  beneficiaire_prenom,
  beneficiaire_nom,
}: Pick<DraftContent, 'beneficiaire_prenom' | 'beneficiaire_nom'>): string =>
  `${beneficiaire_prenom.trim()} ${beneficiaire_nom.trim()}`.trim()

/** A new draft with what is known of the person; of the publics they belong to, those that this service has. */
export const withPerson = ({ content, service }: Pick<DraftView, 'content' | 'service'>, person: Person): DraftContent => ({
  ...content,
  ...person,
  situation: person.situation.filter((one) => service.publics.includes(one)),
})
