import { UNKNOWN_DATE } from '#shared/catalogue/unknown-date.ts'
import type { Content, Item } from '../layout.ts'
import type { MailOf } from '../template.ts'
import { dayOf, named, namedInSubject, quoted } from '../words.ts'

const stop = (lien: string): NonNullable<Content['stop']> => ({ label: 'Ne plus recevoir ces rappels', lien })

export const structureOrpheline = ({ structure, lien, arret }: MailOf<'structure-orpheline'>): Content => ({
  subject: `Votre structure n’a pas encore de membre actif sur DORA (${namedInSubject(structure)})`,
  title: 'Votre structure n’a pas encore de membre actif',
  paragraphs: [
    `La structure ${quoted(structure)} est référencée sur DORA, mais personne ne la représente\u202f: ses informations et ses services ne peuvent pas être tenus à jour.`,
    'La première personne qui la rejoint en devient administratrice. Cela prend moins de deux minutes.',
  ],
  action: { label: 'Rejoindre la structure', lien },
  why: [
    `Vous recevez ce message parce que cette adresse est celle que la structure ${quoted(structure)} donne sur DORA.`,
    'Si vous ne travaillez pas pour cette structure, ignorez ce message ou transmettez-le à la personne concernée.',
  ],
  stop: stop(arret),
})

export const premierService = ({ structure, lien, arret }: MailOf<'premier-service'>): Content => ({
  subject: `Votre structure n’a pas encore publié de service sur DORA (${namedInSubject(structure)})`,
  title: 'Publiez votre premier service',
  paragraphs: [
    `La structure ${quoted(structure)} n’a encore aucun service sur DORA\u202f: les professionnels de votre territoire ne peuvent pas y adresser de personnes.`,
    'Un service se crée en quelques minutes, et plus vite encore à partir d’un modèle. Il s’enregistre pendant que vous l’écrivez.',
  ],
  action: { label: 'Créer un service', lien },
  why: [
    `Vous recevez ce message parce que vous administrez la structure ${quoted(structure)} sur DORA.`,
    'Si votre structure ne propose pas de service, il n’y a rien à faire\u202f: ces rappels s’arrêteront d’eux-mêmes.',
  ],
  stop: stop(arret),
})

const of = (structure: string): string => `de ${quoted(structure)}`

const draft = ({ nom, structure, creeLe }: MailOf<'offre-a-jour'>['brouillons'][number]): Item => ({
  name: named(nom),
  detail: `${of(structure)}${creeLe === null ? '' : `, commencé le ${dayOf(creeLe)}`}`,
  lien: null,
})
const outdated = ({ nom, structure, surLe, lien }: MailOf<'offre-a-jour'>['services'][number]): Item => ({
  name: named(nom),
  detail: `${of(structure)}, ${surLe === UNKNOWN_DATE ? 'date de mise à jour inconnue' : `à jour le ${dayOf(surLe)}`}`,
  lien,
})
const list = (title: string, items: readonly Item[]) => (items.length === 0 ? [] : [{ title, items }])

export const offreAJour = ({ brouillons, services, autres, tout, bureau, arret }: MailOf<'offre-a-jour'>): Content => ({
  subject: 'Des mises à jour de votre offre de service sur DORA sont nécessaires',
  title: 'Votre offre de service a besoin de vous',
  paragraphs: [
    ...(services.length === 0
      ? []
      : [
          'Ces services n’ont pas été confirmés depuis longtemps. Si rien n’a changé, dites-le en un instant, sans vous connecter. Sinon, corrigez-les dans DORA.',
        ]),
    ...(brouillons.length === 0
      ? []
      : ['Des brouillons attendent depuis plus d’une semaine d’être complétés et publiés dans DORA.']),
    ...(autres === 0
      ? []
      : [
          autres === 1
            ? 'En plus de celles-ci, une autre fiche attend dans DORA.'
            : `En plus de celles-ci, ${autres} autres fiches attendent dans DORA.`,
        ]),
  ],
  lists: [...list('À confirmer', services.map(outdated)), ...list('Brouillons', brouillons.map(draft))],
  action: tout === null ? { label: 'Ouvrir DORA', lien: bureau } : { label: 'Confirmer mes services', lien: tout },
  why: [
    'Vous recevez ce message parce que vous tenez ces fiches, ou qu’elles donnent votre adresse comme contact.',
    'Si elles ne sont plus de votre ressort, prévenez la personne qui administre la structure. Ces liens vous sont personnels, et valables trente jours.',
  ],
  stop: stop(arret),
})

export const disponibiliteExpire = ({ structure, services, lien, arret }: MailOf<'disponibilite-expire'>): Content => ({
  subject: `Vos disponibilités sur DORA vont expirer (${namedInSubject(structure)})`,
  title: 'Avez-vous toujours de la place\u202f?',
  paragraphs: [
    `Ce que la structure ${quoted(structure)} dit de ses places va bientôt expirer. Renouvelez-le, ou dites ce qu’il en est, sans vous connecter. Sans réponse, DORA n’en dira plus rien.`,
  ],
  lists: list(
    'Disponibilités',
    services.map(({ nom, etat, jusquAu, lien: one }) => ({
      name: named(nom),
      detail: `«\u00a0${named(etat)}\u00a0» jusqu’au ${dayOf(jusquAu)}`,
      lien: one,
    })),
  ),
  action: { label: 'Renouveler', lien },
  why: [
    'Vous recevez ce message parce que vous avez indiqué ces disponibilités, ou que vous administrez la structure.',
    'Si ces services ne sont plus de votre ressort, il n’y a rien à faire. Ces liens vous sont personnels, et valables trente jours.',
  ],
  stop: stop(arret),
})
