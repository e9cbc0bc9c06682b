import type { OrientationView } from '#shared/contract/orientation.ts'
import type { Reception } from '#shared/orientation/model.ts'

/** What both sides read of a request. */
export type Told = Omit<Reception, 'suivi_par'>

/** The side that this account is on. Each view has one. */
export const toldOf = ({ envoyee, recue }: OrientationView): Told | null => envoyee ?? recue

/** The server never took it: nothing may be done of it, and its draft comes back whole. */
export const isUnsent = ({ refus }: Pick<OrientationView, 'refus'>): boolean => refus?.creation === true
