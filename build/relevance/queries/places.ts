import type { Judged, Rule, Where } from '../judgement.ts'

/** Queries with a place, over the real places (médiation numérique, Aidants Connect, France services). */

const at = (commune: string, nom: string, lat: number, lon: number): Where => ({ commune, nom, lat, lon })
const GUERET = at('23096', 'Guéret', 46.1703, 1.8714)
const FOIX = at('09122', 'Foix', 42.9639, 1.6054)
const MENDE = at('48095', 'Mende', 44.5181, 3.5007)
const LIMOGES = at('87085', 'Limoges', 45.8315, 1.2578)
const LE_MANS = at('72181', 'Le Mans', 48.0061, 0.1996)
const SAINT_ETIENNE = at('42218', 'Saint-Étienne', 45.4397, 4.3872)
const ANGERS = at('49007', 'Angers', 47.4736, -0.5541)
const LE_HAVRE = at('76351', 'Le Havre', 49.4938, 0.1077)
const LILLE = at('59350', 'Lille', 50.6333, 3.0667)
const QUIMPER = at('29232', 'Quimper', 47.996, -4.097)
const SAINT_DENIS = at('97411', 'Saint-Denis', -20.8789, 55.4481)
const BORDEAUX = at('33063', 'Bordeaux', 44.8378, -0.5792)
const RENNES = at('35238', 'Rennes', 48.1173, -1.6778)
const AURILLAC = at('15014', 'Aurillac', 44.926, 2.4397)

/** What answers the words is worth 3 close by, 2 in the area, 1 further; what answers half, one less. */
const near = (right: Omit<Rule, 'note' | 'km'>, half: Omit<Rule, 'note' | 'km'>, close = 10, area = 25): readonly Rule[] => [
  { ...right, note: 3, km: close },
  { ...right, note: 2, km: area },
  { ...half, note: 2, km: close },
  { ...right, note: 1, km: 50 },
  { ...half, note: 1, km: area },
]

const FRANCE_SERVICES = { structure: /france services?|msap|maison de services au public/ }
const DEMARCHES = { besoin: /demarches-administratives|services-en-ligne/ }
const BASES = { besoin: /numerique--(maitriser|acceder-a-des-services)/ }
const ANY_DIGITAL = { besoin: /numerique/ }
const MATERIEL = { besoin: /numerique--(acquerir|acceder-a-une-connexion)/ }
const LIBRARY = { structure: /mediatheque|bibliotheque|ludotheque/ }

export const PLACES: readonly Judged[] = [
  { mots: 'France services', lieu: GUERET, notes: near(FRANCE_SERVICES, DEMARCHES, 15, 30) },
  { mots: 'maison france service', lieu: MENDE, notes: near(FRANCE_SERVICES, DEMARCHES, 15, 30) },
  { mots: 'papiers', lieu: FOIX, notes: near(DEMARCHES, ANY_DIGITAL) },
  { mots: 'aide pour les démarches en ligne', lieu: AURILLAC, notes: near(DEMARCHES, ANY_DIGITAL, 15, 30) },
  { mots: 'déclaration d’impôts', lieu: QUIMPER, notes: near(DEMARCHES, ANY_DIGITAL) },
  { mots: 'conseiller numérique', lieu: LE_MANS, notes: near(BASES, ANY_DIGITAL) },
  { mots: 'apprendre l’ordinateur', lieu: LIMOGES, notes: near(BASES, ANY_DIGITAL) },
  { mots: 'utiliser un smartphone', lieu: LILLE, notes: near(BASES, ANY_DIGITAL, 5, 15) },
  { mots: 'wifi gratuit', lieu: SAINT_ETIENNE, notes: near({ besoin: /numerique--acceder-a-une-connexion/ }, ANY_DIGITAL) },
  { mots: 'imprimer un document', lieu: LE_HAVRE, notes: near(MATERIEL, ANY_DIGITAL) },
  { mots: 'mediatheque', lieu: ANGERS, notes: near(LIBRARY, { structure: /centre social|maison de quartier|culturel/ }) },
  {
    mots: 'centre social',
    lieu: RENNES,
    notes: near(
      { structure: /centre (social|socio)|espace (social|socio)|socio-?culturel/ },
      { structure: /maison de quartier|maison pour tous|mjc|cercle/ },
    ),
  },
  {
    mots: 'CCAS',
    lieu: BORDEAUX,
    notes: near(
      { structure: /ccas|centre communal d'action sociale|cias/ },
      { structure: /mairie|maison des solidarites|mds\b|social/ },
    ),
  },
  {
    mots: 'mission locale',
    lieu: SAINT_ETIENNE,
    notes: near({ structure: /mission locale/ }, { structure: /jeunesse|jeunes|emploi/ }, 15, 30),
  },
  { mots: 'démarches administratives', lieu: SAINT_DENIS, notes: near(DEMARCHES, ANY_DIGITAL) },
  {
    mots: 'aidants connect',
    lieu: LILLE,
    notes: near({ structure: /./, besoin: /demarches-administratives|services-en-ligne/ }, ANY_DIGITAL, 5, 15),
  },
  { mots: 'mairie', lieu: GUERET, notes: near({ structure: /mairie|commune d|ville d/ }, FRANCE_SERVICES, 15, 30) },
  { mots: 'créer une adresse mail', lieu: FOIX, notes: near(BASES, ANY_DIGITAL) },
]
