import type { ImportField } from './field.ts'
import { digits, line } from './texts.ts'
import { number } from './values.ts'

/** Where it is: the same columns for services and structures. */
export const PLACE_FIELDS: readonly ImportField[] = [
  {
    champ: 'commune',
    libelle: 'Ville',
    synonymes: ['location_city', 'city', 'commune du service', 'localité', 'nom de la commune'],
    lire: line(255),
  },
  {
    champ: 'code_postal',
    libelle: 'Code postal',
    synonymes: ['location_postal_code', 'postal_code', 'cp', 'code post', 'zip'],
    lire: digits(5, 'un code postal de 5 chiffres'),
  },
  {
    champ: 'code_insee',
    libelle: 'Code de la commune',
    synonymes: ['insee', 'code commune', 'code insee commune', 'city_code', 'code cog'],
    lire: digits(5, 'un code INSEE de commune (5 caractères)', /^\d[\dAB]\d{3}$/),
  },
  {
    champ: 'adresse',
    libelle: 'Adresse',
    synonymes: ['location_address', 'address1', 'adresse postale', 'rue', 'voie', 'numéro et voie'],
    lire: line(255),
  },
  {
    champ: 'complement_adresse',
    libelle: 'Complément d’adresse',
    synonymes: ['location_complement', 'address2', 'complément', 'complément adresse', 'bâtiment'],
    lire: line(255),
  },
  { champ: 'latitude', libelle: 'Latitude', synonymes: ['lat'], lire: number(-90, 90, 'une latitude') },
  { champ: 'longitude', libelle: 'Longitude', synonymes: ['lon', 'lng', 'long'], lire: number(-180, 180, 'une longitude') },
]
