import type { KitLu } from '#shared/contract/kit.ts'

/**
 * Whether the kit’s server is proposed as taken: for the first kit of a desk that has only the server of the application. Whoever has
 * a kit already said whether to take its server: an update never moves the desk unless it is asked for.
 */
export const takesAtFirst = ({ suite, serveur }: Pick<KitLu, 'suite' | 'serveur'>): boolean =>
  suite === 'nouveau' && serveur.embarque && !serveur.memes
