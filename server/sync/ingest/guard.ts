import { KINDS, type StagedKind } from './staged.ts'

/** What a replacement would remove, and of how many rows. */
export type Losses = Readonly<Record<StagedKind, { readonly removed: number; readonly known: number }>>

/** A week of real updates removes a few rows in a hundred; a wrong file, or one cut short, most of them. */
const MOST_SHARE = 0.3
/** In a catalogue this small, everything is a large share. */
const FEW = 50

const NAMES: Readonly<Record<StagedKind, string>> = { structure: 'structures', service: 'services' }
const number = new Intl.NumberFormat('fr-FR')
const percent = new Intl.NumberFormat('fr-FR', { style: 'percent' })

const isTooMuch = ({ removed, known }: Losses[StagedKind]): boolean => removed > FEW && removed > known * MOST_SHARE

export const losesTooMuch = (losses: Losses): boolean => KINDS.some((kind) => isTooMuch(losses[kind]))

/** A catalogue that would empty the one that is there; nothing was changed. The message is for the person who imports. */
export class TooManyRemovals extends Error {
  readonly losses: Losses

  constructor(losses: Losses) {
    const said = KINDS.filter((kind) => isTooMuch(losses[kind])).map((kind) => {
      const { removed, known } = losses[kind]
      return `${number.format(removed)} des ${number.format(known)} ${NAMES[kind]} (${percent.format(removed / known)})`
    })
    super(
      `Ce catalogue retirerait ${said.join(' et ')} du serveur\u202f: c’est sans doute un fichier incomplet ou le mauvais fichier. Rien n’a été modifié. S’il est le bon, relancez la même commande avec --force.`,
    )
    this.name = 'TooManyRemovals'
    this.losses = losses
  }
}
