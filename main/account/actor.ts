import type { AccountState } from '#shared/contract/account.ts'
import type { Actor } from '#shared/rights.ts'

/** The person, as the table of rights knows them. A gestionnaire without département has no right of a gestionnaire. */
export const actorOf = ({ compte, rattachements }: Pick<AccountState, 'compte' | 'rattachements'>): Actor =>
  compte === null
    ? null
    : {
        id: compte.id,
        equipe: compte.role === 'administrateur',
        departements: compte.gestionnaire ? compte.departements : [],
        structures: rattachements
          .filter(({ etat }) => etat === 'membre')
          .map(({ structure_id, admin }) => ({ id: structure_id, admin })),
        attentes: rattachements.filter(({ etat }) => etat !== 'membre').map(({ structure_id }) => structure_id),
      }
