import { checkSiren, checkSiret } from '#shared/reference/siret.ts'

/** A register of organisations that do not exist. Their numbers agree with themselves, and begin with zeros, as no real one does. */

export type InventedEtablissement = {
  readonly siret: string
  readonly siege?: boolean
  readonly ferme?: boolean
  readonly nonDiffusible?: boolean
  readonly enseignes?: readonly string[]
  readonly nomCommercial?: string
  readonly numero?: string
  readonly voie: string
  readonly complement?: string
  readonly codePostal: string
  readonly commune: string
  readonly libelle: string
  readonly point?: readonly [lat: number, lon: number]
}
export type InventedUnite = {
  readonly siren: string
  readonly nom: string
  readonly ape: string
  readonly cessee?: boolean
  readonly nonDiffusible?: boolean
  readonly etablissements: readonly InventedEtablissement[]
}

const completed = (start: string, agrees: (text: string) => boolean): string =>
  [...'0123456789'].map((last) => start + last).find(agrees) as string

/** @param rank up to 999,999. */
export const inventedSiren = (rank: number): string =>
  completed(String(rank).padStart(8, '0'), (text) => checkSiren(text).etat === 'ok')
/** @param nic up to 9,999. */
export const inventedSiret = (siren: string, nic: number): string =>
  completed(siren + String(nic).padStart(4, '0'), (text) => checkSiret(text).etat === 'ok')

const [MISSION, ESSAI, SEULE, CESSEE, FABRIQUE, RESEAU] = [101, 102, 103, 104, 105, 106].map(inventedSiren) as [
  string,
  string,
  string,
  string,
  string,
  string,
]
/** The real one of France Travail, whose rule the server knows; its agency is invented. */
const FRANCE_TRAVAIL = '130005481'

export const SIRETS = {
  mission: inventedSiret(MISSION, 1),
  missionAntenne: inventedSiret(MISSION, 2),
  missionSansNom: inventedSiret(MISSION, 3),
  missionFermee: inventedSiret(MISSION, 4),
  missionDiscrete: inventedSiret(MISSION, 5),
  essai: inventedSiret(ESSAI, 1),
  essaiParis11: inventedSiret(ESSAI, 2),
  seule: inventedSiret(SEULE, 1),
  cessee: inventedSiret(CESSEE, 1),
  lyon: inventedSiret(FABRIQUE, 1),
  marseille: inventedSiret(FABRIQUE, 2),
  ajaccio: inventedSiret(FABRIQUE, 3),
  reseau: inventedSiret(RESEAU, 1),
  franceTravail: inventedSiret(FRANCE_TRAVAIL, 9901),
  /** Agrees with itself, and is nobody's. */
  personne: inventedSiret(inventedSiren(999), 1),
} as const

const lille = { codePostal: '59000', commune: '59350', libelle: 'LILLE' } as const
const roubaix = { codePostal: '59100', commune: '59512', libelle: 'ROUBAIX' } as const

export const INVENTED: readonly InventedUnite[] = [
  {
    siren: MISSION,
    nom: "MISSION LOCALE DE L'EXEMPLE",
    ape: '88.99B',
    etablissements: [
      {
        siret: SIRETS.mission,
        siege: true,
        numero: '12',
        voie: 'RUE DE L EXEMPLE',
        complement: 'BATIMENT B',
        point: [50.6372, 3.0633],
        ...lille,
      },
      { siret: SIRETS.missionAntenne, enseignes: ["ANTENNE D'ESSAI"], numero: '3', voie: 'PLACE DU TEST', ...roubaix },
      { siret: SIRETS.missionSansNom, numero: '8', voie: 'RUE SANS NOM', ...lille },
      { siret: SIRETS.missionFermee, ferme: true, enseignes: ['ANTENNE FERMEE'], voie: 'RUE FERMEE', ...lille },
      { siret: SIRETS.missionDiscrete, nonDiffusible: true, enseignes: ['ANTENNE DISCRETE'], voie: 'RUE DISCRETE', ...lille },
    ],
  },
  {
    siren: ESSAI,
    nom: 'ASSOCIATION LE BON ESSAI',
    ape: '94.99Z',
    etablissements: [
      {
        siret: SIRETS.essai,
        siege: true,
        voie: 'BOULEVARD DU MODELE',
        codePostal: '75015',
        commune: '75115',
        libelle: 'PARIS 15',
      },
      {
        siret: SIRETS.essaiParis11,
        nomCommercial: 'Le Bon Essai',
        numero: '1',
        voie: 'RUE DU 8 MAI 1945',
        codePostal: '75011',
        commune: '75111',
        libelle: 'PARIS 11',
      },
    ],
  },
  {
    siren: SEULE,
    nom: 'CAMILLE EXEMPLE',
    ape: '85.59A',
    nonDiffusible: true,
    etablissements: [{ siret: SIRETS.seule, siege: true, nonDiffusible: true, voie: 'RUE CACHEE', ...lille }],
  },
  {
    siren: CESSEE,
    nom: 'ASSOCIATION CESSEE DE L EXEMPLE',
    ape: '94.99Z',
    cessee: true,
    etablissements: [{ siret: SIRETS.cessee, siege: true, voie: 'RUE ANCIENNE', ...lille }],
  },
  {
    siren: FABRIQUE,
    nom: 'LA FABRIQUE INVENTEE',
    ape: '88.10C',
    etablissements: [
      { siret: SIRETS.lyon, siege: true, voie: 'QUAI INVENTE', codePostal: '69003', commune: '69383', libelle: 'LYON 3EME' },
      {
        siret: SIRETS.marseille,
        enseignes: ['ATELIER DU PORT INVENTE'],
        voie: 'QUAI DU PORT',
        codePostal: '13001',
        commune: '13201',
        libelle: 'MARSEILLE 1',
      },
      {
        siret: SIRETS.ajaccio,
        enseignes: ['ATELIER DE L ILE'],
        voie: 'COURS INVENTE',
        codePostal: '20000',
        commune: '2A004',
        libelle: 'AJACCIO',
      },
    ],
  },
  {
    siren: RESEAU,
    nom: 'RESEAU INNOMBRABLE',
    ape: '88.99B',
    etablissements: Array.from({ length: 40 }, (_, at) => ({
      siret: inventedSiret(RESEAU, at + 1),
      // Neither first nor in order, as in the register.
      siege: at === 17,
      enseignes: [`ACCUEIL NUMERO ${at + 1}`],
      numero: String(at + 1),
      voie: 'RUE DU NOMBRE',
      ...roubaix,
    })),
  },
  {
    siren: FRANCE_TRAVAIL,
    nom: 'FRANCE TRAVAIL',
    ape: '84.13Z',
    etablissements: [{ siret: SIRETS.franceTravail, enseignes: ["AGENCE D'ESSAI"], numero: '5', voie: 'RUE DU TEST', ...lille }],
  },
]
