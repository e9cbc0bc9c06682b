import type { Check } from '#shared/orientation/checks.ts'
import type { DraftContent } from '#shared/orientation/draft.ts'
import { whatHappensText as t } from '../../../i18n/sending.ts'
import type { IconName } from '../../../ui/Icon.tsx'

export type Consequence = { readonly icon: IconName; readonly words: string; readonly warn?: boolean }

type Plan = {
  readonly content: Pick<
    DraftContent,
    | 'beneficiaire_courriel'
    | 'beneficiaire_age'
    | 'beneficiaire_commune'
    | 'beneficiaire_numero_france_travail'
    | 'referent_courriel'
  >
  readonly checks: readonly Check[]
  /** Name of the structure asked; '' when unknown. */
  readonly structure: string
  /** Name of the structure it is sent in the name of. */
  readonly sender: string
  /** Address of the account that sends. */
  readonly account: string
  readonly pieces: number
  readonly offline: boolean
}

/** The structure that sends is not validated: what it sends waits for the team that keeps the server. */
export const isHeld = (checks: readonly Check[]): boolean =>
  checks.some(({ regle, niveau }) => regle === 'moderation' && niveau !== 'ok')

/** Everything that sending does, said before it is done: who is written to, what the person is told, what waits. */
export const consequencesOf = ({ content, checks, structure, sender, account, pieces, offline }: Plan): Consequence[] => {
  const held = isHeld(checks)
  const person = content.beneficiaire_courriel.trim()
  const referent = content.referent_courriel.trim()
  const copies = [account, ...(referent.toLowerCase() === account.toLowerCase() ? [] : [referent])].filter((one) => one !== '')
  const some = (condition: boolean, consequence: Consequence): Consequence[] => (condition ? [consequence] : [])
  return [
    ...some(offline, { icon: 'offline', words: t.horsLigne, warn: true }),
    ...some(held, { icon: 'shield', words: t.retenue(sender), warn: true }),
    { icon: 'mail', words: held ? t.structureApres(structure) : t.structure(structure) },
    ...some(copies.length > 0, { icon: 'copy', words: t.copie(copies) }),
    person === '' ? { icon: 'user', words: t.personneSans, warn: true } : { icon: 'user', words: t.personne(person) },
    ...some(pieces > 0, { icon: 'clip', words: t.pieces(pieces) }),
    ...some(content.beneficiaire_numero_france_travail.trim() !== '', { icon: 'lock', words: t.numero }),
    ...some(content.beneficiaire_age.trim() !== '' || content.beneficiaire_commune !== '', { icon: 'lock', words: t.garde }),
    { icon: 'clock', words: t.silence },
  ]
}
