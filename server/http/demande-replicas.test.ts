import { expect, it } from 'vitest'
import { openPostgresqlStore } from '../store/postgresql.ts'
import { startPostgres } from '../testing/postgres.ts'
import { demandeBench, fieldsIn } from './testing/demande.ts'
import { startTestServer } from './testing/harness.ts'

it('two replicas of one PostgreSQL: a form sent to both is one answer; two answers at once are one, and told', async () => {
  const postgres = await startPostgres()
  const url = await postgres.newDatabase()
  const stores = [await openPostgresqlStore({ url }), await openPostgresqlStore({ url })] as const
  const [one, other] = [await startTestServer({ store: stores[0] }), await startTestServer({ store: stores[1] })]
  const [here, there] = [demandeBench(one), demandeBench(other)]
  for (let round = 0; round < 5; round += 1) {
    const made = await here.make()
    const [left, right] = [here.visitor(made.path), there.visitor(made.path)]
    await Promise.all([left.read(), right.read()])
    expect((await here.whole(made.id)).evenements.filter(({ quoi }) => quoi === 'lue')).toHaveLength(1)

    const word = { ...fieldsIn((await left.get('/ecrire-prescripteur')).text), message: `Quel jour ? ${round}` }
    const written = await Promise.all([left, right, left, right].map((visitor) => visitor.post('/ecrire-prescripteur', word)))
    expect(written.map(({ status }) => status)).toEqual([303, 303, 303, 303])
    const whole = await there.whole(made.id)
    expect(whole.evenements.filter(({ quoi }) => quoi === 'message-prescripteur')).toHaveLength(1)
    expect((await here.letters()).filter(({ template }) => JSON.stringify(template).includes(word.message))).toHaveLength(1)

    const [accepting, refusing] = [
      fieldsIn((await left.get('/accepter')).text),
      {
        ...fieldsIn((await right.get('/refuser')).text),
        etape: 'message',
        motifs: 'session-complète',
        message: 'Plus de place.',
      },
    ]
    const [yes, no] = await Promise.all([left.post('/accepter', accepting), right.post('/refuser', refusing)])
    expect([yes.status, no.status].sort()).toEqual([303, 409])
    expect((await here.whole(made.id)).etat).toBe(yes.status === 303 ? 'VALIDÉE' : 'REFUSÉE')
  }

  const last = await here.make()
  await postgres.stop()
  const { status, text, headers } = await there.visitor(last.path).get()
  expect([status, headers.get('content-type'), headers.get('retry-after')]).toEqual([503, 'text/html; charset=utf-8', '5'])
  expect(text).toContain('Le serveur ne peut pas répondre pour le moment')
  expect(other.logged().join('')).not.toContain(last.secret)
  await Promise.all([one.stop(), other.stop()])
  await Promise.all(stores.map((store) => store.close()))
}, 120_000)
