/** Address of a search of the place on Acceslibre, ready to open. */
export const acceslibreSearch = (nom: string, commune: string): string => {
  const asked = new URLSearchParams({ what: nom, where: commune })
  return `https://acceslibre.beta.gouv.fr/recherche/?${asked.toString()}`
}
