import type { Json } from '#shared/rpc.ts'
import { html, type Html } from '../pages/html.ts'
import { type RenderedPage, renderPage } from '../pages/page.ts'
import type { OpenApiDocument } from './openapi.ts'

/** The description of the API as people read it: no script, nothing from elsewhere, one heading for each path. */

type Obj = { readonly [key: string]: Json }
const isObj = (json: Json | undefined): json is Obj => typeof json === 'object' && json !== null && !Array.isArray(json)
const obj = (json: Json | undefined): Obj => (isObj(json) ? json : {})
const list = (json: Json | undefined): readonly Json[] => (Array.isArray(json) ? json : [])
/** As French is set: no line is cut inside quotation marks, nor before a colon. */
const text = (json: Json | undefined): string =>
  typeof json === 'string' ? json.replaceAll('« ', '«\u202f').replaceAll(' »', '\u202f»').replaceAll(' :', '\u202f:') : ''

const WORDS: Readonly<Record<string, string>> = {
  string: 'texte',
  integer: 'nombre entier',
  number: 'nombre',
  boolean: 'true ou false',
}

/** `texte`, `nombre entier de 1 à 10000`, `liste de Public`… */
const kindOf = (schema: Obj): string => {
  const name = text(schema['$ref']).split('/').at(-1) ?? ''
  if (name !== '') return name
  const choices = list(schema['anyOf']).map(obj)
  if (choices.length > 0)
    return choices
      .filter(({ type }) => type !== 'null')
      .map(kindOf)
      .join(' ou ')
  if (schema['type'] === 'array') return `liste de ${kindOf(obj(schema['items']))}`
  const word = WORDS[text(schema['type'])] ?? ''
  const { minimum, maximum } = schema
  if (typeof minimum === 'number')
    return `${word} ${typeof maximum === 'number' ? `de ${minimum} à ${maximum}` : `à partir de ${minimum}`}`
  return word
}

/** « `a` b » → the first as code. */
const withCode = (sentence: string): Html =>
  html`${sentence.split('`').map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part))}`

const parametersOf = (operation: Obj): Html | null => {
  const parameters = list(operation['parameters']).map(obj)
  if (parameters.length === 0) return null
  return html`<table>
    <caption>
      Paramètres
    </caption>
    <thead>
      <tr>
        <th scope="col">Nom</th>
        <th scope="col">Valeur</th>
        <th scope="col">Sens</th>
      </tr>
    </thead>
    <tbody>
      ${parameters.map((one) => {
        const schema = obj(one['schema'])
        const { default: byDefault } = schema
        return html`<tr>
          <th scope="row"><code>${text(one['name'])}</code></th>
          <td>${kindOf(schema)}${byDefault === undefined ? null : ` (${String(byDefault)} si absent)`}</td>
          <td>${text(one['description'])}</td>
        </tr>`
      })}
    </tbody>
  </table>`
}

/** What is asked in the examples; a path that is not here is asked without anything. */
const QUESTIONS: Readonly<Record<string, string>> = {
  '/api/v1/structures': '?code_departement=59&size=10',
  '/api/v1/services': '?code_departement=59&thematiques=mobilite&size=10',
  '/api/v1/search/services': '?code_commune=59350&thematiques=famille--garde-denfants&size=10',
  '/api/v1/search': '?q=permis&code_departement=59&size=10',
  '/api/v2/structures/': '?page_size=100',
  '/api/v2/services/': '?page_size=100',
}

const answersOf = (operation: Obj): Html =>
  html`<p>
    Réponses :
    ${Object.entries(obj(operation['responses'])).map(([status, one], at) => {
      const description = text(obj(one)['description'])
      return html`${at === 0 ? '' : ' '}<code>${status}</code> ${description}`
    })}
  </p>`

const operationOf = (origin: string, path: string, operation: Obj): Html => {
  const key = list(operation['security']).length === 1 ? ' -H "Authorization: Bearer $CLE"' : ''
  return html`<section aria-labelledby="${text(operation['operationId'])}">
    <h3 id="${text(operation['operationId'])}"><code>GET ${path}</code></h3>
    <p>${text(operation['summary'])}.${key === '' ? null : ' Une clé est nécessaire.'}</p>
    ${parametersOf(operation)}
    <pre tabindex="0" aria-label="Exemple"><code>curl${key} "${origin}${path}${QUESTIONS[path] ?? ''}"</code></pre>
    ${answersOf(operation)}
  </section>`
}

const valuesOf = (document: OpenApiDocument): Html => {
  const named = Object.entries(document.components.schemas).filter(([, schema]) => Array.isArray(obj(schema)['enum']))
  return html`<section aria-labelledby="valeurs">
    <h2 id="valeurs">Valeurs</h2>
    ${named.map(
      ([name, schema]) =>
        html`<details>
          <summary><code>${name}</code> : ${text(obj(schema)['description'])}</summary>
          <p>${list(obj(schema)['enum']).map((value, at) => html`${at === 0 ? '' : ', '}<code>${text(value)}</code>`)}</p>
        </details>`,
    )}
  </section>`
}

const STYLE = `
main { max-width: 60rem }
code { font: 0.9375em ui-monospace, 'Cascadia Mono', Consolas, monospace; overflow-wrap: anywhere }
pre { overflow-x: auto; padding: 0.75rem 1rem; border: 1px solid var(--line); border-radius: 0.5rem; background: var(--note) }
table { width: 100%; border-collapse: collapse; margin: 0 0 1rem; font-size: 0.9375rem }
caption { text-align: left; font-weight: 600; padding-bottom: 0.25rem }
th, td { padding: 0.375rem 1rem 0.375rem 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400 }
thead th { font-weight: 600 }
h3 { margin: 2rem 0 0.5rem; font-size: 1.125rem; font-weight: 600 }
section section { border-top: 0; padding-top: 0; margin-top: 0 }
@media (min-width: 40rem) { th code { white-space: nowrap } }
details { margin: 0 0 0.5rem }
summary { cursor: pointer }`

const TAGS = ['Données', 'Référentiels', 'DORA v2', 'Documentation'] as const

export const docsPage = (document: OpenApiDocument): RenderedPage => {
  const [server] = document.servers
  const origin = server?.url ?? ''
  const operations = Object.entries(document.paths).map(([path, one]) => ({ path, operation: obj(obj(one)['get']) }))
  return renderPage({
    status: 200,
    title: 'L’API de DORA',
    indexed: true,
    style: STYLE,
    body: html`${text(document.info.description)
        .split('\n\n')
        .map((one) => html`<p>${withCode(one)}</p>`)}
      <p>
        Un client de data·inclusion v1 fonctionne en changeant d’adresse : <code>${origin}</code>. Pour un programme :
        <a href="/api/openapi.json">la description OpenAPI</a>. Tout d’un coup :
        <a href="/donnees">les fichiers de données ouvertes</a>.
      </p>
      ${TAGS.map(
        (tag, at) =>
          html`<section aria-labelledby="partie-${at}">
            <h2 id="partie-${at}">${tag}</h2>
            ${operations
              .filter(({ operation }) => list(operation['tags']).includes(tag))
              .map(({ path, operation }) => operationOf(origin, path, operation))}
          </section>`,
      )}
      ${valuesOf(document)}`,
  })
}
