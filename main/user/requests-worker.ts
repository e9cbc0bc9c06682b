import type { RequestsWorker } from './requests-types.ts'
import type { UserStore } from './store.ts'

/** Runs one act of the store, its failures coded. */
type On = <T>(act: (store: UserStore) => T) => T

/** Requests, as the worker of the precious file answers of them. */
export const createRequestMethods = (on: On): RequestsWorker => ({
  'requests.one': ({ sens, id }) =>
    on(({ requests }) =>
      sens === 'envoi' ? { envoi: requests.one(sens, id), reception: null } : { envoi: null, reception: requests.one(sens, id) },
    ),
  'requests.send': (ask) => on(({ requests }) => requests.send(ask)),
  'requests.resume': ({ id }) => on(({ requests }) => requests.resume(id)),
  'requests.draftOf': ({ id }) => on(({ requests }) => requests.draftOf(id)),
  'requests.copy': (ask) => on(({ requests }) => requests.copy(ask)),
  'requests.act': (act) => on(({ requests }) => requests.act(act)),
  'requests.mute': (ask) => on(({ requests }) => requests.mute(ask)),
  'requests.templates': () => on(({ requests }) => requests.templates()),
  'requests.saveTemplate': (template) => on(({ requests }) => requests.saveTemplate(template)),
  'requests.removeTemplate': ({ id }) => on(({ requests }) => requests.removeTemplate(id)),
})
