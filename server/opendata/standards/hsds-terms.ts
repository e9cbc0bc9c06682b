import { descriptionOf, labelOf, type ListName } from '#shared/reference/labels.ts'
import { categoryOf } from '#shared/reference/thematiques.ts'
import { uuidOf } from './ids.ts'
import { known } from './values.ts'

/** The référentiels of data·inclusion as taxonomies of HSDS: a term hangs on a record by an attribute. */

/** `link_type` of an attribute is the name of the field of data·inclusion that says it. */
export type Classified =
  | 'thematiques'
  | 'publics'
  | 'type'
  | 'frais'
  | 'modes_accueil'
  | 'modes_mobilisation'
  | 'mobilisable_par'
  | 'reseaux_porteurs'
  | 'source'

type Taxonomy = { readonly list: ListName; readonly name: string; readonly doc: string }

const TAXONOMIES: Readonly<Record<Classified, Taxonomy>> = {
  thematiques: { list: 'thematiques', name: 'Thématiques', doc: 'thematiques' },
  publics: { list: 'publics', name: 'Publics', doc: 'publics' },
  type: { list: 'types', name: 'Types de services', doc: 'types-services' },
  frais: { list: 'frais', name: 'Frais', doc: 'frais' },
  modes_accueil: { list: 'modes_accueil', name: 'Modes d’accueil', doc: 'modes-accueil' },
  modes_mobilisation: { list: 'modes_mobilisation', name: 'Modes de mobilisation', doc: 'modes-mobilisation' },
  mobilisable_par: {
    list: 'mobilisable_par',
    name: 'Personnes qui peuvent mobiliser le service',
    doc: 'personnes-mobilisatrices',
  },
  reseaux_porteurs: { list: 'reseaux_porteurs', name: 'Réseaux porteurs', doc: 'reseaux-porteurs' },
  source: { list: 'sources', name: 'Sources', doc: 'sources' },
}

export type Terms = {
  /** @param link the record that the terms say something of. */
  readonly attributes: (
    link: { readonly id: string; readonly entity: 'service' | 'organization' },
    field: Classified,
    values: readonly (string | null)[] | null,
  ) => readonly object[]
}

type Told = { readonly id: string; readonly label: string; readonly one: object }

/** @param origin address of the server, without a final « / ». */
export const createTerms = (origin: string): Terms => {
  const made = new Map<string, Told>()

  const term = (field: Classified, value: string): Told => {
    const key = `${field} ${value}`
    const found = made.get(key)
    if (found !== undefined) return found
    const { list, name, doc } = TAXONOMIES[field]
    const label = labelOf(list, value)
    const category = field === 'thematiques' && value.includes('--') ? categoryOf(value) : null
    const id = uuidOf('taxonomy_term', field, value)
    const one = known({
      id,
      code: value,
      name: label,
      description: descriptionOf(list, value) ?? label,
      parent_id: category === null ? null : uuidOf('taxonomy_term', field, category),
      // Free text, with the address of the list: the whole taxonomy in each term of each service would be half of the file.
      taxonomy: `data·inclusion, ${name} (${origin}/api/v1/${field === 'source' ? 'sources' : `doc/${doc}`})`,
      language: 'fra',
      taxonomy_id: uuidOf('taxonomy', field),
    })
    const told = { id, label, one }
    made.set(key, told)
    return told
  }

  return {
    attributes: ({ id, entity }, field, values) =>
      (values ?? [])
        .filter((value) => value !== null)
        .map((value) => {
          const told = term(field, value)
          return {
            id: uuidOf('attribute', id, field, value),
            link_id: id,
            taxonomy_term_id: told.id,
            link_type: field,
            link_entity: entity,
            value,
            label: told.label,
            taxonomy_term: told.one,
          }
        }),
  }
}
