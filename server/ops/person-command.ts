import { anonymisedAt, piecesUntil } from '#shared/orientation/clocks.ts'
import { ETAT_LABELS, isTold, wasTransmitted } from '#shared/orientation/life.ts'
import { numeroOf, type Orientation } from '#shared/orientation/model.ts'
import { writeJournal } from '../accounts/journal.ts'
import { userName } from '../accounts/user.ts'
import type { ServerConfig } from '../config.ts'
import { dayOf } from '../mail/words.ts'
import { keptBackups } from './backup.ts'
import { openSealedStore, StartRefusal } from './open.ts'
import { type Elsewhere, type Held, type HeldAccount, type HeldRequest, heldOn, type Role, wantedOf } from './person-held.ts'

const ROLE_LABELS: Readonly<Record<Role, string>> = {
  personne: 'la personne dont il s’agit',
  referent: 'référent de la personne',
  prescripteur: 'a envoyé la demande',
  structure: 'reçoit les courriels de la structure',
  suivi: 'suit la demande pour la structure',
  recit: 'nommée dans le déroulé',
  citee: 'nommée dans un texte saisi',
}
const ELSEWHERE_LABELS: Readonly<Record<Elsewhere['kind'], string>> = {
  rattachement: 'membres de structures',
  contact: 'contacts réservés aux professionnels',
  suggestion: 'suggestions de correction',
  historique: 'historique des fiches',
  consentement: 'consentements',
  recherche: 'recherches gardées',
  service: 'services publiés',
  structure: 'structures publiées',
  kit: 'kits de territoire',
  'kit-suivi': 'trente premiers jours de départements',
  webhook: 'abonnements de partenaires (contacts)',
  'cle-api': 'clés de l’API (contacts de partenaires)',
}
/** Of what is found elsewhere, so many are named. */
const NAMED = 5

// oxlint-disable-next-line no-control-regex -- what a terminal would obey
const plain = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')
const quoted = (text: string): string => `«\u202f${text}\u202f»`
const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n > 1 ? many : one}`
const day = (instant: number | string): string => dayOf(new Date(instant).toISOString())

/** What is kept of the person, by its name on the screens. */
const fieldsOf = ({ personne, besoin }: Orientation): readonly string[] => [
  ...(personne.nom === '' && personne.prenom === '' ? [] : ['nom']),
  ...(personne.telephone === '' ? [] : ['téléphone']),
  ...(personne.courriel === '' ? [] : ['courriel']),
  ...(personne.autre_contact === '' ? [] : ['autre contact']),
  ...(personne.numero_france_travail === '' ? [] : ['numéro France Travail']),
  ...(personne.disponibilite === null ? [] : ['disponibilité']),
  ...(besoin.situation.length === 0 && besoin.situation_autre === '' ? [] : ['situation']),
  ...(besoin.criteres.length === 0 ? [] : ['critères']),
  ...(besoin.motif === '' ? [] : ['motif']),
]

const sidesOf = ({ etat, evenements, prescripteur, service, source }: Orientation): readonly string[] => [
  source === 'EMPLOIS' ? 'Les Emplois de l’inclusion' : `les membres de ${quoted(prescripteur.structure_nom)}`,
  ...(isTold(etat) && wasTransmitted(evenements) ? [`les membres de ${quoted(service.structure_nom)}`] : []),
]

const untilOf = (one: Orientation): readonly string[] => {
  if (one.anonyme_le !== null) return [`anonymisée le ${day(one.anonyme_le)}`]
  const files = one.pieces.length === 0 ? null : piecesUntil(one)
  return [
    ...(files === null ? [] : [`fichiers gardés jusqu’au ${day(files)}`]),
    `données personnelles effacées le ${day(anonymisedAt(one))}`,
  ]
}

const requestLines = ({ one, roles }: HeldRequest): readonly string[] => {
  const { personne, service, prescripteur, pieces, courriers } = one
  const who = [`${personne.prenom} ${personne.nom}`.trim(), personne.courriel].filter((part) => part !== '').join(', ')
  const fields = fieldsOf(one)
  return [
    `Demande ${numeroOf(one.id)} — ${ETAT_LABELS[one.etat]} — ${roles.map((role) => ROLE_LABELS[role]).join(', ')}`,
    `  identifiant ${one.id}, envoyée le ${day(one.cree_le)}${one.traitee_le === null ? '' : `, dernier changement d’état le ${day(one.traitee_le)}`}`,
    `  service ${quoted(service.nom)}, structure ${quoted(service.structure_nom)}`,
    `  envoyée par ${prescripteur.nom || 'personne de connu'}, ${quoted(prescripteur.structure_nom)}`,
    ...(who === '' ? [] : [`  concerne ${who}`]),
    `  gardé\u202f: ${fields.length === 0 ? 'rien de la personne' : fields.join(', ')}`,
    `  lue par ${sidesOf(one).join(' et ')}`,
    ...pieces.map(({ nom, taille }) => `  fichier ${quoted(nom)}, ${Math.ceil(taille / 1024)} Ko`),
    ...courriers.map(({ le, a, objet }) => `  courriel du ${day(le)} (${a})\u202f: ${objet}`),
    ...untilOf(one).map((line) => `  ${line}`),
  ]
}

const accountLines = ({ user, structures, sessions, favoris, recherches, fichiers }: HeldAccount): readonly string[] => [
  `Compte ${user.courriel} — ${userName(user) || 'sans nom'} — ${user.role}${user.actif ? '' : ', fermé'}`,
  `  identifiant ${user.id}, créé le ${day(user.creeLe)}${user.vuLe === null ? '' : `, vu le ${day(user.vuLe)}`}`,
  ...structures.map((nom) => `  membre de ${quoted(nom)}`),
  `  ${count(sessions, 'session')}, ${count(favoris, 'favori')}, ${count(recherches.length, 'recherche')}, ${count(fichiers.length, 'fichier')} sans demande`,
]

const elsewhereLines = (found: readonly Elsewhere[]): readonly string[] =>
  found.map(({ kind, ids }) => {
    const rest = ids.length > NAMED ? `, et ${ids.length - NAMED} de plus` : ''
    return `Aussi dans\u202f: ${ELSEWHERE_LABELS[kind]} (${ids.length})\u202f: ${ids.slice(0, NAMED).join(', ')}${rest}`
  })

const linesOf = ({ requests, accounts, elsewhere, letters, spooled }: Held): readonly string[] => [
  ...requests.flatMap(requestLines),
  ...accounts.flatMap(accountLines),
  ...elsewhereLines(elsewhere),
  ...letters.map((letter) => `Courriel à envoyer\u202f: ${letter}`),
  ...spooled.map((name) => `Courriel gardé dans le dossier du serveur\u202f: ${name}`),
]

const fileCount = ({ requests, accounts }: Held): number =>
  requests.reduce((sum, { one }) => sum + one.pieces.length, 0) + accounts.reduce((sum, { fichiers }) => sum + fichiers.length, 0)

/**
 * `person <address or name>`: what this server holds on a person, for the team that answers them. A server may be running meanwhile.
 * That it was asked is in the journal, with counts and without the name. @throws StartRefusal when there is nothing to look for
 */
export const person = async (
  config: ServerConfig,
  asked: readonly string[],
  say: (line: string) => void,
  now: () => number = Date.now,
): Promise<void> => {
  const wanted = wantedOf(asked.join(' '))
  if (wanted === null)
    throw new StartRefusal('Il faut «\u202fperson <adresse électronique>\u202f» ou «\u202fperson <prénom et nom>\u202f».')
  const { store, seal } = await openSealedStore(config)
  try {
    const held = await heldOn({ store, seal, folder: config.folder }, wanted)
    const { requests, accounts, letters, spooled } = held
    const details = {
      demandes: requests.length,
      comptes: accounts.length,
      fichiers: fileCount(held),
      courriers: letters.length + spooled.length,
    }
    // Before it is told: what is not written down is not shown.
    await store.write((writer) =>
      writeJournal(
        writer,
        seal,
        { action: 'personne.recherchee', acteur: 'systeme', objet: { kind: 'personne', id: '' }, legal: true, details },
        now(),
      ),
    )
    for (const line of linesOf(held)) say(plain(line))
    say(
      `${count(details.demandes, 'demande')}, ${count(details.comptes, 'compte')}, ${count(details.fichiers, 'fichier')}, ${count(details.courriers, 'courriel')} à envoyer ou gardé.`,
    )
    const backups = config.databaseUrl === null ? keptBackups(config.backupFolder, now()).length : 0
    say(
      backups === 0
        ? 'Les sauvegardes de la base, si vous en gardez, contiennent ce qu’elle contenait ce jour-là.'
        : `${count(backups, 'sauvegarde')} dans ${config.backupFolder}\u202f: elles contiennent ce que la base contenait ce jour-là.`,
    )
    say('Ce que les postes gardent (brouillons, demandes reçues ou envoyées) se lit sur chaque poste, dans la demande.')
  } finally {
    await store.close()
  }
}
