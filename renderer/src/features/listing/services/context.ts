import { createContext, useContext } from 'react'
import type { Listing, ServiceLine } from '#shared/contract/listing.ts'
import type { Acts } from '../acts.ts'
import type { Create } from '../use-create.ts'

/** What is asked about services, in a dialog over the table. */
export type Asked =
  | { readonly what: 'disponibilite' | 'contact' | 'frequence' | 'horaires'; readonly ids: readonly string[] }
  | { readonly what: 'verifier' | 'supprimer' | 'modele'; readonly id: string }

export type Services = {
  readonly listing: Listing
  readonly acts: Acts
  readonly ask: (asked: Asked) => void
  /** ISO day of the people who write the listings. */
  readonly today: string
  readonly create: Create
}

const ServicesContext = createContext<Services | null>(null)
export const ServicesProvider = ServicesContext.Provider

export const useServices = (): Services => {
  const services = useContext(ServicesContext)
  if (services === null) throw new Error('a cell stands inside the panel of services')
  return services
}

/** Acts that make sense for the age of a service: archived and suggested ones are not asked about (dora-screens.md §5.2). */
export const isLive = ({ statut }: Pick<ServiceLine, 'statut'>): boolean => statut === 'PUBLISHED' || statut === 'DRAFT'
