import type { Judged, Rule, Where } from '../judgement.ts'

/** Queries with a place, over the real places (médiation numérique, Aidants Connect, France services). */

const at = (commune: string, nom: string, lat: number, lon: number): Where => ({ commune, nom, lat, lon })
const LYON = at('69123', 'Lyon', 45.758, 4.8351)
const FOIX = at('09122', 'Foix', 42.9639, 1.6054)
const MENDE = at('48095', 'Mende', 44.5181, 3.5007)
const LIMOGES = at('87085', 'Limoges', 45.8315, 1.2578)
const LE_MANS = at('72181', 'Le Mans', 48.0061, 0.1996)
const SAINT_ETIENNE = at('42218', 'Saint-Étienne', 45.4397, 4.3872)
const LE_HAVRE = at('76351', 'Le Havre', 49.4938, 0.1077)
const LILLE = at('59350', 'Lille', 50.6333, 3.0667)
const QUIMPER = at('29232', 'Quimper', 47.996, -4.097)
const SAINT_DENIS = at('97411', 'Saint-Denis', -20.8789, 55.4481)
const BORDEAUX = at('33063', 'Bordeaux', 44.8378, -0.5792)
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
const DEMARCHES = { besoin: /demarches-administratives/ }
const EN_LIGNE = { besoin: /services-en-ligne/ }
const BASES = { besoin: /numerique--(maitriser|acceder-a-des-services)/ }
const ANY_DIGITAL = { besoin: /numerique/ }
const WIFI = { besoin: /numerique--acceder-a-une-connexion/ }
const MATERIEL = { besoin: /numerique--acquerir/ }
const CONNECT = { reseau: /aidants-connect/ }

export const PLACES: readonly Judged[] = [
  { mots: 'France services', lieu: LIMOGES, notes: near(FRANCE_SERVICES, DEMARCHES, 20, 40) },
  { mots: 'maison france service', lieu: AURILLAC, notes: near(FRANCE_SERVICES, DEMARCHES, 20, 40) },
  { mots: 'papiers', lieu: FOIX, notes: near(DEMARCHES, EN_LIGNE) },
  {
    mots: 'aide pour les démarches en ligne',
    lieu: AURILLAC,
    notes: near({ besoin: /demarches-administratives|services-en-ligne/ }, ANY_DIGITAL, 15, 30),
  },
  { mots: 'déclaration d’impôts', lieu: QUIMPER, notes: near(DEMARCHES, EN_LIGNE) },
  { mots: 'démarches administratives', lieu: SAINT_DENIS, notes: near(DEMARCHES, EN_LIGNE) },
  { mots: 'papiers', lieu: SAINT_ETIENNE, notes: near(DEMARCHES, EN_LIGNE) },
  { mots: 'conseiller numérique', lieu: LE_MANS, notes: near(BASES, ANY_DIGITAL) },
  { mots: 'apprendre l’ordinateur', lieu: LIMOGES, notes: near(BASES, ANY_DIGITAL) },
  { mots: 'utiliser un smartphone', lieu: LILLE, notes: near(BASES, ANY_DIGITAL, 5, 15) },
  { mots: 'ordi', lieu: MENDE, notes: near(BASES, ANY_DIGITAL) },
  { mots: 'wifi gratuit', lieu: SAINT_ETIENNE, notes: near(WIFI, ANY_DIGITAL) },
  { mots: 'acces internet', lieu: LE_MANS, notes: near(WIFI, ANY_DIGITAL) },
  { mots: 'imprimer un document', lieu: LE_HAVRE, notes: near(MATERIEL, ANY_DIGITAL) },
  { mots: 'créer une adresse mail', lieu: FOIX, notes: near(BASES, ANY_DIGITAL) },
  { mots: 'mediatheque', lieu: LILLE, notes: near({ structure: /mediatheque/ }, { structure: /bibliotheque|ludotheque/ }) },
  {
    mots: 'centre social',
    lieu: LILLE,
    notes: near({ structure: /centre social|centre socio/ }, { structure: /maison de quartier|espace social|espace socio/ }),
  },
  {
    mots: 'CCAS',
    lieu: BORDEAUX,
    notes: near(
      { structure: /ccas|centre communal d'action sociale|cias/ },
      { structure: /mairie|maison des solidarites|social/ },
    ),
  },
  {
    mots: 'mission locale',
    lieu: LYON,
    notes: near({ structure: /mission locale/ }, { structure: /jeunesse|jeunes|emploi/ }, 15, 30),
  },
  { mots: 'aidants connect', lieu: LILLE, notes: near(CONNECT, EN_LIGNE, 20, 40) },
  { mots: 'mairie', lieu: QUIMPER, notes: near({ structure: /mairie/ }, { structure: /commune|ville de/ }) },
]
