import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DoraError } from '#shared/errors.ts'
import { createAutosave, type SaveState } from './autosave.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A store one can break, and the states that were shown. */
const desk = () => {
  const stored: string[] = []
  const left: string[] = []
  let tries = 0
  const shown: string[] = []
  const server = { version: 1, failWith: null as DoraError | null, hold: null as Promise<void> | null }
  const autosave = createAutosave<string>({
    from: { version: 1, le: 'avant' },
    save: async (value, base) => {
      if (server.hold !== null) await server.hold
      if (++tries > 100) throw new Error('tried without end')
      if (server.failWith !== null) throw server.failWith
      if (base !== server.version) throw new DoraError('brouillon-modifie-ailleurs')
      stored.push(value)
      server.version += 1
      return { version: server.version, le: `à ${server.version}` }
    },
    onState: ({ kind }: SaveState) => shown.push(kind),
    onLeftUnsaved: (message) => left.push(message),
  })
  return { stored, shown, server, autosave, left, tries: () => tries }
}

describe('autosave', () => {
  it('stores once per pause, the last of what was typed', async () => {
    const { stored, shown, autosave } = desk()
    for (const value of ['B', 'Bo', 'Bon']) {
      autosave.change(value)
      await vi.advanceTimersByTimeAsync(399)
    }
    expect(stored).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(stored).toEqual(['Bon'])
    expect(shown).toEqual(['en-cours', 'enregistre'])
    expect(autosave.dirty()).toBe(false)
  })

  it('stores at once when asked, and only what is new', async () => {
    const { stored, autosave } = desk()
    autosave.change('A')
    await autosave.flush()
    await autosave.flush()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(stored).toEqual(['A'])
  })

  it('stores what was typed during a save after it, over the version it gave', async () => {
    const { stored, server, autosave } = desk()
    let release = () => {}
    server.hold = new Promise((resolve) => {
      release = resolve
    })
    autosave.change('A')
    await vi.advanceTimersByTimeAsync(400)
    autosave.change('AB')
    server.hold = null
    release()
    await vi.advanceTimersByTimeAsync(400)
    expect(stored).toEqual(['A', 'AB'])
    expect(autosave.version()).toBe(3)
  })

  it('says a failure, keeps the text, and tries again until it is stored', async () => {
    const { stored, shown, server, autosave } = desk()
    server.failWith = new DoraError('ecriture-impossible')
    autosave.change('A')
    await vi.advanceTimersByTimeAsync(400)
    expect(shown.at(-1)).toBe('echec')
    expect(autosave.dirty()).toBe(true)
    await vi.advanceTimersByTimeAsync(2_000)
    server.failWith = null
    await vi.advanceTimersByTimeAsync(5_000)
    expect(stored).toEqual(['A'])
    expect(shown.at(-1)).toBe('enregistre')
  })

  it('stores the newest text when an older one had failed', async () => {
    const { stored, server, autosave } = desk()
    server.failWith = new DoraError('hote-injoignable')
    autosave.change('A')
    await vi.advanceTimersByTimeAsync(400)
    server.failWith = null
    autosave.change('AB')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(stored).toEqual(['AB'])
  })

  it('stops at a clash until someone chooses, then stores the choice', async () => {
    const { stored, shown, server, autosave } = desk()
    server.version = 5
    autosave.change('la mienne')
    await vi.advanceTimersByTimeAsync(400)
    expect(shown.at(-1)).toBe('conflit')
    autosave.change('la mienne, encore')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(stored).toEqual([])
    await autosave.keepMine('la mienne, encore', 5)
    expect(stored).toEqual(['la mienne, encore'])
    expect(shown.at(-1)).toBe('enregistre')
  })

  it('takes the other version without storing its own when that is the choice', async () => {
    const { stored, server, autosave } = desk()
    server.version = 5
    autosave.change('la mienne')
    await vi.advanceTimersByTimeAsync(400)
    autosave.adopt({ version: 5, le: 'là-bas' })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(stored).toEqual([])
    autosave.change('la suite')
    await vi.advanceTimersByTimeAsync(400)
    expect(stored).toEqual(['la suite'])
  })

  it('stores what is waiting when the screen goes', async () => {
    const { stored, autosave } = desk()
    autosave.change('A')
    autosave.stop()
    await vi.advanceTimersByTimeAsync(0)
    expect(stored).toEqual(['A'])
  })

  it('says what was left unsaved when the screen goes, tries again at its pace, and stores it in the end', async () => {
    const { stored, server, autosave, left, tries } = desk()
    server.failWith = new DoraError('hote-injoignable')
    autosave.change('A')
    autosave.stop()
    await vi.advanceTimersByTimeAsync(1_999)
    expect(tries()).toBe(1)
    expect(left).toEqual([server.failWith.message])
    server.failWith = null
    await vi.advanceTimersByTimeAsync(1)
    expect(stored).toEqual(['A'])
    expect(left).toHaveLength(1)
  })

  it('says it as well when the save was failing before the screen went, once', async () => {
    const { server, autosave, left } = desk()
    server.failWith = new DoraError('ecriture-impossible')
    autosave.change('A')
    await vi.advanceTimersByTimeAsync(400)
    expect(left).toEqual([])
    autosave.stop()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(left).toHaveLength(1)
  })

  it('settles a flush only when what was typed during the save is stored too, whoever asked first', async () => {
    const { stored, server, autosave } = desk()
    let release = () => {}
    server.hold = new Promise((resolve) => {
      release = resolve
    })
    autosave.change('A')
    void autosave.flush()
    autosave.change('AB')
    const settled = Promise.all([autosave.flush(), autosave.flush()])
    release()
    await settled
    expect(stored).toEqual(['A', 'AB'])
    expect(autosave.dirty()).toBe(false)
  })
})
