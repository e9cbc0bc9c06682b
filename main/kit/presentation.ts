import { ETAT_DEPLOIEMENT, ETAT_INCONNU } from '#shared/deployment/state.ts'
import { departementLabel } from '#shared/geo/divisions.ts'
import type { Correspondant, Logo } from '#shared/kit/kit.ts'
import { AGES, type AgeFiche, type Territoire } from '#shared/kit/territory.ts'
import { frenchDay } from '#shared/listing/days.ts'
import { ETAT_STRUCTURE_TEXT, ETATS_STRUCTURE } from '#shared/moderation/structure-state.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { CATEGORIES } from '#shared/reference/thematiques.ts'
import { AU_MOINS } from '#shared/usage/event.ts'
import { nationalPhone } from '#shared/text/phone.ts'
import { createPdf, MUTED, type Pdf } from '../pdf/document.ts'
import { barres, chiffres, tableau } from '../pdf/tables.ts'
import { drawMap } from './map.ts'
import type { Outlines } from './outlines.ts'

/** The presentation of a territory, ready to be shown: one subject a page, numbers first. */

/** What other parts of the product know of the territory; null where they know nothing, or were not asked. */
export type Complements = {
  /** Use over a time: « Recherches, 30 jours » → « 1 204 ». */
  readonly usage: { readonly periode: string; readonly lignes: readonly (readonly [nom: string, valeur: string])[] } | null
  /** Needs without an offer, the worst first. */
  readonly manques: readonly { readonly besoin: string; readonly lieu: string; readonly raison: string }[] | null
}

export const NO_COMPLEMENTS: Complements = { usage: null, manques: null }

export type PresentationFacts = {
  readonly territoire: Territoire
  readonly nom: string
  readonly logo: Logo | null
  readonly bienvenue: string
  readonly correspondant: Correspondant | null
  /** Of the server, without a final « / »; null when nobody else can open it. */
  readonly adresse: string | null
  readonly outlines: Outlines
  readonly credits: readonly string[]
  readonly complements: Complements
}

const AGE: Readonly<Record<AgeFiche, string>> = {
  'moins-de-6-mois': 'Moins de six mois',
  'de-6-a-12-mois': 'De six mois à un an',
  'plus-d-un-an': 'Plus d’un an',
  inconnue: 'Date inconnue',
}
/** Read from the back of a room. */
const HEAD = { taille: 26, apres: 14 } as const
const MOST_SOURCES = 8
const MOST_GAPS = 12

const number = new Intl.NumberFormat('fr-FR')
const say = (n: number): string => number.format(n)
/** It is shown to a room: so few people could be recognised. */
const sayPeople = (n: number): string => (n > 0 && n < AU_MOINS ? `< ${AU_MOINS}` : say(n))
const share = (n: number, all: number): string => (all === 0 ? say(n) : `${say(n)} (${Math.round((100 * n) / all)}\u00a0%)`)

const etatOf = ({ deploiement, departements }: Territoire): string => {
  const told = departements.map((code) => deploiement.find(({ departement }) => departement === code)?.etat)
  const words = [...new Set(told.map((etat) => (etat === undefined ? ETAT_INCONNU : ETAT_DEPLOIEMENT[etat])))]
  return words.join(', ')
}

const cover = (pdf: Pdf, { nom, logo, bienvenue, correspondant, territoire }: PresentationFacts): void => {
  if (logo === null) pdf.espace(60)
  else pdf.image(Buffer.from(logo.base64, 'base64'), logo.alt, 220, 90)
  pdf.espace(40)
  pdf.titre(`DORA, ${nom}`, 1, { taille: 40 })
  pdf.paragraphe('L’offre d’insertion du territoire, tenue par celles et ceux qui la font.', { taille: 18, couleur: MUTED })
  pdf.paragraphe(territoire.departements.map(departementLabel).join(', '), { taille: 14 })
  pdf.espace(16)
  for (const paragraph of bienvenue.split(/\n+/).filter(Boolean)) pdf.paragraphe(paragraph, { taille: 14 })
  pdf.espace(8)
  pdf.paragraphe(`Chiffres au ${frenchDay(territoire.au)}${correspondant === null ? '' : `. ${correspondant.nom}`}`, {
    taille: 12,
    couleur: MUTED,
  })
}

const numbers = (pdf: Pdf, { territoire: one, complements: { usage } }: PresentationFacts): void => {
  pdf.page()
  pdf.titre('Le territoire en chiffres', 2, HEAD)
  const orphans = (one.par_etat['sans-utilisateur'] ?? 0) + (one.par_etat['invitation-expiree'] ?? 0)
  chiffres(pdf, [
    { valeur: say(one.structures), nom: 'structures' },
    { valeur: say(one.services), nom: 'services publiés' },
    { valeur: sayPeople(one.membres), nom: 'professionnels rattachés à une structure' },
    { valeur: say(orphans), nom: 'structures sans utilisateur' },
    { valeur: say(one.a_actualiser), nom: 'services à actualiser' },
    { valeur: sayPeople(one.demandes), nom: 'demandes reçues' },
    { valeur: sayPeople(one.demandes_90_jours), nom: 'demandes reçues depuis 90 jours' },
  ])
  pdf.espace(6)
  pdf.paragraphe(`Déploiement\u202f: ${etatOf(one)}.`, { taille: 14 })
  if (usage !== null && usage.lignes.length > 0) {
    pdf.titre('L’usage', 3)
    tableau(pdf, {
      resume: `Usage, ${usage.periode}`,
      colonnes: [
        { nom: usage.periode, part: 3 },
        { nom: 'Nombre', part: 1, droite: true },
      ],
      lignes: usage.lignes.map(([name, value]) => [name, value]),
    })
  }
}

const states = (pdf: Pdf, { territoire: { par_etat } }: PresentationFacts): void => {
  pdf.page()
  pdf.titre('Où en sont les structures', 2, HEAD)
  tableau(pdf, {
    resume: 'Structures par état, et ce que chaque état veut dire',
    colonnes: [
      { nom: 'État', part: 2 },
      { nom: 'Structures', part: 1, droite: true },
      { nom: 'Ce que cela veut dire', part: 5 },
    ],
    lignes: ETATS_STRUCTURE.map((etat) => [
      ETAT_STRUCTURE_TEXT[etat].nom,
      say(par_etat[etat] ?? 0),
      ETAT_STRUCTURE_TEXT[etat].sens,
    ]),
    taille: 12,
  })
}

const offer = (pdf: Pdf, { territoire: { thematiques, services } }: PresentationFacts): void => {
  pdf.page()
  pdf.titre('L’offre par thématique', 2, HEAD)
  pdf.paragraphe('Services publiés. Un service peut en servir plusieurs.', { couleur: MUTED })
  barres(pdf, {
    resume: 'Services publiés par thématique',
    colonnes: ['Thématique', 'Services'],
    lignes: thematiques.map(({ valeur, services: n }) => ({ nom: labelOf('thematiques', valeur), n, texte: share(n, services) })),
    taille: 12,
  })
}

const freshness = (pdf: Pdf, { territoire: { par_age, sources, services } }: PresentationFacts): void => {
  pdf.page()
  pdf.titre('Fraîcheur et sources', 2, HEAD)
  barres(pdf, {
    resume: 'Services publiés selon leur dernière mise à jour ou vérification',
    colonnes: ['Dernière mise à jour ou vérification', 'Services'],
    lignes: AGES.map((age) => ({ nom: AGE[age], n: par_age[age] ?? 0, texte: share(par_age[age] ?? 0, services) })),
    taille: 12,
  })
  const others = sources.slice(MOST_SOURCES).reduce((sum, one) => sum + one.services, 0)
  tableau(pdf, {
    resume: 'Services publiés par source',
    colonnes: [
      { nom: 'Source', part: 3 },
      { nom: 'Services', part: 1, droite: true },
    ],
    lignes: [
      ...sources.slice(0, MOST_SOURCES).map((one) => [labelOf('sources', one.source), share(one.services, services)]),
      ...(others === 0 ? [] : [['Autres sources', share(others, services)]]),
    ],
    largeur: 420,
  })
}

const map = (pdf: Pdf, { territoire, nom, outlines, credits }: PresentationFacts): void => {
  pdf.page()
  pdf.titre('Où sont les structures', 2, HEAD)
  const { points, structures, departements } = territoire
  const alt = `Carte\u202f: ${nom}. ${say(points.length)} ${points.length < 2 ? 'structure placée' : 'structures placées'} sur les contours de ${departements.map(departementLabel).join(', ')}.`
  pdf.figure(alt, 370, (drawing, box) => drawMap(pdf.sheet, drawing, departements, box, { outlines, points }))
  const unplaced = structures - points.length
  pdf.paragraphe(
    [
      'Chaque point est une structure.',
      ...(unplaced === 0 ? [] : [`${say(unplaced)} ${unplaced === 1 ? 'n’a' : 'n’ont'} pas de lieu connu.`]),
      ...(outlines.departements.length === 0 ? ['Les contours ne sont pas installés sur ce poste.'] : []),
      credits.join(' · '),
    ].join(' '),
    { taille: 9, couleur: MUTED },
  )
}

/** What nobody offers, as the sheets tell it; and what people looked for without finding it, where that is known. */
const gaps = (pdf: Pdf, { territoire: { thematiques }, complements: { manques } }: PresentationFacts): void => {
  pdf.page()
  pdf.titre('Ce qui manque', 2, HEAD)
  const offered = new Set(thematiques.map(({ valeur }) => valeur))
  const missing = CATEGORIES.filter(({ value }) => !offered.has(value))
  pdf.titre('Thématiques sans aucun service publié', 3)
  if (missing.length === 0) pdf.paragraphe('Aucune\u202f: chaque thématique a au moins un service.', { taille: 12 })
  else
    pdf.liste(
      missing.map(({ label }) => label),
      { taille: 12 },
    )
  if (manques === null) return
  pdf.titre('Besoins mal servis', 3)
  if (manques.length === 0) pdf.paragraphe('Le registre des manques n’en montre aucun.', { taille: 12 })
  else
    tableau(pdf, {
      resume: 'Besoins mal servis',
      colonnes: [
        { nom: 'Besoin', part: 3 },
        { nom: 'Lieu', part: 3 },
        { nom: 'Ce qui le montre', part: 6 },
      ],
      lignes: manques.slice(0, MOST_GAPS).map(({ besoin, lieu, raison }) => [besoin, lieu, raison]),
    })
}

const contact = (pdf: Pdf, { correspondant, adresse }: PresentationFacts): void => {
  pdf.page()
  pdf.titre('Pour commencer', 2, HEAD)
  pdf.liste(
    [
      'Installez DORA sur votre poste, puis le kit du territoire\u202f: la recherche fonctionne ensuite sans réseau.',
      'Cherchez votre structure et demandez à la rejoindre\u202f: le territoire valide son premier administrateur.',
      'Vérifiez vos fiches, publiez vos services, dites vos places.',
    ],
    { taille: 14 },
  )
  if (adresse !== null) pdf.lien(`${adresse}/ouvrir?vers=rejoindre`, { taille: 13 })
  if (correspondant === null) return
  pdf.titre('Votre correspondant', 3, { taille: 16 })
  const { nom, fonction, courriel, telephone } = correspondant
  for (const line of [nom, fonction, courriel, nationalPhone(telephone)]) pdf.paragraphe(line, { taille: 14 })
}

export const presentationPdf = (facts: PresentationFacts, now: number): Promise<Buffer> => {
  const pdf = createPdf({
    titre: `DORA, ${facts.nom}\u202f: présentation du territoire`,
    sujet: 'Chiffres, carte et manques de l’offre d’insertion',
    paysage: true,
    pied: `DORA, ${facts.nom}. Chiffres au ${frenchDay(facts.territoire.au)}.`,
    date: new Date(now),
  })
  for (const page of [cover, numbers, states, offer, freshness, map, gaps, contact]) page(pdf, facts)
  return pdf.fin()
}
