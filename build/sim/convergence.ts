import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { FRANCE, scopesOfTerritories, userScope } from '#shared/sync/scope.ts'
import { checkContents } from './catalogue-check.ts'
import type { Desk } from './desk.ts'
import { Violation } from './violation.ts'

type Truth = {
  readonly head: { readonly epoch: string; readonly seq: number }
  readonly docs: ReadonlyMap<string, string>
  readonly mine: ReadonlyMap<string, string>
}

/** I1: a desk that says that it is up to date has what the server has, and nothing else; its outbox is empty or shown. */
export const convergenceOf = (desk: Desk, { head, docs, mine }: Truth): Violation | null => {
  const state = desk.looker().read()
  if (state === null) return new Violation('I1', 'no catalogue')
  if (state.epoch !== head.epoch) return new Violation('I1', 'its catalogue is of another history')
  const wanted = scopesOfTerritories(desk.territories())
  if (wanted.some((scope) => state.cursors.get(scope) !== head.seq))
    return new Violation('I1', 'its catalogue is not at the head')
  if (state.cursors.size !== wanted.length) return new Violation('I1', 'it carries territories that nobody asked')
  if (wanted[0] === FRANCE && state.rows.size !== docs.size)
    return new Violation('I1', `${state.rows.size} rows for ${docs.size}`)
  const contents = checkContents(desk.looker(), docs)
  if (contents !== null) return contents
  if (desk.logs.some((line) => line.includes('SECRET-'))) return new Violation('I8', 'a log tells what a person wrote')
  for (const name of ['user.db', 'user.db-wal']) {
    const file = join(desk.folder(), name)
    if (existsSync(file) && readFileSync(file).includes('SECRET-')) return new Violation('I8', `${name} can be read by anyone`)
  }
  const userId = desk.userId()
  if (userId === null) return null
  const account = desk.mine().find((one) => one.userId === userId)
  if (account?.epoch !== head.epoch) return new Violation('I1', `${userScope(userId)} is of another history`)
  const own = [...mine.keys()].filter((id) => id.startsWith(`${userId}/`))
  if (account.rows.size !== own.length) return new Violation('I1', `${account.rows.size} favourites for ${own.length}`)
  const stuck = desk
    .user()
    .outgoing()
    .filter(({ etat }) => etat === 'en-attente')
  if (stuck.length > 0) return new Violation('I9', `${stuck.length} changes never left`)
  return null
}
