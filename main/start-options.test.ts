import { expect, test } from 'vitest'
import { readStartOptions } from './start-options.ts'

test('reads what npm start was given', () => {
  expect(readStartOptions(['--no-window', '--port', '8123', '--to', '/favoris', '--geo', 'a', '--geo', 'b'])).toEqual({
    options: { 'no-window': true, 'sans-serveur': false, navigateur: false, port: 8123, to: '/favoris', geo: ['a', 'b'] },
  })
  expect(readStartOptions([])).toEqual({
    options: { 'no-window': false, 'sans-serveur': false, navigateur: false, port: 0 },
  })
})

test('lives without its server when told to', () => {
  expect(readStartOptions(['--sans-serveur'])).toMatchObject({ options: { 'sans-serveur': true } })
})

test('says how to start, in French, instead of a stack', () => {
  for (const args of [['--help'], ['-h']]) {
    expect(readStartOptions(args)).toMatchObject({ help: { code: 0, text: expect.stringContaining('npm start -- [options]') } })
  }
  for (const args of [['--sans-fenetre'], ['favoris'], ['--port'], ['--port', 'http'], ['--port', '70000'], ['--port=-1']]) {
    expect(readStartOptions(args)).toMatchObject({ help: { code: 2, text: expect.stringContaining('--no-window') } })
  }
})
