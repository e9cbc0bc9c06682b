import { accountContract } from './contract/account.ts'
import { appContract } from './contract/app.ts'
import { catalogueContract } from './contract/catalogue.ts'
import { geoContract } from './contract/geo.ts'
import { listingContract } from './contract/listing.ts'
import { orientationContract } from './contract/orientation.ts'
import { syncContract } from './contract/sync.ts'
import { userContract } from './contract/user.ts'
import type { Contract } from './rpc.ts'

/** Every procedure and event of the application. Nothing else crosses between screens and services. */
export const contract = {
  procedures: {
    ...accountContract.procedures,
    ...appContract.procedures,
    ...catalogueContract.procedures,
    ...geoContract.procedures,
    ...listingContract.procedures,
    ...orientationContract.procedures,
    ...syncContract.procedures,
    ...userContract.procedures,
  },
  events: {
    ...accountContract.events,
    ...appContract.events,
    ...catalogueContract.events,
    ...geoContract.events,
    ...listingContract.events,
    ...orientationContract.events,
    ...syncContract.events,
    ...userContract.events,
  },
} as const satisfies Contract

export type DoraContract = typeof contract
