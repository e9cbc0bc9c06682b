import { nomProposeOf } from '#shared/memory/search.ts'
import { isSearch } from '#shared/usage/search.ts'
import type { Emit } from '../emit.ts'
import type { AlertHandlers, SearchesFile } from './alerts.ts'

type Options = { readonly user: SearchesFile; readonly emit: Emit; readonly newId: () => string }

/** The last searches of this desk, sealed, for whoever is there. Never sent anywhere. */
export const createRecentHandlers = ({
  user,
  emit,
  newId,
}: Options): Pick<AlertHandlers, 'alertes.recentes' | 'alertes.noterRecente' | 'alertes.oublierRecentes'> => ({
  'alertes.recentes': async () =>
    (await (await user())['searches.recent'](undefined)).map((one) => ({ ...one, texte: nomProposeOf(one.query, one.lieu) })),
  'alertes.noterRecente': async ({ query, lieu, total }) => {
    if (!isSearch(query)) return
    await (await user())['searches.noteRecent']({ id: newId(), query: { ...query, offset: 0, limit: 50 }, lieu, total })
    emit('alertes.changed', {})
  },
  'alertes.oublierRecentes': async () => {
    await (await user())['searches.forgetRecent'](undefined)
    emit('alertes.changed', {})
  },
})
