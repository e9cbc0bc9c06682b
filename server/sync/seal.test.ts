import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createBytesSeal, createSeal, isSealed, loadServerKey, parseServerKey } from './seal.ts'

const folder = mkdtempSync(join(tmpdir(), 'dora-seal-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a sealed text opens with its key, in its place, and no other way', () => {
  const seal = createSeal(new Uint8Array(32).fill(1))
  const sealed = seal.seal('row|a', 'Été à « Lille »')
  expect(seal.open('row|a', sealed)).toBe('Été à « Lille »')
  expect([isSealed(sealed), isSealed('{"a":1}'), sealed.includes('Lille')]).toEqual([true, false, false])
  expect(seal.seal('row|a', 'x')).not.toBe(seal.seal('row|a', 'x'))
  expect(() => seal.open('row|b', sealed)).toThrow()
  expect(() => createSeal(new Uint8Array(32).fill(2)).open('row|a', sealed)).toThrow()
  const at = sealed.length - 6
  expect(() => seal.open('row|a', sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1))).toThrow()
  expect(() => seal.open('row|a', sealed.slice(0, 30))).toThrow()
  expect(() => seal.open('row|a', 'clair')).toThrow()
})

test('the key is made once, for its owner alone, and never replaced', () => {
  const file = join(folder, 'a', 'cle.txt')
  const key = loadServerKey(file)
  expect(key).toHaveLength(32)
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(loadServerKey(file)).toEqual(key)
  writeFileSync(file, 'abîmée')
  expect(() => loadServerKey(file)).toThrow(/clé du serveur est illisible/)
  expect(readFileSync(file, 'utf8')).toBe('abîmée')
})

test('a key is 64 hexadecimal digits, or 32 bytes in base64', () => {
  const bytes = Buffer.alloc(32, 9)
  expect(Buffer.from(parseServerKey(` ${bytes.toString('hex')}\n`))).toEqual(bytes)
  expect(Buffer.from(parseServerKey(bytes.toString('base64')))).toEqual(bytes)
  for (const wrong of ['', 'ab', bytes.toString('hex').slice(2)]) expect(() => parseServerKey(wrong)).toThrow()
})

test('bytes are sealed by a key of their own: neither opens what the other sealed', () => {
  const secret = new Uint8Array(32).fill(1)
  const [texts, bytes] = [createSeal(secret), createBytesSeal(secret)]
  const file = Buffer.from('%PDF-1.7 Été à « Lille »')
  const sealed = bytes.seal('blob|a', file)
  expect([bytes.open('blob|a', sealed), sealed.includes('Lille'), sealed.includes('PDF')]).toEqual([file, false, false])
  expect(bytes.seal('blob|a', file)).not.toEqual(sealed)
  expect(bytes.open('blob|b', bytes.seal('blob|b', new Uint8Array()))).toEqual(Buffer.alloc(0))
  for (const wrong of [
    () => bytes.open('blob|b', sealed),
    () => bytes.open('blob|a', sealed.subarray(1)),
    () => bytes.open('blob|a', file),
  ])
    expect(wrong).toThrow()
  const body = sealed.subarray(Buffer.from('scelle1\n').length)
  expect(() => texts.open('blob|a', `scelle1:${body.toString('base64')}`)).toThrow()
  expect(() => createBytesSeal(new Uint8Array(31))).toThrow()
})
