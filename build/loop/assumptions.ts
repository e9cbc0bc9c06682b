/** What is observed, what is supposed, and how it is said. Nothing here is measured on this product. */

/** Closed requests of DORA: 5,020 accepted, 4,907 expired, 709 refused (peers.md §0.1; the law of §5.1: 47/46/7). */
export const LAW = { acceptee: 0.47, silence: 0.46, refusee: 0.07 } as const

/**
 * No delay of answer is published: only bands, « in the day » to « more than 14 days » (peers.md §1.1), a reminder at 10 days and an end
 * at 30. A lognormal with most answers in the first fortnight is compatible with these, and no more than that.
 */
export const MEDIAN_DAYS = 5
/** Spread (σ of the logarithm) between the medians of services, and between the answers of one. */
export const BETWEEN_SERVICES = 0.5
export const WITHIN_SERVICE = 0.9

/** Services that answered often enough for their habits to be told: few, DORA having 5,729 answers for 37,514 services. */
export const HABITS_KNOWN = 0.3

/** Of the other services for the same need: none at all for one person in ten, else up to eight. */
export const NO_OTHER_SERVICE = 0.1
export const MOST_OTHER_SERVICES = 8
export const NOT_ORIENTABLE = 0.3
export const FULL = 0.05
export const OUT_OF_ZONE = 0.1
export const NOT_ELIGIBLE = 0.1

/** A proposed plan B is taken by one counsellor in two, within four days: nobody has measured it. */
export const TAKEN = 0.5
export const TAKEN_WITHIN_DAYS = 4
/** After one silence, another is no likelier than for anyone. The table of the results says what it is worth when it is likelier. */
export const SILENCE_REPEATED = 0

export const SAID: readonly string[] = [
  'Loi observée des réponses (demandes closes de DORA)\u202f: 47 % acceptées, 46 % sans réponse, 7 % refusées. Une demande « expirée » a parfois eu une réponse au téléphone, que personne ne connaît.',
  'Délais supposés, faute de source publiée\u202f: loi log-normale de médiane 5 jours, coupée à 30 jours. La loi observée tient déjà compte des rappels\u202f: un rappel ne change donc rien à une réponse.',
  'Habitudes connues pour 3 services sur 10 (supposé)\u202f; pour les autres, le retard se compte à partir de 7 jours.',
  'Services de remplacement supposés\u202f: aucun pour 1 personne sur 10, sinon 1 à 8, dont une part est complète, hors zone, non orientable ou non éligible. Ils répondent selon la même loi que les premiers\u202f: aucun gain n’est attribué au choix du service.',
  'Plan B proposé une fois par demande, supposé pris par 1 prescripteur sur 2, en 4 jours au plus. Ni relance des prescripteurs, ni « pas avant le », ni modération ne sont simulés.',
  'Sans plan B, la simulation suppose que personne ne cherche ailleurs. En réalité certains le font déjà, hors de DORA\u202f: l’écart entre les deux colonnes est au mieux une borne haute.',
  '« Perdue » veut dire\u202f: aucune structure n’a jamais répondu, ni oui ni non. Une réponse n’est pas un accompagnement\u202f: ces chiffres ne promettent aucun résultat pour les personnes.',
]
