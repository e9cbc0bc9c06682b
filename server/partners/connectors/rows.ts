import {
  CONNECTEUR,
  CONNECTEUR_ETAT,
  CONNECTEUR_PASSAGE,
  ConnecteurEtat,
  ConnecteurGarde,
  Passage,
  PASSAGES_GARDES,
  type PassageVu,
} from '#shared/partners/connector.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { Reader, Writer } from '#server/store/types.ts'
import { docOf, putPublic, putSealed } from '#server/sync/rows.ts'
import type { Seal } from '#server/sync/seal.ts'

/** Connectors, where each stands and their last runs: in no feed. What holds the partner’s key is sealed. */

export type Connector = ConnecteurGarde & { readonly id: string }

export const NEW_STATE: ConnecteurEtat = {
  horloge_le: null,
  succes_le: null,
  echecs: 0,
  reprise_le: null,
  pris: null,
  quarantaine: null,
  suppression: false,
}

const parsed = (id: string, doc: Doc | null): Connector | null => {
  const read = ConnecteurGarde.safeParse(doc)
  return read.success ? { ...read.data, id } : null
}

export const connectorOf = async (reader: Reader, seal: Seal, id: string): Promise<Connector | null> =>
  parsed(id, docOf(seal, await reader.entity({ kind: CONNECTEUR, id })))

/** In the order of their names. */
export const allConnectors = async (reader: Reader, seal: Seal): Promise<readonly Connector[]> => {
  const all: Connector[] = []
  for await (const entity of reader.scan(CONNECTEUR)) {
    const one = parsed(entity.id, docOf(seal, entity))
    if (one !== null) all.push(one)
  }
  return all.sort((a, b) => a.nom.localeCompare(b.nom, 'fr') || (a.id < b.id ? -1 : 1))
}

/** Sources that connectors bring, whether or not they are at work: an import of the whole that does not bring them leaves them. */
export const keptSources = async (reader: Reader, seal: Seal): Promise<ReadonlySet<string>> =>
  new Set((await allConnectors(reader, seal)).flatMap(({ sources }) => sources))

export const putConnector = async (writer: Writer, seal: Seal, { id, ...doc }: Connector): Promise<void> => {
  const key = { kind: CONNECTEUR, id }
  await putSealed(writer, seal, key, { doc: doc as unknown as Doc, scopes: [], current: await writer.entity(key) })
}

const stateKey = (id: string) => ({ kind: CONNECTEUR_ETAT, id })

export const stateOf = async (reader: Reader, id: string): Promise<ConnecteurEtat> => {
  const entity = await reader.entity(stateKey(id))
  const read = ConnecteurEtat.safeParse(entity === null || entity.doc === null ? null : JSON.parse(entity.doc))
  return read.success ? read.data : NEW_STATE
}

/** What is said of a connector that has gone meanwhile is not kept: null then. */
export const changeState = async (
  writer: Writer,
  id: string,
  change: (state: ConnecteurEtat) => ConnecteurEtat,
): Promise<ConnecteurEtat | null> => {
  if ((await writer.entity({ kind: CONNECTEUR, id }))?.doc == null) return null
  const state = change(await stateOf(writer, id))
  await putPublic(writer, stateKey(id), { doc: state as unknown as Doc, scopes: [], parent: null })
  return state
}

/** The newest first. */
export const runsOf = async (reader: Reader, id: string): Promise<readonly PassageVu[]> => {
  const rows = await reader.byPrefix(CONNECTEUR_PASSAGE, `${id}/`, PASSAGES_GARDES)
  const runs = rows.flatMap(({ id: name, doc }): PassageVu[] => {
    const read = Passage.safeParse(doc === null ? null : JSON.parse(doc))
    return read.success ? [{ id: name, ...read.data }] : []
  })
  return runs.sort((a, b) => (a.le > b.le ? -1 : a.le < b.le ? 1 : 0))
}

/**
 * Keeps a run in the place of the oldest, so that nothing piles up, and of the last when both found nothing new. Answers its
 * identifier.
 */
export const keepRun = async (writer: Writer, id: string, run: Passage): Promise<string> => {
  const known = await runsOf(writer, id)
  const [last] = known
  const again = run.issue === 'inchange' && last?.issue === 'inchange' && last.par === run.par
  const taken = new Set(known.map(({ id: name }) => name))
  const free = Array.from({ length: PASSAGES_GARDES }, (_, n) => `${id}/${String(n).padStart(2, '0')}`).find(
    (name) => !taken.has(name),
  )
  const name = (again ? last.id : free) ?? known.at(-1)?.id ?? `${id}/00`
  await putPublic(writer, { kind: CONNECTEUR_PASSAGE, id: name }, { doc: run as unknown as Doc, scopes: [], parent: null })
  return name
}

/** Takes away all that is kept of a connector, but where its sheets came from. */
export const removeConnector = async (writer: Writer, id: string): Promise<void> => {
  for (const { id: name } of await runsOf(writer, id)) await writer.remove({ kind: CONNECTEUR_PASSAGE, id: name })
  await writer.remove(stateKey(id))
  await writer.remove({ kind: CONNECTEUR, id })
}
