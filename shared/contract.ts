import { accountContract } from './contract/account.ts'
import { administrationContract } from './contract/administration.ts'
import { appContract } from './contract/app.ts'
import { catalogueContract } from './contract/catalogue.ts'
import { clesContract } from './contract/cles.ts'
import { connecteursContract } from './contract/connecteurs.ts'
import { deploymentContract } from './contract/deployment.ts'
import { figuresContract } from './contract/figures.ts'
import { gapsContract } from './contract/gaps.ts'
import { geoContract } from './contract/geo.ts'
import { kitContract } from './contract/kit.ts'
import { listingContract } from './contract/listing.ts'
import { moderationContract } from './contract/moderation.ts'
import { orientationContract } from './contract/orientation.ts'
import { syncContract } from './contract/sync.ts'
import { usageContract } from './contract/usage.ts'
import { userContract } from './contract/user.ts'
import { webhooksContract } from './contract/webhooks.ts'
import { alertesContract } from './contract/alertes.ts'
import { feuilleContract } from './contract/feuille.ts'
import { listesContract } from './contract/listes.ts'
import { personnesContract } from './contract/personnes.ts'
import { plansContract } from './contract/plans.ts'
import { porteeContract } from './contract/portee.ts'
import type { Contract } from './rpc.ts'

/** Every procedure and event of the application. Nothing else crosses between screens and services. */
export const contract = {
  procedures: {
    ...accountContract.procedures,
    ...administrationContract.procedures,
    ...appContract.procedures,
    ...catalogueContract.procedures,
    ...clesContract.procedures,
    ...connecteursContract.procedures,
    ...deploymentContract.procedures,
    ...figuresContract.procedures,
    ...gapsContract.procedures,
    ...geoContract.procedures,
    ...kitContract.procedures,
    ...listingContract.procedures,
    ...moderationContract.procedures,
    ...orientationContract.procedures,
    ...syncContract.procedures,
    ...usageContract.procedures,
    ...userContract.procedures,
    ...alertesContract.procedures,
    ...feuilleContract.procedures,
    ...listesContract.procedures,
    ...personnesContract.procedures,
    ...plansContract.procedures,
    ...porteeContract.procedures,
    ...webhooksContract.procedures,
  },
  events: {
    ...accountContract.events,
    ...administrationContract.events,
    ...appContract.events,
    ...catalogueContract.events,
    ...clesContract.events,
    ...connecteursContract.events,
    ...deploymentContract.events,
    ...figuresContract.events,
    ...gapsContract.events,
    ...geoContract.events,
    ...kitContract.events,
    ...listingContract.events,
    ...moderationContract.events,
    ...orientationContract.events,
    ...syncContract.events,
    ...usageContract.events,
    ...userContract.events,
    ...alertesContract.events,
    ...feuilleContract.events,
    ...listesContract.events,
    ...personnesContract.events,
    ...plansContract.events,
    ...porteeContract.events,
    ...webhooksContract.events,
  },
} as const satisfies Contract

export type DoraContract = typeof contract
