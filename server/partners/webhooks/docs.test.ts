import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { newSecret } from './rows.ts'
import { signedHeaders } from './sign.ts'

/** What docs/webhooks.md gives partners to copy does what it says. */

const folder = mkdtempSync(join(tmpdir(), 'dora-webhooks-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const example = (language: string, name: string): string => {
  const [, code = ''] = new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(readFileSync('docs/webhooks.md', 'utf8')) ?? []
  expect(code).toContain('verify')
  const path = join(folder, name)
  writeFileSync(path, code)
  return path
}

const [secret, before] = [newSecret(), newSecret()]
const AT = Date.parse('2026-11-23T09:00:00Z')
const signed = (at: number, body = '{"type":"essai","é":1}') => ({
  body,
  headers: signedHeaders(
    [
      { secret, jusqu: null },
      { secret: before, jusqu: new Date(AT + 1).toISOString() },
    ],
    { id: '0b3f0c1e-6a55-4a6e-9d43-0f0b7d1f6f11', at, body },
  ),
})

test('the example for Node believes what is signed, by either secret, and nothing else', async () => {
  const { verify } = (await import(/* @vite-ignore */ pathToFileURL(example('js', 'verify.mjs')).href)) as {
    verify: (secret: string, headers: Readonly<Record<string, string>>, body: string, now?: number) => unknown
  }
  const { headers, body } = signed(AT)
  expect(verify(secret, headers, body, AT)).toEqual({ type: 'essai', é: 1 })
  expect(verify(before, headers, body, AT)).toEqual({ type: 'essai', é: 1 })
  expect(() => verify(before, signed(AT + 1).headers, body, AT)).toThrow('signed by nobody')
  expect(() => verify(newSecret(), headers, body, AT)).toThrow('signed by nobody')
  expect(() => verify(secret, headers, `${body} `, AT)).toThrow('signed by nobody')
  expect(() => verify(secret, { ...headers, 'webhook-id': 'x' }, body, AT)).toThrow('signed by nobody')
  expect(() => verify(secret, headers, body, AT + 301_000)).toThrow('too old')
  expect(() => verify(secret, { ...headers, 'webhook-timestamp': 'x' }, body, AT)).toThrow('too old')
  expect(() => verify(secret, {}, body, AT)).toThrow('not signed')
})

const python = spawnSync('python3', ['--version']).status === 0
test.runIf(python)('so does the one for Python', () => {
  example('python', 'verify.py')
  const call = (key: string, headers: object, body: string): string =>
    execFileSync(
      'python3',
      [
        '-c',
        'import json,sys; sys.path.insert(0, sys.argv[1]); from verify import verify\ntry: print(json.dumps(verify(sys.argv[2], json.loads(sys.argv[3]), sys.argv[4].encode())))\nexcept ValueError as e: print(e)',
        folder,
        key,
        JSON.stringify(headers),
        body,
      ],
      { encoding: 'utf8' },
    ).trim()
  const { headers, body } = signed(Date.now())
  expect(JSON.parse(call(secret, headers, body))).toEqual({ type: 'essai', é: 1 })
  expect(call(before, headers, body)).toBe('signed by nobody we know')
  expect(call(secret, headers, `${body} `)).toBe('signed by nobody we know')
  expect(call(secret, signed(AT).headers, body)).toBe('too old, or a wrong clock')
})
