import { accountContract } from './contract/account.ts'
import { appContract } from './contract/app.ts'
import { catalogueContract } from './contract/catalogue.ts'
import { deploymentContract } from './contract/deployment.ts'
import { geoContract } from './contract/geo.ts'
import { listingContract } from './contract/listing.ts'
import { moderationContract } from './contract/moderation.ts'
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
    ...deploymentContract.procedures,
    ...geoContract.procedures,
    ...listingContract.procedures,
    ...moderationContract.procedures,
    ...orientationContract.procedures,
    ...syncContract.procedures,
    ...userContract.procedures,
  },
  events: {
    ...accountContract.events,
    ...appContract.events,
    ...catalogueContract.events,
    ...deploymentContract.events,
    ...geoContract.events,
    ...listingContract.events,
    ...moderationContract.events,
    ...orientationContract.events,
    ...syncContract.events,
    ...userContract.events,
  },
} as const satisfies Contract

export type DoraContract = typeof contract
