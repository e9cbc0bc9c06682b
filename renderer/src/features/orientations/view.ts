import { ETATS, type Etat } from '#shared/orientation/life.ts'

/**
 * How a list of requests is narrowed and sorted, as its address says. The words searched are no part of it: they may be
 * someone's name, and an address is kept and shown in many places.
 */
export const VUES = ['toutes', 'a-traiter', 'retard', 'sans-reponse', 'acceptees'] as const
export type Vue = (typeof VUES)[number]

export const TRIS = ['urgence', 'recentes', 'anciennes', 'mouvement', 'personne'] as const
export type Tri = (typeof TRIS)[number]

export type View = {
  /** Only those that are mine to follow. */
  readonly moi: boolean
  readonly vue: Vue
  readonly etat: Etat | null
  readonly tri: Tri
}

export const NO_VIEW: View = { moi: false, vue: 'toutes', etat: null, tri: 'urgence' }

const oneOf = <T extends string>(all: readonly T[], value: string | null): T | undefined => all.find((one) => one === value)

/** Any query string is read; what it does not say, or says wrong, is as at first. */
export const parseView = (query: string): View => {
  const params = new URLSearchParams(query)
  return {
    moi: params.get('qui') === 'moi',
    vue: oneOf(VUES, params.get('vue')) ?? NO_VIEW.vue,
    etat: oneOf(ETATS, params.get('etat')) ?? null,
    tri: oneOf(TRIS, params.get('tri')) ?? NO_VIEW.tri,
  }
}

/** The query string of a view, without its « ? »; '' for the first one. */
export const viewQuery = ({ moi, vue, etat, tri }: View): string => {
  const params = new URLSearchParams()
  if (moi) params.set('qui', 'moi')
  if (vue !== NO_VIEW.vue) params.set('vue', vue)
  if (etat !== null) params.set('etat', etat)
  if (tri !== NO_VIEW.tri) params.set('tri', tri)
  return params.toString()
}
