/** What engines may visit (RFC 9309): what is named, and nothing else, so that a page that nobody thought of stays out. */

/** Beginnings of paths that anyone may find. */
export const PUBLIC_PATHS = [
  '/s/',
  '/o/',
  '/structure/',
  '/service/',
  '/deploiement',
  '/statistiques',
  '/donnees',
  '/opendata/',
  '/outils',
  '/rss/',
  '/catalogue.jsonld',
  '/sitemap',
] as const

/** Pages that are no record and are worth finding. */
export const PUBLIC_PAGES = ['/deploiement', '/statistiques', '/donnees', '/outils'] as const

/** @param invented a demonstration: none of it is to be found. @param origin without a final « / ». */
export const robotsText = (invented: boolean, origin: string): string =>
  invented
    ? '# Catalogue de démonstration : tout y est inventé.\nUser-agent: *\nDisallow: /\n'
    : [
        'User-agent: *',
        'Disallow: /',
        ...PUBLIC_PATHS.map((path) => `Allow: ${path}`),
        '',
        `Sitemap: ${origin}/sitemap.xml`,
        '',
      ].join('\n')
