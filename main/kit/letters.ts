import { UNKNOWN_DATE } from '#shared/catalogue/unknown-date.ts'
import type { Lettre } from '#shared/contract/kit.ts'
import type { WrittenTable } from '#shared/listing/import/table.ts'
import type { Destinataire, Destinataires } from '#shared/kit/territory.ts'
import { frenchDay } from '#shared/listing/days.ts'
import { ETAT_STRUCTURE_TEXT } from '#shared/moderation/structure-state.ts'
import { nationalPhone } from '#shared/text/phone.ts'
import { short } from '#shared/text/short.ts'
import { createPdf, MUTED, type Pdf } from '../pdf/document.ts'

/** Invitations to structures that nobody keeps yet: a letter a page, or a table for a mailing. Names of structures only. */

const NAMED_SERVICES = 5

const MOST_NAME = 90

const known = ({ services, date_maj }: Destinataire): readonly string[] => {
  const more = services.length - NAMED_SERVICES
  return [
    date_maj === UNKNOWN_DATE ? 'Sa fiche, sans date de mise à jour.' : `Sa fiche, mise à jour le ${frenchDay(date_maj)}.`,
    ...(services.length === 0
      ? ['Aucun service publié.']
      : services.slice(0, NAMED_SERVICES).map((name) => `Service\u202f: ${short(name, MOST_NAME)}.`)),
    ...(more > 0 ? [`Et ${more === 1 ? 'un autre service' : `${more} autres services`}.`] : []),
  ]
}

const signature = ({ signataire: { nom, fonction }, organisme }: Lettre): readonly string[] =>
  [nom, fonction, organisme].filter(Boolean)

const BLOCK_X = 265
const ENVELOPE_Y = 125
const TEXT_Y = 215
const isOnThisMachine = (page: string): boolean => page.startsWith('http:')

/** A long message is written smaller: a letter is one page. */
const LONG = 400

const writeLetter = (pdf: Pdf, lettre: Lettre, to: Destinataire, rejoindre: string): void => {
  const { sheet } = pdf
  const { doc, left, width } = sheet
  const taille = lettre.message.length > LONG ? 9 : 10.5
  const body = { taille, apres: 5 } as const
  const { courriel, telephone } = lettre.signataire
  pdf.paragraphe(lettre.organisme, { poids: 'gras', taille: 12, apres: 2 })
  pdf.paragraphe([courriel, nationalPhone(telephone)].filter(Boolean).join(' · '), { taille: 9.5, couleur: MUTED, apres: 0 })
  // Where windows of French envelopes are.
  doc.y = Math.max(doc.y, ENVELOPE_Y)
  for (const line of [to.nom, ...to.adresse]) {
    const y = doc.y
    sheet.add(sheet.part('P', () => sheet.write(line, left + BLOCK_X, y, width - BLOCK_X, { taille: 11 })))
  }
  doc.x = left
  doc.y = Math.max(doc.y + 14, TEXT_Y)
  pdf.paragraphe(`Le ${frenchDay(lettre.date)}`, { ...body, align: 'right' })
  pdf.titre('Votre structure est dans DORA\u202f: tenez-la à jour', 1, { taille: 14 })
  pdf.paragraphe('Madame, Monsieur,', body)
  pdf.paragraphe(
    'DORA recense l’offre d’insertion du territoire. Les professionnels qui accompagnent les personnes y cherchent un service, et y adressent leurs demandes. Votre structure y figure déjà\u202f: il reste à la tenir à jour avec vous.',
    body,
  )
  pdf.titre('Ce que DORA dit de votre structure', 2, { taille: 12, apres: 3 })
  pdf.liste(known(to), body)
  pdf.titre('Comment la rejoindre', 2, { taille: 12, apres: 3 })
  pdf.liste(
    [
      `Ouvrez l’adresse ci-dessous, puis cherchez votre structure par son nom ou son SIRET${to.siret === null ? '.' : `\u202f: ${to.siret}.`}`,
      'Demandez à la rejoindre\u202f: nous validons le premier administrateur, qui invite ensuite ses collègues.',
    ],
    body,
  )
  pdf.lien(rejoindre, body)
  if (!isOnThisMachine(to.page)) {
    pdf.paragraphe('Votre fiche, telle que chacun la lit\u202f:', { ...body, apres: 1 })
    pdf.lien(to.page, body)
  }
  for (const paragraph of lettre.message.split(/\n+/).filter(Boolean)) pdf.paragraphe(paragraph, body)
  pdf.paragraphe('Nous restons à votre disposition pour vous aider.', body)
  pdf.espace(4)
  for (const line of signature(lettre)) pdf.paragraphe(line, { ...body, apres: 1 })
}

export const lettersPdf = (lettre: Lettre, { destinataires, rejoindre }: Destinataires, now: number): Promise<Buffer> => {
  const pdf = createPdf({
    titre: `Invitations à rejoindre DORA, ${lettre.organisme}`,
    sujet: 'Une lettre par structure',
    auteur: lettre.organisme,
    date: new Date(now),
    numerote: false,
  })
  for (const [index, one] of destinataires.entries()) {
    if (index > 0) pdf.page()
    writeLetter(pdf, lettre, one, rejoindre)
  }
  return pdf.fin()
}

export const lettersTable = (lettre: Lettre, { destinataires, rejoindre }: Destinataires): WrittenTable => ({
  feuille: 'Invitations',
  colonnes: [
    'Structure',
    'SIRET',
    'Adresse',
    'Département',
    'Courriel',
    'Téléphone',
    'État',
    'Services publiés',
    'Fiche',
    'Rejoindre',
    'Organisme',
    'Signataire',
    'Contact',
  ],
  lignes: destinataires.map((one) => [
    one.nom,
    one.siret ?? '',
    one.adresse.join(', '),
    one.departement ?? '',
    one.courriel ?? '',
    nationalPhone(one.telephone ?? ''),
    ETAT_STRUCTURE_TEXT[one.etat].nom,
    one.services.join(', '),
    isOnThisMachine(one.page) ? '' : one.page,
    rejoindre,
    lettre.organisme,
    lettre.signataire.nom,
    lettre.signataire.courriel || nationalPhone(lettre.signataire.telephone),
  ]),
})
