import { numeroOf, type Orientation } from '#shared/orientation/model.ts'
import type { MailOf } from '../mail/template.ts'
import { initialsOf } from './letters-mask.ts'
import { fullName, type Letter, senderOf } from './letters-write.ts'

/** Letters by who receives them: what each is told of a request, in whose name, and who receives what is written back. */

type Side = 'prescripteur' | 'referent'

export const DESK = '/ouvrir?vers=accueil'

const marqueOf = ({ source }: Orientation): MailOf<'orientation-transmise'>['marque'] =>
  source === 'EMPLOIS' ? 'emplois' : 'dora'

export const asked = (o: Orientation) => ({
  numero: numeroOf(o.id),
  service: o.service.nom,
  prescripteur: o.prescripteur.nom,
  organisme: o.prescripteur.structure_nom,
})
export const about = (o: Orientation) => ({
  marque: marqueOf(o),
  numero: numeroOf(o.id),
  initiales: initialsOf(o.personne),
  service: o.service.nom,
  structure: o.service.structure_nom,
})
export const forPerson = (o: Orientation) => ({
  marque: marqueOf(o),
  numero: numeroOf(o.id),
  service: o.service.nom,
  structure: o.service.structure_nom,
  conseiller: { nom: fullName(o.referent), telephone: o.referent.telephone, courriel: o.referent.courriel },
})
/** Those of Les Emplois follow it there. */
export const deskOf = (o: Orientation, publicUrl: string): string | null => (o.source === 'EMPLOIS' ? null : publicUrl + DESK)

/** Those that tell the structure of it: of the others, no answer is awaited. */
const OPENING: ReadonlySet<Letter['template']['kind']> = new Set([
  'orientation-recue',
  'orientation-rappel',
  'orientation-relance',
  'orientation-lien',
])

export const toStructure = (o: Orientation, template: Letter['template']): Letter => ({
  a: 'structure',
  to: o.destinataire,
  template,
  ...(OPENING.has(template.kind) ? { suivi: o.id } : {}),
  de: senderOf(o, 'prescripteur'),
  replyTo: o.prescripteur.courriel,
})

/** What is written back goes to the structure. */
export const toSide = (o: Orientation, a: Side, template: Letter['template']): Letter => ({
  a,
  to: a === 'prescripteur' ? o.prescripteur.courriel : o.referent.courriel,
  template,
  de: senderOf(o, 'structure'),
  replyTo: o.destinataire,
})

/** Both, once when they are the same: the address of the one who sent it wins. */
export const toBoth = (
  o: Orientation,
  publicUrl: string,
  template: (rest: ReturnType<typeof about> & { readonly a: Side; readonly lien: string | null }) => Letter['template'],
): readonly Letter[] =>
  (['prescripteur', 'referent'] as const).map((a) =>
    toSide(o, a, template({ ...about(o), a, lien: a === 'prescripteur' ? deskOf(o, publicUrl) : null })),
  )

/** @param from who receives what is written back, and in whose name it is sent. */
export const toPerson = (
  o: Orientation,
  template: Letter['template'],
  from: { readonly de: 'referent' | 'structure'; readonly replyTo: 'referent' | 'structure' },
): Letter => ({
  a: 'beneficiaire',
  to: o.personne.courriel,
  template,
  de: senderOf(o, from.de),
  replyTo: from.replyTo === 'referent' ? o.referent.courriel : o.destinataire,
})
export const BY_COUNSELLOR = { de: 'referent', replyTo: 'referent' } as const
export const BY_STRUCTURE = { de: 'structure', replyTo: 'structure' } as const
/** The structure answered; the person is helped by their counsellor. */
export const THROUGH_COUNSELLOR = { de: 'structure', replyTo: 'referent' } as const
