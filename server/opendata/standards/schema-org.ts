import { summaryOf } from '#shared/catalogue/summary.ts'
import { serviceData, structureData } from '../../pages/public/json-ld.ts'
import type { Fichier, Manifest } from '../files/manifest.ts'
import type { OpenService, OpenStructure } from '../record.ts'
import type { TellHours } from './hours.ts'
import { innerService, innerStructure } from './inner.ts'

/** What the public pages say to machines, for all of them at once: the same mapping, from what is open. */

type Data = Readonly<Record<string, unknown>>

export const serviceLinked = (service: OpenService, structure: OpenStructure | null, tell: TellHours, origin: string): Data => {
  const inner = innerService(service)
  return serviceData(
    { kind: 'service', service: inner, structure: structure === null ? null : innerStructure(structure) },
    tell(service.horaires_accueil, service),
    summaryOf(inner),
    origin,
  )
}

export const structureLinked = (
  structure: OpenStructure,
  services: readonly OpenService[],
  tell: TellHours,
  origin: string,
): Data => {
  const inner = innerStructure(structure)
  return structureData(
    { kind: 'structure', structure: inner, parent: null, antennes: [], services: services.map(innerService) },
    tell(structure.horaires_accueil, structure),
    summaryOf(inner),
    origin,
  )
}

/** Of a release, its manifest (files/manifest.ts). */
export type Release = Pick<Manifest, 'producteur' | 'origine' | 'licence' | 'date' | 'inventees' | 'comptes' | 'version'> & {
  readonly fichiers: readonly Pick<Fichier, 'nom' | 'titre' | 'type' | 'format' | 'octets'>[]
}

const INVENTED = 'Démonstration : tout y est inventé.'

/** The release as a dataset of a catalogue, for the engines that look for data (schema.org `DataCatalog`, `Dataset`). */
export const catalogueLinked = ({ producteur, origine, licence, date, inventees, comptes, version, fichiers }: Release): Data => {
  const publisher = { '@type': 'Organization', name: producteur, url: origine }
  const url = `${origine}/donnees`
  const description = inventees
    ? INVENTED
    : `${comptes.services} services et ${comptes.structures} structures d’insertion sociale et professionnelle en France, au schéma data·inclusion v1 et dans d’autres standards.`
  return {
    '@context': 'https://schema.org',
    '@type': 'DataCatalog',
    '@id': url,
    name: 'Données ouvertes de DORA',
    description,
    url,
    inLanguage: 'fr',
    publisher,
    dataset: {
      '@type': 'Dataset',
      '@id': `${url}#jeu`,
      name: 'Structures et services d’insertion',
      description,
      url,
      version,
      license: licence.adresse,
      dateModified: date,
      inLanguage: 'fr',
      spatialCoverage: { '@type': 'Country', name: 'France' },
      isAccessibleForFree: true,
      keywords: ['insertion', 'data·inclusion', 'HSDS', 'Open Referral', 'médiation numérique'],
      creator: publisher,
      publisher,
      distribution: fichiers.map(({ nom, titre, type, format, octets }) => ({
        '@type': 'DataDownload',
        name: `${titre} (${format})`,
        encodingFormat: type,
        contentSize: `${octets} B`,
        contentUrl: `${origine}/opendata/${nom}`,
      })),
    },
  }
}
