import { fold } from '#shared/geo/fold.ts'
import type { InventedEtablissement, InventedUnite } from './invented.ts'

/** Questions answered as « recherche-entreprises » does: its parameters, its refusals, its field names, its masks. */

const MASK = '[NON-DIFFUSIBLE]'
const MIN_LETTERS = 3

const addressOf = ({ complement, numero, voie, codePostal, libelle }: InventedEtablissement): string =>
  [complement, numero, voie, codePostal, libelle].filter((part) => part !== undefined).join(' ')

const matching = (one: InventedEtablissement, ape: string) => ({
  activite_principale: ape,
  ancien_siege: false,
  annee_tranche_effectif_salarie: null,
  adresse: one.nonDiffusible === true ? MASK : addressOf(one),
  caractere_employeur: 'O',
  code_postal: one.nonDiffusible === true ? MASK : one.codePostal,
  commune: one.commune,
  date_creation: '2001-01-01',
  date_debut_activite: '2001-01-01',
  date_fermeture: one.ferme === true ? '2020-01-01' : null,
  epci: null,
  est_siege: one.siege === true,
  etat_administratif: one.ferme === true ? 'F' : 'A',
  geo_id: null,
  latitude: one.point === undefined ? null : String(one.point[0]),
  libelle_commune: one.libelle,
  liste_enseignes: one.enseignes === undefined ? null : one.enseignes.map((name) => (one.nonDiffusible === true ? MASK : name)),
  liste_finess: null,
  longitude: one.point === undefined ? null : String(one.point[1]),
  nom_commercial: one.nomCommercial ?? null,
  region: '32',
  siret: one.siret,
  statut_diffusion_etablissement: one.nonDiffusible === true ? 'P' : 'O',
  tranche_effectif_salarie: null,
})

const headOffice = (one: InventedEtablissement, ape: string) => ({
  ...matching(one, ape),
  cedex: null,
  complement_adresse: one.complement ?? null,
  coordonnees: one.point?.join(',') ?? null,
  departement: one.commune.slice(0, 2),
  distribution_speciale: null,
  geo_adresse: null,
  indice_repetition: null,
  libelle_voie: one.nonDiffusible === true ? MASK : one.voie.replace(/^\S+ /, ''),
  numero_voie: one.numero ?? null,
  type_voie: one.nonDiffusible === true ? MASK : (/^\S+/.exec(one.voie)?.[0] ?? null),
})

const unit = (one: InventedUnite, found: readonly InventedEtablissement[], secondary: ReadonlySet<string>) => {
  const siege = one.etablissements.find((office) => office.siege === true)
  const open = one.etablissements.filter((office) => office.ferme !== true)
  const nom = one.nonDiffusible === true ? MASK : one.nom
  return {
    siren: one.siren,
    nom_complet: nom,
    nom_raison_sociale: one.nonDiffusible === true ? null : nom,
    sigle: null,
    nombre_etablissements: one.etablissements.length,
    nombre_etablissements_ouverts: open.length,
    activite_principale: one.ape,
    date_creation: '2001-01-01',
    etat_administratif: one.cessee === true ? 'C' : 'A',
    nature_juridique: '9220',
    statut_diffusion: one.nonDiffusible === true ? 'P' : 'O',
    ...(secondary.has('siege') ? { siege: siege === undefined ? {} : headOffice(siege, one.ape) } : {}),
    ...(secondary.has('matching_etablissements')
      ? { matching_etablissements: found.map((office) => matching(office, one.ape)) }
      : {}),
    ...(secondary.has('dirigeants')
      ? { dirigeants: [{ nom: 'EXEMPLE', prenoms: 'CAMILLE', type_dirigeant: 'personne physique' }] }
      : {}),
  }
}

const refused = (erreur: string) => ({ status: 400, body: { erreur } })

export const answerOf = (units: readonly InventedUnite[], asked: URLSearchParams): { status: number; body: unknown } => {
  const q = (asked.get('q') ?? '').trim()
  const communes = asked.get('code_commune')?.split(',') ?? null
  const perPage = Number(asked.get('per_page') ?? 10)
  const limit = Number(asked.get('limite_matching_etablissements') ?? 10)
  const minimal = asked.get('minimal') === 'true'
  const include = asked.get('include')?.split(',') ?? []
  if (include.length > 0 && !minimal) return refused('Veuillez indiquer si vous souhaitez une réponse minimale.')
  if (!(perPage >= 1 && perPage <= 25)) return refused('Veuillez indiquer un paramètre `per_page` entre `1` et `25`.')
  if (!(limit >= 1 && limit <= 100)) return refused('Veuillez indiquer une limite entre `1` et `100`.')
  if (communes?.some((code) => !/^\d[\dAB]\d{3}$/.test(code))) return refused('Une valeur de code_commune est non valide.')
  if (q.length < MIN_LETTERS && communes === null) return refused('3 caractères minimum pour les termes de la requête.')
  const secondary = new Set(minimal ? include : ['siege', 'matching_etablissements', 'dirigeants'])

  const answer = (found: readonly (readonly [InventedUnite, readonly InventedEtablissement[]])[]) => ({
    status: 200,
    body: {
      results: found.slice(0, perPage).map(([one, offices]) => unit(one, offices.slice(0, limit), secondary)),
      total_results: found.length,
      page: 1,
      per_page: perPage,
      total_pages: Math.ceil(found.length / perPage),
    },
  })
  if (/^\d{14}$/.test(q.replaceAll(' ', ''))) {
    const siret = q.replaceAll(' ', '')
    return answer(
      units.flatMap((one) => {
        const offices = one.etablissements.filter((office) => office.siret === siret)
        return offices.length === 0 ? [] : [[one, offices] as const]
      }),
    )
  }
  const words = fold(q).split(' ')
  const says = (text: string): boolean => words.every((word) => fold(text).includes(word))
  const named = (office: InventedEtablissement): string =>
    [...(office.enseignes ?? []), office.nomCommercial ?? '', addressOf(office)].join(' ')
  return answer(
    units
      .filter((one) => one.nonDiffusible !== true && says([one.nom, ...one.etablissements.map(named)].join(' ')))
      .map((one) => {
        const offices = one.etablissements.filter((office) =>
          communes === null ? says(named(office)) : communes.includes(office.commune),
        )
        return [one, offices] as const
      })
      .filter(([, offices]) => communes === null || offices.length > 0),
  )
}
