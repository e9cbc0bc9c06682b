import type { DraftView } from '#shared/orientation/draft.ts'
import { displayPhone, isDay } from '#shared/orientation/formats.ts'
import { draftsText } from '../../i18n/drafts.ts'
import { formatDate } from '../../lib/format.ts'

export type RequestBlock = { readonly title: string; readonly lines: readonly (readonly [label: string, value: string])[] }

const { champs, conformite, papier, service: words } = draftsText

type Line = readonly [label: string, value: string]
const filled = (lines: readonly Line[]) => lines.filter(([, value]) => value.trim() !== '')

/** The request as a structure reads it, on paper or pasted: blocks of labelled lines, empty ones left out. */
export const requestBlocks = ({
  content,
  service,
  attachments,
}: Pick<DraftView, 'content' | 'service' | 'attachments'>): RequestBlock[] => {
  const offered = (chosen: readonly string[], among: readonly string[]) =>
    among.filter((value) => chosen.includes(value)).join('\u202f; ')
  const day = content.beneficiaire_disponibilite
  const blocks: RequestBlock[] = [
    {
      title: papier.service,
      lines: [
        ['', service.nom],
        ['', service.structure],
        [words.adresse, service.adresse],
      ],
    },
    {
      title: papier.conformite,
      lines: [
        [conformite.publics, service.publics.length === 0 ? words.tousPublics : offered(content.situation, service.publics)],
        [conformite.criteres, service.criteres.length === 0 ? words.sansCritere : offered(content.criteres, service.criteres)],
        [conformite.autre, content.situation_autre],
      ],
    },
    {
      title: papier.personne,
      lines: [
        [champs.nom, `${content.beneficiaire_prenom.trim()} ${content.beneficiaire_nom.trim()}`],
        [champs.numero, content.beneficiaire_numero_france_travail],
        [champs.disponibilite, isDay(day) ? formatDate(day) : day],
      ],
    },
    {
      title: papier.contact,
      lines: [
        [champs.preferences, content.preferences_contact.map((mode) => champs.preference[mode]).join(', ')],
        [champs.telephone, displayPhone(content.beneficiaire_telephone)],
        [champs.courriel, content.beneficiaire_courriel.trim()],
        [champs.autre, content.beneficiaire_autre_contact],
      ],
    },
    { title: papier.motif, lines: [['', content.motif.trim()]] },
    {
      title: papier.referent,
      lines: [
        [champs.nom, `${content.referent_prenom.trim()} ${content.referent_nom.trim()}`],
        [champs.structure, content.structure_prescriptrice],
        [champs.telephone, displayPhone(content.referent_telephone)],
        [champs.courriel, content.referent_courriel.trim()],
      ],
    },
    {
      title: attachments.length === 0 ? papier.pieces : `${papier.pieces} (${papier.piecesAide})`,
      lines: attachments.map(({ nom, pour }) => [pour, nom] as const),
    },
    { title: papier.engagement, lines: [['', content.engagement ? papier.oui : papier.non]] },
  ]
  return blocks.map(({ title, lines }) => ({ title, lines: filled(lines) })).filter(({ lines }) => lines.length > 0)
}

/** The same as plain text, to paste into one's usual mail. */
export const requestText = (draft: Parameters<typeof requestBlocks>[0]): string =>
  [
    papier.titre,
    ...requestBlocks(draft).map(({ title, lines }) =>
      [title.toUpperCase(), ...lines.map(([label, value]) => (label === '' ? value : `${label}\u202f: ${value}`))].join('\n'),
    ),
  ].join('\n\n')
