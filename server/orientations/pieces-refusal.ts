import { ATTACHMENT_FORMATS } from '#shared/orientation/attachments.ts'

/** Why a file is not taken, in French, for the person who sends it. Nothing of its name is repeated. */

export const PIECE_REFUSALS = {
  nom: { status: 400, detail: 'Le nom de ce fichier n’est pas utilisable.' },
  format: { status: 415, detail: `Ce fichier n’est pas d’un format accepté (${ATTACHMENT_FORMATS}).` },
  contenu: {
    status: 415,
    detail:
      'Le contenu de ce fichier n’est pas celui qu’annonce son nom. Il n’a pas été gardé. Enregistrez-le de nouveau dans un format accepté, puis joignez-le.',
  },
  taille: { status: 413, detail: 'Ce fichier dépasse 5 Mo.' },
  nombre: {
    status: 409,
    detail:
      'Trop de fichiers attendent d’être joints à une demande. Envoyez vos demandes en cours, ou réessayez dans quelques heures.',
  },
  autre: { status: 409, detail: 'Un autre fichier a déjà été annoncé sous cet identifiant.' },
  morceau: { status: 400, detail: 'Ce morceau est vide, trop petit, ou dépasse la taille annoncée.' },
  inconnue: { status: 404, detail: 'Ce fichier n’est pas, ou n’est plus, attendu. Envoyez-le de nouveau.' },
} as const satisfies Readonly<Record<string, { readonly status: number; readonly detail: string }>>

export type PieceMotif = keyof typeof PIECE_REFUSALS

export class PieceRefusal extends Error {
  readonly motif: PieceMotif
  /** More than the sentence of its motif, when there is more to say. */
  readonly detail: string

  constructor(motif: PieceMotif, detail?: string) {
    super(motif)
    this.name = 'PieceRefusal'
    this.motif = motif
    this.detail = detail ?? PIECE_REFUSALS[motif].detail
  }
}
