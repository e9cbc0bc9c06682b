import type { Departement, Region } from './types.ts'

/**
 * Régions and départements of the Code officiel géographique 2026, with the overseas collectivities as both,
 * so that every commune has one of each. They change once in a decade: kept in the code, not in the geography pack.
 */
export const REGIONS: readonly Region[] = [
  { code: '01', nom: 'Guadeloupe' },
  { code: '02', nom: 'Martinique' },
  { code: '03', nom: 'Guyane' },
  { code: '04', nom: 'La Réunion' },
  { code: '06', nom: 'Mayotte' },
  { code: '11', nom: 'Île-de-France' },
  { code: '24', nom: 'Centre-Val de Loire' },
  { code: '27', nom: 'Bourgogne-Franche-Comté' },
  { code: '28', nom: 'Normandie' },
  { code: '32', nom: 'Hauts-de-France' },
  { code: '44', nom: 'Grand Est' },
  { code: '52', nom: 'Pays de la Loire' },
  { code: '53', nom: 'Bretagne' },
  { code: '75', nom: 'Nouvelle-Aquitaine' },
  { code: '76', nom: 'Occitanie' },
  { code: '84', nom: 'Auvergne-Rhône-Alpes' },
  { code: '93', nom: 'Provence-Alpes-Côte d’Azur' },
  { code: '94', nom: 'Corse' },
  { code: '975', nom: 'Saint-Pierre-et-Miquelon' },
  { code: '977', nom: 'Saint-Barthélemy' },
  { code: '978', nom: 'Saint-Martin' },
  { code: '984', nom: 'Terres australes et antarctiques françaises' },
  { code: '986', nom: 'Wallis et Futuna' },
  { code: '987', nom: 'Polynésie française' },
  { code: '988', nom: 'Nouvelle-Calédonie' },
  { code: '989', nom: 'Île de Clipperton' },
]

export const DEPARTEMENTS: readonly Departement[] = [
  { code: '01', nom: 'Ain', region: '84' },
  { code: '02', nom: 'Aisne', region: '32' },
  { code: '03', nom: 'Allier', region: '84' },
  { code: '04', nom: 'Alpes-de-Haute-Provence', region: '93' },
  { code: '05', nom: 'Hautes-Alpes', region: '93' },
  { code: '06', nom: 'Alpes-Maritimes', region: '93' },
  { code: '07', nom: 'Ardèche', region: '84' },
  { code: '08', nom: 'Ardennes', region: '44' },
  { code: '09', nom: 'Ariège', region: '76' },
  { code: '10', nom: 'Aube', region: '44' },
  { code: '11', nom: 'Aude', region: '76' },
  { code: '12', nom: 'Aveyron', region: '76' },
  { code: '13', nom: 'Bouches-du-Rhône', region: '93' },
  { code: '14', nom: 'Calvados', region: '28' },
  { code: '15', nom: 'Cantal', region: '84' },
  { code: '16', nom: 'Charente', region: '75' },
  { code: '17', nom: 'Charente-Maritime', region: '75' },
  { code: '18', nom: 'Cher', region: '24' },
  { code: '19', nom: 'Corrèze', region: '75' },
  { code: '21', nom: 'Côte-d’Or', region: '27' },
  { code: '22', nom: 'Côtes-d’Armor', region: '53' },
  { code: '23', nom: 'Creuse', region: '75' },
  { code: '24', nom: 'Dordogne', region: '75' },
  { code: '25', nom: 'Doubs', region: '27' },
  { code: '26', nom: 'Drôme', region: '84' },
  { code: '27', nom: 'Eure', region: '28' },
  { code: '28', nom: 'Eure-et-Loir', region: '24' },
  { code: '29', nom: 'Finistère', region: '53' },
  { code: '2A', nom: 'Corse-du-Sud', region: '94' },
  { code: '2B', nom: 'Haute-Corse', region: '94' },
  { code: '30', nom: 'Gard', region: '76' },
  { code: '31', nom: 'Haute-Garonne', region: '76' },
  { code: '32', nom: 'Gers', region: '76' },
  { code: '33', nom: 'Gironde', region: '75' },
  { code: '34', nom: 'Hérault', region: '76' },
  { code: '35', nom: 'Ille-et-Vilaine', region: '53' },
  { code: '36', nom: 'Indre', region: '24' },
  { code: '37', nom: 'Indre-et-Loire', region: '24' },
  { code: '38', nom: 'Isère', region: '84' },
  { code: '39', nom: 'Jura', region: '27' },
  { code: '40', nom: 'Landes', region: '75' },
  { code: '41', nom: 'Loir-et-Cher', region: '24' },
  { code: '42', nom: 'Loire', region: '84' },
  { code: '43', nom: 'Haute-Loire', region: '84' },
  { code: '44', nom: 'Loire-Atlantique', region: '52' },
  { code: '45', nom: 'Loiret', region: '24' },
  { code: '46', nom: 'Lot', region: '76' },
  { code: '47', nom: 'Lot-et-Garonne', region: '75' },
  { code: '48', nom: 'Lozère', region: '76' },
  { code: '49', nom: 'Maine-et-Loire', region: '52' },
  { code: '50', nom: 'Manche', region: '28' },
  { code: '51', nom: 'Marne', region: '44' },
  { code: '52', nom: 'Haute-Marne', region: '44' },
  { code: '53', nom: 'Mayenne', region: '52' },
  { code: '54', nom: 'Meurthe-et-Moselle', region: '44' },
  { code: '55', nom: 'Meuse', region: '44' },
  { code: '56', nom: 'Morbihan', region: '53' },
  { code: '57', nom: 'Moselle', region: '44' },
  { code: '58', nom: 'Nièvre', region: '27' },
  { code: '59', nom: 'Nord', region: '32' },
  { code: '60', nom: 'Oise', region: '32' },
  { code: '61', nom: 'Orne', region: '28' },
  { code: '62', nom: 'Pas-de-Calais', region: '32' },
  { code: '63', nom: 'Puy-de-Dôme', region: '84' },
  { code: '64', nom: 'Pyrénées-Atlantiques', region: '75' },
  { code: '65', nom: 'Hautes-Pyrénées', region: '76' },
  { code: '66', nom: 'Pyrénées-Orientales', region: '76' },
  { code: '67', nom: 'Bas-Rhin', region: '44' },
  { code: '68', nom: 'Haut-Rhin', region: '44' },
  { code: '69', nom: 'Rhône', region: '84' },
  { code: '70', nom: 'Haute-Saône', region: '27' },
  { code: '71', nom: 'Saône-et-Loire', region: '27' },
  { code: '72', nom: 'Sarthe', region: '52' },
  { code: '73', nom: 'Savoie', region: '84' },
  { code: '74', nom: 'Haute-Savoie', region: '84' },
  { code: '75', nom: 'Paris', region: '11' },
  { code: '76', nom: 'Seine-Maritime', region: '28' },
  { code: '77', nom: 'Seine-et-Marne', region: '11' },
  { code: '78', nom: 'Yvelines', region: '11' },
  { code: '79', nom: 'Deux-Sèvres', region: '75' },
  { code: '80', nom: 'Somme', region: '32' },
  { code: '81', nom: 'Tarn', region: '76' },
  { code: '82', nom: 'Tarn-et-Garonne', region: '76' },
  { code: '83', nom: 'Var', region: '93' },
  { code: '84', nom: 'Vaucluse', region: '93' },
  { code: '85', nom: 'Vendée', region: '52' },
  { code: '86', nom: 'Vienne', region: '75' },
  { code: '87', nom: 'Haute-Vienne', region: '75' },
  { code: '88', nom: 'Vosges', region: '44' },
  { code: '89', nom: 'Yonne', region: '27' },
  { code: '90', nom: 'Territoire de Belfort', region: '27' },
  { code: '91', nom: 'Essonne', region: '11' },
  { code: '92', nom: 'Hauts-de-Seine', region: '11' },
  { code: '93', nom: 'Seine-Saint-Denis', region: '11' },
  { code: '94', nom: 'Val-de-Marne', region: '11' },
  { code: '95', nom: 'Val-d’Oise', region: '11' },
  { code: '971', nom: 'Guadeloupe', region: '01' },
  { code: '972', nom: 'Martinique', region: '02' },
  { code: '973', nom: 'Guyane', region: '03' },
  { code: '974', nom: 'La Réunion', region: '04' },
  { code: '975', nom: 'Saint-Pierre-et-Miquelon', region: '975' },
  { code: '976', nom: 'Mayotte', region: '06' },
  { code: '977', nom: 'Saint-Barthélemy', region: '977' },
  { code: '978', nom: 'Saint-Martin', region: '978' },
  { code: '984', nom: 'Terres australes et antarctiques françaises', region: '984' },
  { code: '986', nom: 'Wallis et Futuna', region: '986' },
  { code: '987', nom: 'Polynésie française', region: '987' },
  { code: '988', nom: 'Nouvelle-Calédonie', region: '988' },
  { code: '989', nom: 'Île de Clipperton', region: '989' },
]

const regions = new Map(REGIONS.map((region) => [region.code, region]))
const departements = new Map(DEPARTEMENTS.map((departement) => [departement.code, departement]))
const byRegion = new Map(
  REGIONS.map(({ code }) => [
    code,
    DEPARTEMENTS.filter((departement) => departement.region === code).map((departement) => departement.code),
  ]),
)

export const regionOf = (code: string): Region | undefined => regions.get(code)
export const departementOf = (code: string): Departement | undefined => departements.get(code)

/** « Nord (59) »; an unknown code as it is. */
export const departementLabel = (code: string): string => {
  const known = departementOf(code)
  return known === undefined ? code : `${known.nom} (${code})`
}

/** Codes of the départements of a région; none for an unknown région. */
export const departementsOf = (region: string): readonly string[] => byRegion.get(region) ?? []

/** Département of a commune code: « 2A004 » → « 2A », « 97411 » → « 974 », « 98818 » → « 988 ». Null when there is none such. */
export const departementOfCommune = (commune: string): string | null => {
  const code = /^9[78]/.test(commune) ? commune.slice(0, 3) : commune.slice(0, 2)
  return departements.has(code) ? code : null
}
